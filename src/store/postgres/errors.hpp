// PostgreSQL's SQLSTATE codes as the exceptions of the store.
#pragma once
#include <libpq-fe.h>

#include <string>
#include <string_view>

#include "store/connection.hpp"

namespace pingxing::store::postgres {

/// Whether the server has closed the connection with this failure.
bool is_end_of_connection(const PGresult* failed);

/// Whether statements prepared before do not fit the tables any more, or are gone.
bool is_about_old_plan(const PGresult* failed);

/// Throws what the failure stands for: UniqueViolation, ReferenceViolation, TryAgain, StatementFailure, or a
/// DatabaseFailure that names the server and the way out. Not for lost connections.
[[noreturn]] void throw_error(const PGresult* failed, const std::string& place, Purpose purpose, std::string_view sql);

/// The message of the server without its line ends; "" where there is none.
std::string message_of(const PGresult* failed);

}  // namespace pingxing::store::postgres
