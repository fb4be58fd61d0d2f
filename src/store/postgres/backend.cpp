#include "store/postgres/backend.hpp"

#include <utility>

#include "store/postgres/connection.hpp"

namespace pingxing::store::postgres {
namespace {

class PostgresBackend : public Backend {
 public:
  explicit PostgresBackend(Place place) : place_(std::move(place)) {}
  std::unique_ptr<Connection> connect(Purpose purpose) override {
    return std::make_unique<PostgresConnection>(place_, purpose);
  }
  [[nodiscard]] Dialect dialect() const override { return Dialect::Postgres; }
  [[nodiscard]] std::string place() const override { return place_.shown; }

  [[nodiscard]] std::string description(Reading& reading) const override {
    const Rows rows = reading.query("SELECT current_setting('server_version'), current_setting('fsync')", {});
    const std::string& version = rows[0][0].text();  // "15.18 (Debian 15.18-0+deb12u1)"
    return "PostgreSQL " + version.substr(0, version.find(' ')) +
           (rows[0][1].text() == "on" ? "" : ", without fsync: what is saved does not survive a power cut");
  }

 private:
  Place place_;
};

}  // namespace

std::unique_ptr<Backend> backend(const std::string& address) {
  return std::make_unique<PostgresBackend>(place_of(address));
}

}  // namespace pingxing::store::postgres
