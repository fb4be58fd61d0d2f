// When a database comes to this program from one before the record proved itself: one entry that seals the rows which
// are there, so that whatever is done to them afterwards is found out. A step of migrations.
#pragma once
#include "store/connection.hpp"

namespace pingxing::store {

inline constexpr const char* sealed_action = "record.sealed";

/// Seals all rows of covered tables that have no seal yet. Nothing where there are none.
void seal_rows(Connection& connection);

}  // namespace pingxing::store
