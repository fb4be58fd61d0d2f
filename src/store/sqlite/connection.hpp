// A connection to an SQLite file. One of them writes; those that read are refused any writing.
#pragma once
#include <sqlite3.h>

#include <memory>
#include <string>
#include <string_view>

#include "store/connection.hpp"
#include "store/statement_cache.hpp"

namespace pingxing::store::sqlite {

class SqliteConnection : public Connection {
 public:
  /// Throws DatabaseFailure: the file cannot be opened, is no database, or cannot be kept in WAL.
  SqliteConnection(const std::string& path, Purpose purpose);

  void each(std::string_view sql, const Values& values, const TakeRow& take) override;
  std::int64_t execute(std::string_view sql, const Values& values) override;
  std::vector<Rows> query_all(const std::vector<Query>& queries) override;
  void execute_each(std::string_view sql, const std::vector<Values>& rows) override;
  void run_script(const std::string& sql) override;
  void begin_reading() override { execute("BEGIN", {}); }
  void begin_writing() override { execute("BEGIN IMMEDIATE", {}); }
  void begin_work() override { execute("SAVEPOINT work", {}); }
  void end_work() override { execute("RELEASE work", {}); }
  void undo_work() override;
  void commit() override { execute("COMMIT", {}); }
  void rollback() noexcept override;
  [[nodiscard]] bool is_alive() const override { return true; }
  [[nodiscard]] bool is_in_transaction() const override { return sqlite3_get_autocommit(database_.get()) == 0; }

 private:
  struct Close {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
  };
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  struct Statement {
    std::unique_ptr<sqlite3_stmt, Finalize> prepared;
    bool is_counting = false;  // its changed rows
  };

  void keep_in_wal();
  Statement& prepared(std::string_view sql);
  void bind(sqlite3_stmt* statement, const Values& values);
  Row row_of(sqlite3_stmt* statement) const;
  [[noreturn]] void fail(int code, std::string_view sql);

  std::string path_;
  bool refuses_writing_ = false;
  std::unique_ptr<sqlite3, Close> database_;
  StatementCache<Statement> statements_;  // goes before the connection
};

}  // namespace pingxing::store::sqlite
