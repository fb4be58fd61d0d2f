// A backend made into a database: its schema brought up to date, one writer that commits in groups, a few readers.
#pragma once
#include <memory>
#include <vector>

#include "store/connection.hpp"
#include "store/migrations.hpp"

namespace pingxing::store {

/// As Database::open, for a schema of the caller's.
std::unique_ptr<Database> open_grouped(std::unique_ptr<Backend> backend, const std::vector<Migration>& schema,
                                       const DatabaseOptions& options = {});

}  // namespace pingxing::store
