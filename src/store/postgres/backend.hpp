// A PostgreSQL server as a database.
#pragma once
#include <memory>
#include <string>

#include "store/connection.hpp"

namespace pingxing::store::postgres {

/// Throws DatabaseFailure where the address cannot be read.
std::unique_ptr<Backend> backend(const std::string& address);

}  // namespace pingxing::store::postgres
