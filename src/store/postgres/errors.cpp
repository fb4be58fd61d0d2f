#include "store/postgres/errors.hpp"

#include "base/text.hpp"
#include "store/errors.hpp"

namespace pingxing::store::postgres {
namespace {

std::string field(const PGresult* failed, int code) {
  const char* text = failed ? PQresultErrorField(failed, code) : nullptr;
  return text ? text : "";
}

/// 25006 of a statement; 0A000 of BEGIN … READ WRITE, which is refused where a setting is checked.
bool is_standby(std::string_view state, std::string_view routine) {
  return state == "25006" || (state == "0A000" && routine == "call_bool_check_hook");
}

/// How to mend what the world got wrong; nothing for what we got wrong.
std::string mend_of(std::string_view state, std::string_view routine, Purpose purpose) {
  if (state == "53100") return "the disk of the server is full; make room there and try again";
  if (state == "53200") return "the server has no memory left";
  if (state == "53300")
    return "the server takes no more connections; raise its max_connections or lower those of others";
  if (state == "55P03") return "another program has kept the database locked for too long; end it and try again";
  if (state == "57014") return "the server has ended the statement, by hand or by its statement_timeout";
  if (state == "42501") return "the account has no right to this; make it the owner of the database";
  if (is_standby(state, routine) && purpose != Purpose::Reading)
    return "this server only reads (a standby); give the address of the primary";
  if (state == "22021" || state == "22P05") return "its encoding cannot hold this text; create it with ENCODING 'UTF8'";
  if (state == "3F000") return "there is no schema to put tables into; see the search_path of the account";
  if (state.starts_with("53") || state.starts_with("58") || state.starts_with("XX") || state.starts_with("57"))
    return "the server failed; look at its log and its disk";
  return {};
}

}  // namespace

std::string message_of(const PGresult* failed) {
  std::string message = field(failed, PG_DIAG_MESSAGE_PRIMARY);
  if (message.empty() && failed) message = std::string(trimmed(PQresultErrorMessage(failed)));
  const std::string detail = field(failed, PG_DIAG_MESSAGE_DETAIL);
  if (!detail.empty()) message.append(" (").append(detail).append(")");
  return joined(split(message, "\n"), " ");
}

bool is_end_of_connection(const PGresult* failed) {
  const std::string severity = field(failed, PG_DIAG_SEVERITY_NONLOCALIZED), state = field(failed, PG_DIAG_SQLSTATE);
  // Of class 08, only 08P01 comes from a server that lives on: a statement with the wrong number of values.
  return severity == "FATAL" || severity == "PANIC" || (state.starts_with("08") && state != "08P01");
}

bool is_about_old_plan(const PGresult* failed) {
  const std::string state = field(failed, PG_DIAG_SQLSTATE), routine = field(failed, PG_DIAG_SOURCE_FUNCTION);
  return state == "26000" || (state == "0A000" && routine == "RevalidateCachedQuery");
}

void throw_error(const PGresult* failed, const std::string& place, Purpose purpose, std::string_view sql) {
  const std::string state = field(failed, PG_DIAG_SQLSTATE), routine = field(failed, PG_DIAG_SOURCE_FUNCTION),
                    message = message_of(failed);
  if (state == "23505") throw UniqueViolation(message, field(failed, PG_DIAG_CONSTRAINT_NAME));
  if (state == "23503" || state == "23001") throw ReferenceViolation(message);
  const std::string says = " (PostgreSQL says: " + message + ", " + state + ".)";
  if (state.starts_with("40") || is_about_old_plan(failed))
    throw TryAgain("The database " + place + ": others who write are in the way; try again." + says);
  const std::string mend = mend_of(state, routine, purpose);
  if (mend.empty()) throw StatementFailure(message + " (PostgreSQL code " + state + ") in: " + std::string(sql));
  const std::string whole = "The database " + place + ": " + mend + "." + says;
  if (is_standby(state, routine)) throw ReadsOnly(whole);
  if (state == "53100") throw DiskFull(whole);
  throw DatabaseFailure(whole);
}

}  // namespace pingxing::store::postgres
