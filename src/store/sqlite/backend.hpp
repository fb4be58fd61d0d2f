// An SQLite file as a database.
#pragma once
#include <memory>
#include <string>

#include "store/connection.hpp"

namespace pingxing::store::sqlite {

/// Makes the file where it is not there, readable for its owner alone. Throws DatabaseFailure.
std::unique_ptr<Backend> backend(const std::string& path);

}  // namespace pingxing::store::sqlite
