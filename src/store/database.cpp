#include <utility>

#include "base/check.hpp"
#include "base/clock.hpp"
#include "store/grouped_database.hpp"
#include "store/postgres/backend.hpp"
#include "store/readers.hpp"
#include "store/sqlite/backend.hpp"
#include "store/writer.hpp"

namespace pingxing::store {
namespace {

/// A backend with its writer and its readers.
class GroupedDatabase : public Database {
 public:
  GroupedDatabase(std::unique_ptr<Backend> backend, const std::vector<Migration>& schema,
                  const DatabaseOptions& options)
      : backend_(migrated(std::move(backend), schema)),
        readers_(*backend_, options.readers),
        writer_(*backend_, options.group_max) {}

  void read(const std::function<void(Reading&)>& work) override {
    CHECK(!writer_.is_this_thread());  // a work reads through its Writing
    readers_.read(work);
  }
  void write(const std::function<void(Writing&)>& work) override { writer_.write(work); }

  std::string description() override {
    std::string text;
    readers_.read([&](Reading& reading) { text = backend_->description(reading); });
    return text;
  }

 private:
  static std::unique_ptr<Backend> migrated(std::unique_ptr<Backend> backend, const std::vector<Migration>& schema) {
    const auto connection = backend->connect(Purpose::Migrating);
    migrate(*connection, backend->dialect(), schema, SystemClock().now_ms(), backend->place());
    return backend;
  }

  std::unique_ptr<Backend> backend_;
  Readers readers_;
  Writer writer_;
};

}  // namespace

std::unique_ptr<Database> open_grouped(std::unique_ptr<Backend> backend, const std::vector<Migration>& schema,
                                       const DatabaseOptions& options) {
  return std::make_unique<GroupedDatabase>(std::move(backend), schema, options);
}

std::unique_ptr<Database> Database::open(const std::string& address, const DatabaseOptions& options) {
  const bool is_server = address.starts_with("postgresql://") || address.starts_with("postgres://");
  return open_grouped(is_server ? postgres::backend(address) : sqlite::backend(address), migrations(), options);
}

}  // namespace pingxing::store
