// What both backends ask of statements and their values before the database sees them, so that both say the same.
#pragma once
#include <string_view>

#include "store/database.hpp"

namespace pingxing::store {

/// The highest n of the $n in a statement; literals, quoted names and comments do not count.
std::size_t parameter_count(std::string_view sql);

/// Whether the statement counts the rows it changes: INSERT, UPDATE, DELETE.
bool changes_rows(std::string_view sql);

/// Throws StatementFailure for text that is no UTF-8 or has a zero character: PostgreSQL cannot store it.
void require_storable(const Values& values);

}  // namespace pingxing::store
