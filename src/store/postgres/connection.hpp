// A connection to PostgreSQL. Statements are prepared once, values travel in binary, and what needs no answer of its
// own (BEGIN, the lock, savepoints) travels ahead of the next statement, so that a work costs one round trip a
// statement, or one for several that go together.
#pragma once
#include <libpq-fe.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "store/connection.hpp"
#include "store/postgres/place.hpp"
#include "store/statement_cache.hpp"

namespace pingxing::store::postgres {

struct Clear {
  void operator()(PGresult* rows) const { PQclear(rows); }
};
using Result = std::unique_ptr<PGresult, Clear>;

class PostgresConnection : public Connection {
 public:
  /// Throws DatabaseFailure: no server, no right, a database that is not UTF-8.
  PostgresConnection(const Place& place, Purpose purpose);

  void each(std::string_view sql, const Values& values, const TakeRow& take) override;
  std::int64_t execute(std::string_view sql, const Values& values) override;
  std::vector<Rows> query_all(const std::vector<Query>& queries) override;
  void execute_each(std::string_view sql, const std::vector<Values>& rows) override;
  void run_script(const std::string& sql) override;
  void begin_reading() override;
  void begin_writing() override;
  void begin_work() override;
  void end_work() override;
  void undo_work() override;
  void leave_number(const WriteNumber& number) override;
  void commit() override;
  void rollback() noexcept override;
  [[nodiscard]] bool is_alive() const override { return is_alive_; }
  [[nodiscard]] bool is_in_transaction() const override { return !is_broken_ && (!ahead_.empty() || is_open_); }
  /// "15.18"
  [[nodiscard]] std::string version() const;

 private:
  struct Finish {
    void operator()(PGconn* connection) const { PQfinish(connection); }
  };

  /// What a round trip came to.
  struct Answer {
    std::vector<Result> of;     // of each command
    Result failed;              // of the first that failed; those behind it were not run
    std::size_t failed_at = 0;  // its number from 0
  };

  struct Asked {
    std::string_view sql;
    const Values* values;
  };

  std::vector<Result> run(const std::vector<Asked>& asked);
  /// What waits ahead, and `sql` with it.
  Result run_plain(const char* sql);
  std::size_t send_ahead();  // how many commands
  void send_plain(const std::string& sql);
  void send_sync();
  void require_sent(int is_sent);
  Answer receive(std::size_t commands, std::size_t ahead);
  [[noreturn]] void fail(const PGresult* failed, std::string_view sql);
  [[noreturn]] void lose(const PGresult* failed);

  Place place_;
  Purpose purpose_;
  std::unique_ptr<PGconn, Finish> connection_;
  StatementCache<std::string> statements_;  // names by text and types
  std::size_t named_ = 0;
  std::vector<std::string> ahead_;  // commands to be sent before the next statement, in the same round trip
  std::size_t unread_ = 0;          // commands sent whose answers nobody waited for
  bool is_open_ = false;            // the server is in a transaction
  bool is_broken_ = false;          // it could not be begun, or a savepoint of it could not
  bool is_alive_ = true;
};

}  // namespace pingxing::store::postgres
