#include "store/postgres/connection.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "base/check.hpp"
#include "base/text.hpp"
#include "store/errors.hpp"
#include "store/postgres/errors.hpp"
#include "store/postgres/values.hpp"
#include "store/values.hpp"

namespace pingxing::store::postgres {
namespace {

constexpr int version_min = 130000;  // the oldest that its makers still mend

// Where the address says nothing else: a server that is gone is noticed within half a minute.
constexpr const char* defaults_then_address[] = {"connect_timeout",
                                                 "tcp_user_timeout",
                                                 "keepalives_idle",
                                                 "fallback_application_name",
                                                 "dbname",
                                                 "client_encoding",
                                                 nullptr};

// Writers of all processes to the same tables take this lock ("ping" in ASCII, and the schema); it goes with the
// transaction.
constexpr const char* take_lock =
    "SELECT pg_advisory_xact_lock(x'70696e67'::int, hashtext(coalesce(current_schema(), '')))";

constexpr std::string_view savepoint = "SAVEPOINT work";

constexpr const char* session_setup =
    "SET lock_timeout = '30s';"
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'";

void take_rows(const PGresult* result, const TakeRow& take) {
  const int columns = PQnfields(result);
  for (int i = 0; i < PQntuples(result); ++i) {
    Row row;
    row.reserve(static_cast<std::size_t>(columns));
    for (int column = 0; column < columns; ++column) row.push_back(value_of(result, i, column));
    take(std::move(row));
  }
}
Rows rows_of(const PGresult* result) {
  Rows rows;
  rows.reserve(static_cast<std::size_t>(PQntuples(result)));
  take_rows(result, [&](Row&& row) { rows.push_back(std::move(row)); });
  return rows;
}

}  // namespace

PostgresConnection::PostgresConnection(const Place& place, Purpose purpose) : place_(place), purpose_(purpose) {
  const char* const words[] = {"10", "30000", "30", "pingxing", place.address.c_str(), "UTF8", nullptr};
  connection_.reset(PQconnectdbParams(defaults_then_address, words, 1));
  PGconn* raw = connection_.get();
  const auto refuse = [&](const std::string& why) {
    throw DatabaseFailure("The database " + place_.shown + ": " + why + ".");
  };
  if (PQstatus(raw) != CONNECTION_OK)
    refuse(
        "no connection; see that the server runs, that the address, account and password are right, and that it lets "
        "this "
        "machine in (pg_hba.conf). (PostgreSQL says: " +
        joined(split(PQerrorMessage(raw), "\n"), " ") + ")");
  if (PQserverVersion(raw) < version_min) refuse("PostgreSQL " + version() + " is too old; 13 or newer is needed");
  if (const char* encoding = PQparameterStatus(raw, "server_encoding");
      !encoding || std::string_view(encoding) != "UTF8")
    refuse("it does not hold Unicode; create one with ENCODING 'UTF8' and give its address");
  PQsetNoticeProcessor(
      raw, [](void*, const char*) {}, nullptr);
  const Result set(PQexec(raw, session_setup));
  if (PQresultStatus(set.get()) != PGRES_TUPLES_OK) fail(set.get(), session_setup);
  CHECK(PQenterPipelineMode(raw) == 1);
}

std::string PostgresConnection::version() const {
  const int number = PQserverVersion(connection_.get());
  return std::to_string(number / 10000) + "." + std::to_string(number % 10000);
}

// --- one round trip ---------------------------------------------------------------------------------------------

void PostgresConnection::lose(const PGresult* failed) {
  is_alive_ = false;
  is_open_ = false;
  std::string says = message_of(failed);
  if (says.empty()) says = joined(split(PQerrorMessage(connection_.get()), "\n"), " ");
  throw ConnectionLost("The database " + place_.shown +
                       ": the connection was lost; see that the server runs. (PostgreSQL says: " + says + ")");
}

void PostgresConnection::fail(const PGresult* failed, std::string_view sql) {
  if (PQstatus(connection_.get()) != CONNECTION_OK || is_end_of_connection(failed)) lose(failed);
  if (is_about_old_plan(failed)) is_alive_ = false;  // another server has changed the tables: prepare all anew
  throw_error(failed, place_.shown, purpose_, sql);
}

void PostgresConnection::require_sent(int is_sent) {
  if (is_sent == 1) return;
  CHECK(PQstatus(connection_.get()) != CONNECTION_OK);  // libpq refuses only our mistakes
  lose(nullptr);
}

void PostgresConnection::send_plain(const std::string& sql) {
  require_sent(PQsendQueryParams(connection_.get(), sql.c_str(), 0, nullptr, nullptr, nullptr, nullptr, 1));
}

void PostgresConnection::send_sync() { require_sent(PQpipelineSync(connection_.get())); }

std::size_t PostgresConnection::send_ahead() {
  if (!is_alive_) lose(nullptr);
  if (const std::size_t unread = std::exchange(unread_, 0); unread > 0)
    if (const Answer answer = receive(unread, 0); answer.failed) lose(answer.failed.get());  // a ROLLBACK does not fail
  const std::vector<std::string> commands = std::exchange(ahead_, {});
  for (const std::string& command : commands) send_plain(command);
  return commands.size();
}

PostgresConnection::Answer PostgresConnection::receive(std::size_t commands, std::size_t ahead) {
  PGconn* raw = connection_.get();
  Answer answer;
  answer.of.resize(commands);
  for (std::size_t i = 0; i < commands; ++i)
    for (Result result(PQgetResult(raw)); result; result.reset(PQgetResult(raw))) {
      const auto status = PQresultStatus(result.get());
      if (status == PGRES_FATAL_ERROR && !answer.failed) {
        answer.failed = std::move(result);
        answer.failed_at = i;
      } else if (status != PGRES_PIPELINE_ABORTED) {
        answer.of[i] = std::move(result);
      }
    }
  const Result synced(PQgetResult(raw));
  if (PQstatus(raw) != CONNECTION_OK || PQresultStatus(synced.get()) != PGRES_PIPELINE_SYNC) lose(answer.failed.get());
  const auto state = PQtransactionStatus(raw);
  is_open_ = state == PQTRANS_INTRANS || state == PQTRANS_INERROR;
  if (answer.failed && answer.failed_at < ahead) is_broken_ = true;
  return answer;
}

std::vector<Result> PostgresConnection::run(const std::vector<Asked>& asked) {
  if (asked.empty()) return {};
  const std::size_t ahead = send_ahead();
  struct Sent {
    std::string_view sql;
    const std::string* prepares;  // key of the statement; nothing where this command runs it
  };
  std::vector<Sent> sent;
  std::map<std::string, std::string> made;  // names by text and types, of statements not known before
  for (const auto& [sql, values] : asked) {
    const Parameters parameters(*values);
    std::string key = parameters.signature() + ' ' + std::string(sql);
    const std::string* name = statements_.find(key);
    if (!name) {
      const auto [at, is_new] = made.try_emplace(std::move(key));
      if (is_new) {
        CHECK(parameter_count(sql) == values->size());
        at->second = "s" + std::to_string(++named_);
        require_sent(PQsendPrepare(connection_.get(), at->second.c_str(), at->first.c_str() + values->size() + 1,
                                   parameters.count(), parameters.types.data()));
        sent.push_back({sql, &at->first});
      }
      name = &at->second;
    }
    require_sent(PQsendQueryPrepared(connection_.get(), name->c_str(), parameters.count(), parameters.values.data(),
                                     parameters.lengths.data(), parameters.formats.data(), 1));
    sent.push_back({sql, nullptr});
  }
  send_sync();
  Answer answer = receive(ahead + sent.size(), ahead);
  std::vector<Result> results;
  for (std::size_t i = 0; i < sent.size(); ++i) {
    const bool is_done = !answer.failed || ahead + i < answer.failed_at;
    if (!sent[i].prepares)
      results.push_back(std::move(answer.of[ahead + i]));
    else if (is_done)
      statements_.add(*sent[i].prepares, made.at(*sent[i].prepares),
                      [this](const std::string& dropped) { ahead_.push_back("DEALLOCATE " + dropped); });
  }
  if (answer.failed) fail(answer.failed.get(), sent[answer.failed_at < ahead ? 0 : answer.failed_at - ahead].sql);
  return results;
}

Result PostgresConnection::run_plain(const char* sql) {
  const std::size_t ahead = send_ahead();
  send_plain(sql);
  send_sync();
  Answer answer = receive(ahead + 1, ahead);
  if (answer.failed) fail(answer.failed.get(), sql);
  return std::move(answer.of.back());
}

// --- statements ---------------------------------------------------------------------------------------------------

void PostgresConnection::each(std::string_view sql, const Values& values, const TakeRow& take) {
  take_rows(run({{sql, &values}}).front().get(), take);
}

std::vector<Rows> PostgresConnection::query_all(const std::vector<Query>& queries) {
  std::vector<Asked> asked;
  for (const Query& query : queries) asked.push_back({query.sql, &query.values});
  std::vector<Rows> all;
  for (const Result& result : run(asked)) all.push_back(rows_of(result.get()));
  return all;
}

void PostgresConnection::execute_each(std::string_view sql, const std::vector<Values>& rows) {
  std::vector<Asked> asked;
  for (const Values& values : rows) asked.push_back({sql, &values});
  run(asked);
}

std::int64_t PostgresConnection::execute(std::string_view sql, const Values& values) {
  const Result result = std::move(run({{sql, &values}}).front());
  if (!changes_rows(sql)) return 0;
  const std::string_view digits = PQcmdTuples(result.get());
  std::int64_t count = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), count);
  return count;
}

