#include <filesystem>
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

/// A backend with readers alone.
class ReadDatabase : public Database {
 public:
  explicit ReadDatabase(std::unique_ptr<Backend> backend)
      : backend_(std::move(backend)), readers_(*backend_, DatabaseOptions().readers) {
    require_newest(*backend_->connect(Purpose::Reading), backend_->dialect(), migrations(), backend_->place());
  }
  void read(const std::function<void(Reading&)>& work) override { readers_.read(work); }
  void write(const std::function<void(Writing&)>&) override {
    throw DatabaseFailure("The database " + backend_->place() + " was opened to be read.");
  }
  std::string description() override {
    std::string text;
    readers_.read([&](Reading& reading) { text = backend_->description(reading); });
    return text;
  }

 private:
  std::unique_ptr<Backend> backend_;
  Readers readers_;
};

std::unique_ptr<Backend> backend_of(const std::string& address) {
  const bool is_server = address.starts_with("postgresql://") || address.starts_with("postgres://");
  return is_server ? postgres::backend(address) : sqlite::backend(address);
}

}  // namespace

std::unique_ptr<Database> open_grouped(std::unique_ptr<Backend> backend, const std::vector<Migration>& schema,
                                       const DatabaseOptions& options) {
  return std::make_unique<GroupedDatabase>(std::move(backend), schema, options);
}

std::unique_ptr<Database> Database::open(const std::string& address, const DatabaseOptions& options) {
  return open_grouped(backend_of(address), migrations(), options);
}

std::unique_ptr<Database> Database::open_to_read(const std::string& address) {
  if (address.find("://") == std::string::npos && !std::filesystem::exists(address))
    throw DatabaseFailure("The database " + address + ": there is no such file; give the path of one.");
  return std::make_unique<ReadDatabase>(backend_of(address));
}

}  // namespace pingxing::store
