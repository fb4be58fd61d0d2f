#include "store/sqlite/connection.hpp"

#include "base/check.hpp"
#include "store/errors.hpp"
#include "store/sqlite/errors.hpp"
#include "store/values.hpp"

namespace pingxing::store::sqlite {
namespace {

constexpr int busy_ms_max = 10'000;         // how long another process may hold the lock of writers
constexpr auto wal_bytes_max = "67108864";  // what a large import leaves of the -wal file afterwards

/// Resets a statement however its use ends; its values are given up too, they may be large.
class Used {
 public:
  explicit Used(sqlite3_stmt* statement) : statement_(statement) {}
  Used(const Used&) = delete;
  Used& operator=(const Used&) = delete;
  ~Used() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
  }

 private:
  sqlite3_stmt* statement_;
};

/// Two that turn a new file to WAL at once each hold what the other one needs; SQLite then tells one of them so without
/// waiting, and it has to let go and try again. What else is wrong shows in the statement that follows.
void wait_for_wal(sqlite3* database) {
  constexpr int pause_ms = 5;
  for (int waited = 0; waited < busy_ms_max; waited += pause_ms) {
    const int code = sqlite3_exec(database, "PRAGMA journal_mode = WAL", nullptr, nullptr, nullptr);
    if ((code & 0xFF) != SQLITE_BUSY) return;
    sqlite3_sleep(pause_ms);
  }
}

}  // namespace

SqliteConnection::SqliteConnection(const std::string& path, Purpose purpose) : path_(path) {
  sqlite3* raw = nullptr;
  const int code =
      sqlite3_open_v2(path.c_str(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  database_.reset(raw);
  if (code != SQLITE_OK) throw_error(raw, code, path_, "");
  sqlite3_busy_timeout(raw, busy_ms_max);
  for (const int off : {SQLITE_DBCONFIG_DQS_DML, SQLITE_DBCONFIG_DQS_DDL, SQLITE_DBCONFIG_TRUSTED_SCHEMA})
    sqlite3_db_config(raw, off, 0, nullptr);
  sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);

  if (purpose != Purpose::Reading) keep_in_wal();  // who only reads a copy leaves it as it is
  run_script("PRAGMA synchronous = FULL");         // an acknowledged write survives a power cut
  run_script(std::string("PRAGMA journal_size_limit = ") + wal_bytes_max);
  // While tables are rebuilt, references are looked at once, at the end (migrations.cpp).
  run_script(purpose == Purpose::Migrating ? "PRAGMA foreign_keys = OFF" : "PRAGMA foreign_keys = ON");
  run_script("PRAGMA recursive_triggers = ON");   // INSERT OR REPLACE deletes, and append-only tables refuse that
  run_script("PRAGMA case_sensitive_like = ON");  // as PostgreSQL
  if (purpose == Purpose::Reading) run_script("PRAGMA query_only = ON");
  refuses_writing_ = purpose == Purpose::Reading;
}

void SqliteConnection::keep_in_wal() {
  wait_for_wal(database_.get());
  const Rows mode = query("PRAGMA journal_mode = WAL", {});
  if (mode.empty() || mode[0][0].text() != "wal")
    throw DatabaseFailure("The database " + path_ +
                          ": its disk does not let several connections share a file (WAL), as network "
                          "disks do not; put the file on a disk of this machine.");
}

void SqliteConnection::fail(int code, std::string_view sql) { throw_error(database_.get(), code, path_, sql); }

SqliteConnection::Statement& SqliteConnection::prepared(std::string_view sql) {
  if (Statement* known = statements_.find(sql)) return *known;
  sqlite3_stmt* raw = nullptr;
  const char* tail = nullptr;
  const int code = sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &raw, &tail);
  Statement statement{std::unique_ptr<sqlite3_stmt, Finalize>(raw), changes_rows(sql)};
  if (code != SQLITE_OK) fail(code, sql);
  const std::string_view rest = sql.substr(static_cast<std::size_t>(tail - sql.data()));
  if (!raw || rest.find_first_not_of("; \t\r\n") != rest.npos)
    throw StatementFailure("one statement at a time, please: " + std::string(sql));
  return statements_.add(std::string(sql), std::move(statement), [](Statement&) {});
}

