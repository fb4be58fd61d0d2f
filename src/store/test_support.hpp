// For tests of this folder and of others: a database of its own, on either backend. PostgreSQL is the one whose address
// ./test puts into PINGXING_TEST_POSTGRES; without it the tests fail, they are not skipped.
#pragma once
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <ostream>
#include <stdexcept>
#include <string>

#include "store/database.hpp"
#include "store/postgres/backend.hpp"
#include "store/sqlite/backend.hpp"

namespace pingxing::store::test {

enum class Kind { Sqlite, Postgres };
inline std::ostream& operator<<(std::ostream& out, Kind kind) {
  return out << (kind == Kind::Sqlite ? "SQLite" : "PostgreSQL");
}
inline std::string name_of(Kind kind) { return kind == Kind::Sqlite ? "SQLite" : "PostgreSQL"; }

/// The server of the tests.
inline std::string postgres_address() {
  const char* address = std::getenv("PINGXING_TEST_POSTGRES");
  if (!address || !*address)
    throw std::runtime_error(
        "PINGXING_TEST_POSTGRES is not set: run ./test, or . packaging/debian.sh && start_postgres FOLDER");
  return address;
}

/// The address of an empty database: a file in a folder of its own, or a schema of the server. Gone at the end.
class Fresh {
 public:
  explicit Fresh(Kind kind) : kind_(kind) {
    static int count = 0;
    name_ = "t_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
    if (kind == Kind::Sqlite) {
      folder_ = std::filesystem::temp_directory_path() / ("pingxing-" + name_);
      std::filesystem::remove_all(folder_);
      std::filesystem::create_directory(folder_);
      address_ = (folder_ / "pingxing.db").string();
    } else {
      on_server("DROP SCHEMA IF EXISTS " + name_ + " CASCADE");
      on_server("CREATE SCHEMA " + name_);
      const std::string base = postgres_address();
      address_ = base + (base.find('?') == base.npos ? "?" : "&") + "options=-csearch_path%3D" + name_ +
                 "&application_name=" + name_;
    }
  }
  Fresh(const Fresh&) = delete;
  Fresh& operator=(const Fresh&) = delete;
  ~Fresh() {
    std::error_code error;
    if (kind_ == Kind::Sqlite) std::filesystem::remove_all(folder_, error);
    try {
      if (kind_ == Kind::Postgres) on_server("DROP SCHEMA " + name_ + " CASCADE");
    } catch (const std::exception&) {  // the server goes after the tests
    }
  }

  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] const std::string& address() const { return address_; }
  /// Of the schema, and of its connections at the server.
  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] std::unique_ptr<Backend> backend() const {
    return kind_ == Kind::Sqlite ? sqlite::backend(address_) : postgres::backend(address_);
  }
  /// One statement at the server, beside all that is tested.
  static Rows on_server(const std::string& sql) {
    return postgres::backend(postgres_address())->connect(Purpose::Writing)->query(sql, {});
  }

 private:
  Kind kind_;
  std::string name_, address_;
  std::filesystem::path folder_;
};

}  // namespace pingxing::store::test