void PostgresConnection::run_script(const std::string& sql) {
  if (!ahead_.empty()) run_plain("SELECT 1");
  CHECK(PQexitPipelineMode(connection_.get()) == 1);  // several statements at once only go without
  const Result result(PQexec(connection_.get(), sql.c_str()));
  const auto status = PQresultStatus(result.get());
  if (PQstatus(connection_.get()) != CONNECTION_OK) lose(result.get());
  CHECK(PQenterPipelineMode(connection_.get()) == 1);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) fail(result.get(), sql);
}

// --- transactions -------------------------------------------------------------------------------------------------

void PostgresConnection::begin_reading() { ahead_ = {"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"}; }

// Whoever holds the lock sees all that was committed before: each statement of READ COMMITTED looks anew.
void PostgresConnection::begin_writing() { ahead_ = {"BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", take_lock}; }

void PostgresConnection::begin_work() { ahead_.emplace_back(savepoint); }

void PostgresConnection::end_work() {
  if (!ahead_.empty() && ahead_.back() == savepoint)
    ahead_.pop_back();  // the work sent nothing
  else
    ahead_.emplace_back("RELEASE SAVEPOINT work");
}

void PostgresConnection::undo_work() {
  if (!ahead_.empty() && ahead_.back() == savepoint) {
    ahead_.pop_back();
  } else {
    ahead_.emplace_back("ROLLBACK TO SAVEPOINT work");
    ahead_.emplace_back("RELEASE SAVEPOINT work");
  }
}