void SqliteConnection::bind(sqlite3_stmt* statement, const Values& values) {
  std::size_t highest = 0;
  for (int i = 1; i <= sqlite3_bind_parameter_count(statement); ++i) {
    const char* name = sqlite3_bind_parameter_name(statement, i);  // "$2"; nothing for ?
    CHECK(name && name[0] == '$');
    const std::size_t number = std::stoul(name + 1);
    CHECK(number >= 1 && number <= values.size());
    highest = std::max(highest, number);
    int code = SQLITE_OK;
    std::visit(
        [&]<class T>(const T& value) {
          if constexpr (std::is_same_v<T, std::int64_t>)
            code = sqlite3_bind_int64(statement, i, value);
          else if constexpr (std::is_same_v<T, std::string>)
            code = sqlite3_bind_text64(statement, i, value.data(), value.size(), SQLITE_STATIC, SQLITE_UTF8);
          else if constexpr (std::is_same_v<T, Blob>)
            code = value.bytes.empty()
                       ? sqlite3_bind_zeroblob(statement, i, 0)
                       : sqlite3_bind_blob64(statement, i, value.bytes.data(), value.bytes.size(), SQLITE_STATIC);
        },
        values[number - 1].variant());
    if (code != SQLITE_OK) fail(code, sqlite3_sql(statement));
  }
  CHECK(highest == values.size());
}

Row SqliteConnection::row_of(sqlite3_stmt* statement) const {
  const int columns = sqlite3_column_count(statement);
  Row row;
  row.reserve(static_cast<std::size_t>(columns));
  const auto bytes = [&](int i, const void* from) {
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, i));
    return size == 0 ? std::string() : std::string(static_cast<const char*>(from), size);
  };
  for (int i = 0; i < columns; ++i) {
    switch (sqlite3_column_type(statement, i)) {
      case SQLITE_NULL:
        row.emplace_back();
        break;
      case SQLITE_INTEGER:
        row.emplace_back(std::int64_t(sqlite3_column_int64(statement, i)));
        break;
      case SQLITE_TEXT:
        row.emplace_back(bytes(i, sqlite3_column_text(statement, i)));
        break;
      case SQLITE_BLOB:
        row.emplace_back(Blob{bytes(i, sqlite3_column_blob(statement, i))});
        break;
      default:
        throw StatementFailure("column " + std::to_string(i + 1) +
                               " is no whole number; numbers are exact here: " + sqlite3_sql(statement));
    }
  }
  return row;
}

void SqliteConnection::each(std::string_view sql, const Values& values, const TakeRow& take) {
  sqlite3_stmt* statement = prepared(sql).prepared.get();
  if (refuses_writing_ && !sqlite3_stmt_readonly(statement))
    throw StatementFailure("a Reading does not write: " + std::string(sql));
  const Used used(statement);
  bind(statement, values);
  for (;;) {
    const int code = sqlite3_step(statement);
    if (code == SQLITE_DONE) return;
    if (code != SQLITE_ROW) fail(code, sql);
    take(row_of(statement));
  }
}

std::int64_t SqliteConnection::execute(std::string_view sql, const Values& values) {
  Statement& statement = prepared(sql);
  const Used used(statement.prepared.get());
  bind(statement.prepared.get(), values);
  for (;;) {
    const int code = sqlite3_step(statement.prepared.get());
    if (code == SQLITE_DONE) break;
    if (code != SQLITE_ROW) fail(code, sql);
  }
  return statement.is_counting ? sqlite3_changes64(database_.get()) : 0;
}

std::vector<Rows> SqliteConnection::query_all(const std::vector<Query>& queries) {
  std::vector<Rows> all;
  for (const Query& one : queries) all.push_back(query(one.sql, one.values));
  return all;
}

void SqliteConnection::execute_each(std::string_view sql, const std::vector<Values>& rows) {
  for (const Values& values : rows) execute(sql, values);
}

void SqliteConnection::run_script(const std::string& sql) {
  const int code = sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code, sql);
}

void SqliteConnection::undo_work() {
  execute("ROLLBACK TO work", {});
  execute("RELEASE work", {});
}

void SqliteConnection::rollback() noexcept {
  if (is_in_transaction()) sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr);
}

}  // namespace pingxing::store::sqlite
