#include "sqlite.hpp"

#include <sqlite3.h>

#include <fstream>
#include <functional>
#include <string>

#include "files.hpp"
#include "sqlite_sql.hpp"

namespace pingxing::national {
namespace {

/// A prepared statement, finalised at the end.
class Statement {
 public:
  Statement(sqlite3* database, const std::string& sql) : database_(database) {
    sqlite3_stmt* statement = nullptr;
    check(sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr), SQLITE_OK);
    statement_.reset(statement);
  }
  void bind(std::size_t index, std::uint32_t value) {
    check(sqlite3_bind_int64(statement_.get(), static_cast<int>(index) + 1, value), SQLITE_OK);
  }
  /// True when there is a row to read.
  bool step() {
    const int code = sqlite3_step(statement_.get());
    if (code != SQLITE_ROW) check(code, SQLITE_DONE);
    return code == SQLITE_ROW;
  }
  void reset() { check(sqlite3_reset(statement_.get()), SQLITE_OK); }
  std::uint32_t value(std::size_t index) const {
    return static_cast<std::uint32_t>(sqlite3_column_int64(statement_.get(), static_cast<int>(index)));
  }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  void check(int code, int wanted) const {
    if (code != wanted) throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(database_));
  }
  sqlite3* database_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

}  // namespace

void Sqlite::Close::operator()(sqlite3* database) const { sqlite3_close(database); }

Sqlite::Sqlite() {
  sqlite3* database = nullptr;
  const int code = sqlite3_open(":memory:", &database);
  database_.reset(database);
  if (code != SQLITE_OK) throw std::runtime_error("SQLite: no database in memory");
  run("PRAGMA temp_store = MEMORY");
  run(national_sqlite_sql);
}

void Sqlite::run(const char* sql) const {
  if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK)
    throw std::runtime_error(std::string("SQLite: ") + sqlite3_errmsg(database_.get()));
}

void Sqlite::load(const std::filesystem::path& csv) {
  std::string marks = "?";
  for (std::size_t index = 1; index < input_columns.size(); ++index) marks += ",?";
  Statement insert{database_.get(), "INSERT INTO facts VALUES (" + marks + ")"};
  run("BEGIN");
  read_csv(csv, input_columns, [&](std::span<const std::uint32_t> row) {
    for (std::size_t index = 0; index < row.size(); ++index) insert.bind(index, row[index]);
    insert.step();
    insert.reset();
  });
  run("COMMIT");
}

void Sqlite::rate(const Thresholds& thresholds) {
  run("DELETE FROM threshold");
  Statement insert{database_.get(), "INSERT INTO threshold VALUES (?, ?)"};
  insert.bind(0, thresholds.five_stars);
  insert.bind(1, thresholds.item34_full);
  insert.step();
  run("CREATE TABLE starred AS SELECT * FROM starring");
  run("CREATE TABLE result AS SELECT * FROM rating");
}

void Sqlite::drop_result() { run("DROP TABLE IF EXISTS starred; DROP TABLE IF EXISTS result"); }

void Sqlite::drop_facts() {
  drop_result();
  run("DELETE FROM facts");
}

void Sqlite::write_result(const std::filesystem::path& csv) const {
  // A table of few rows is filled and printed again and again: one format of lines for all programs.
  constexpr std::size_t batch = 4096;
  Table rows{result_columns, {batch, 0, 0}};
  std::ofstream stream(csv, std::ios::binary);
  std::string text;
  for (const Column& column : result_columns) text.append(text.empty() ? "" : ",").append(column.name);
  text += '\n';
  Statement select{database_.get(), "SELECT * FROM result"};
  for (bool more = true; more;) {
    std::size_t filled = 0;
    for (; filled < batch && (more = select.step()); ++filled)
      for (std::size_t index = 0; index < result_columns.size(); ++index)
        rows.set_value(index, filled, select.value(index));
    append_csv(rows, 0, filled, text);
    stream << text;
    text.clear();
  }
  stream.close();
  if (!stream) throw std::runtime_error(csv.string() + ": cannot be written");
}

Table Sqlite::read(const char* table, std::span<const Column> layout, const Origin& origin) const {
  Table out{layout, origin};
  Statement select{database_.get(), std::string("SELECT * FROM ") + table + " LIMIT " + std::to_string(origin.rows)};
  for (std::size_t row = 0; select.step(); ++row)
    for (std::size_t index = 0; index < layout.size(); ++index) out.set_value(index, row, select.value(index));
  return out;
}

Table Sqlite::facts(const Origin& origin) const { return read("facts", input_columns, origin); }
Table Sqlite::result(const Origin& origin) const { return read("result", result_columns, origin); }

}  // namespace pingxing::national