void PostgresConnection::leave_number(const WriteNumber& number) {
  if (!is_open_) return;  // nothing was sent yet
  const std::string value = std::to_string(number.number);
  ahead_.push_back("INSERT INTO last_write (writer, number, at) VALUES ('" + number.writer + "', " + value +
                   ", (extract(epoch FROM now()) * 1000)::bigint) ON CONFLICT (writer) DO UPDATE SET number = "
                   "excluded.number, at = excluded.at");
}

void PostgresConnection::commit() {
  if (!is_open_) {  // nothing was sent yet
    ahead_.clear();
    return;
  }
  try {
    const Result result = run_plain("COMMIT");
    if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
      throw DatabaseFailure("The database " + place_.shown +
                            ": the server undid the transaction when it was to be committed.");
  } catch (const ConnectionLost& lost) {
    throw CommitUnknown(std::string(lost.what()) +
                        " It was lost while a write was committed, and cannot be asked whether that is stored. "
                        "Look whether it is there before it is repeated.");
  }
}

void PostgresConnection::rollback() noexcept {
  ahead_.clear();
  is_broken_ = false;
  if (!is_alive_ || !std::exchange(is_open_, false)) return;
  try {  // without waiting for the answer; the next statement takes it first
    send_plain("ROLLBACK");
    send_sync();
    unread_ = 1;
  } catch (...) {
    is_alive_ = false;
  }
}

}  // namespace pingxing::store::postgres
