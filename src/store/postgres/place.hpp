// The address of a PostgreSQL server, as it is used and as it may be shown.
#pragma once
#include <string>

namespace pingxing::store::postgres {

struct Place {
  std::string address;  // postgresql://… with everything in it: never shown
  std::string shown;    // without the password
};

/// Throws DatabaseFailure where the address cannot be read.
Place place_of(const std::string& address);

}  // namespace pingxing::store::postgres
