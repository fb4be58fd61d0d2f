#include <utility>

#include "base/check.hpp"
#include "base/clock.hpp"
#include "store/connection.hpp"
#include "store/migrations.hpp"
#include "store/readers.hpp"
#include "store/sqlite/backend.hpp"
#include "store/writer.hpp"

namespace pingxing::store {
namespace {

/// A backend with its writer and its readers.
class GroupedDatabase : public Database {
 public:
  GroupedDatabase(std::unique_ptr<Backend> backend, const DatabaseOptions& options)
      : backend_(migrated(std::move(backend))), readers_(*backend_, options.readers), writer_(*backend_, options.group_max) {}

  void read(const std::function<void(Reading&)>& work) override {
    CHECK(!writer_.is_this_thread());  // a work reads through its Writing
    readers_.read(work);
  }
  void write(const std::function<void(Writing&)>& work) override { writer_.write(work); }

  std::string description() override {
    std::string text;
    readers_.borrow([&](Connection& connection) { text = backend_->description(connection); });
    return text;
  }

 private:
  static std::unique_ptr<Backend> migrated(std::unique_ptr<Backend> backend) {
    const auto connection = backend->connect(Purpose::Migrating);
    migrate(*connection, backend->dialect(), migrations(), SystemClock().now_ms(), backend->place());
    return backend;
  }

  std::unique_ptr<Backend> backend_;
  Readers readers_;
  Writer writer_;
};

}  // namespace

std::unique_ptr<Database> Database::open(const std::string& address, const DatabaseOptions& options) {
  return std::make_unique<GroupedDatabase>(sqlite::backend(address), options);
}

}  // namespace pingxing::store
