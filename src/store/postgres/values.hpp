// Values in PostgreSQL's binary form, both ways. Exact: nothing goes through decimal text or floating point.
#pragma once
#include <libpq-fe.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "store/database.hpp"

namespace pingxing::store::postgres {

/// The parameters of a statement as libpq takes them; borrows from the values.
class Parameters {
 public:
  explicit Parameters(const Values& values);
  [[nodiscard]] int count() const { return static_cast<int>(types.size()); }
  /// One letter a type: the same statement with NULL for a number is another one to the server.
  [[nodiscard]] std::string signature() const;

  std::vector<Oid> types;  // 0 for NULL: the server knows from where it stands
  std::vector<const char*> values;
  std::vector<int> lengths, formats;

 private:
  std::vector<std::array<char, 8>> numbers_;  // most significant byte first
};

/// One value of a result in binary form. Throws StatementFailure for types that the port does not know.
Value value_of(const PGresult* rows, int row, int column);

}  // namespace pingxing::store::postgres
