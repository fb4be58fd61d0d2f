// SQLite's codes as the exceptions of the store.
#pragma once
#include <sqlite3.h>

#include <string>
#include <string_view>

namespace pingxing::store::sqlite {

/// Throws what the extended `code` stands for: UniqueViolation, ReferenceViolation, StatementFailure, or a
/// DatabaseFailure that names the file and the way out.
[[noreturn]] void throw_error(sqlite3* database, int code, const std::string& path, std::string_view sql);

/// The name of the unique index of `message` ("UNIQUE constraint failed: token.poll, token.hash"), as PostgreSQL would
/// name it: its own name where it has one, otherwise table_pkey or table_column_key.
std::string unique_index_name(sqlite3* database, std::string_view message);

}  // namespace pingxing::store::sqlite
