// What a backend has to bring: connections that run statements and transactions. Who uses which connection when,
// groups, savepoints and second tries are the same for all backends (grouped_database.hpp).
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "store/database.hpp"

namespace pingxing::store {

/// By what a group of works is found again whose commit got no answer: a row of last_write, stored with it.
struct WriteNumber {
  std::string writer;  // of the process; letters and digits
  std::int64_t number = 0;
};

/// Used by one thread at a time. After any exception but a StatementFailure or a violation inside a savepoint, the
/// transaction is to be rolled back.
class Connection {
 public:
  virtual ~Connection() = default;

  /// `values` are exactly $1 … $n (CHECK).
  virtual void each(std::string_view sql, const Values& values, const TakeRow& take) = 0;
  Rows query(std::string_view sql, const Values& values) {
    Rows rows;
    each(sql, values, [&](Row&& row) { rows.push_back(std::move(row)); });
    return rows;
  }
  virtual std::int64_t execute(std::string_view sql, const Values& values) = 0;
  virtual std::vector<Rows> query_all(const std::vector<Query>& queries) = 0;
  virtual void execute_each(std::string_view sql, const std::vector<Values>& rows) = 0;
  /// Several statements without parameters, whose rows nobody wants.
  virtual void run_script(const std::string& sql) = 0;

  /// Reads of one state; where the database knows such a thing, writing is refused.
  virtual void begin_reading() = 0;
  /// Waits until no other process writes: the journal must stay one chain.
  virtual void begin_writing() = 0;
  virtual void begin_work() = 0;  // a savepoint
  virtual void end_work() = 0;
  virtual void undo_work() = 0;
  /// Before `commit`: leaves the number in the transaction. Nothing where a commit cannot lose its answer.
  virtual void leave_number(const WriteNumber&) {}
  /// Returns when all is on disk. CommitUnknown where nobody can tell.
  virtual void commit() = 0;
  /// Back to no transaction, whatever happened before; the connection may be lost after it.
  virtual void rollback() noexcept = 0;
  /// False once the connection can only be thrown away.
  [[nodiscard]] virtual bool is_alive() const = 0;
  /// False where the database ended the transaction by itself (disk full).
  [[nodiscard]] virtual bool is_in_transaction() const = 0;
};

enum class Dialect { Sqlite, Postgres };
enum class Purpose { Reading, Writing, Migrating };

class Backend {
 public:
  virtual ~Backend() = default;
  /// Throws DatabaseFailure: what was tried, what was found, how to mend it.
  virtual std::unique_ptr<Connection> connect(Purpose purpose) = 0;
  [[nodiscard]] virtual Dialect dialect() const = 0;
  /// Path or server, as it may be shown (without the password).
  [[nodiscard]] virtual std::string place() const = 0;
  /// Product, version, and what an administrator should know of it.
  [[nodiscard]] virtual std::string description(Reading& reading) const = 0;
};

}  // namespace pingxing::store
