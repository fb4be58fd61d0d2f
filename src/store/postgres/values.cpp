#include "store/postgres/values.hpp"

#include <cstdint>
#include <optional>

#include "store/errors.hpp"

namespace pingxing::store::postgres {
namespace {

// The numbers of types, which never change (src/include/catalog/pg_type.dat).
enum Type : Oid {
  Bool = 16,
  Bytea = 17,
  Char = 18,
  Name = 19,
  Int8 = 20,
  Int2 = 21,
  Int4 = 23,
  Text = 25,
  Oid4 = 26,
  Unknown = 705,
  Bpchar = 1042,
  Varchar = 1043,
  Numeric = 1700,
  Void = 2278
};

std::uint64_t unsigned_of(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const char byte : bytes) number = number << 8 | static_cast<unsigned char>(byte);
  return number;
}

/// A sum of whole numbers comes as NUMERIC: groups of four decimal digits with a weight. Nothing where it may have a
/// fraction (places behind the point) or does not fit.
std::optional<std::int64_t> whole_numeric(std::string_view bytes) {
  const auto word = [&](std::size_t i) { return static_cast<std::int16_t>(unsigned_of(bytes.substr(2 * i, 2))); };
  const int groups = word(0), weight = word(1);
  const auto sign = static_cast<std::uint16_t>(word(2));
  if ((sign != 0 && sign != 0x4000) || word(3) != 0) return std::nullopt;  // not a number, infinite, with places
  std::int64_t number = 0;
  for (int i = 0; i <= weight; ++i) {
    const std::int64_t group = i < groups ? word(4 + static_cast<std::size_t>(i)) : 0;
    if (__builtin_mul_overflow(number, 10'000, &number)) return std::nullopt;
    if (__builtin_add_overflow(number, sign == 0 ? group : -group, &number)) return std::nullopt;
  }
  return number;
}

}  // namespace

Parameters::Parameters(const Values& given) : numbers_(given.size()) {
  for (std::size_t i = 0; i < given.size(); ++i) {
    formats.push_back(1);
    const auto add = [&](Oid type, const char* bytes, std::size_t length) {
      types.push_back(type);
      values.push_back(bytes);
      lengths.push_back(static_cast<int>(length));
    };
    std::visit(
        [&]<class T>(const T& value) {
          if constexpr (std::is_same_v<T, std::int64_t>) {
            for (std::size_t byte = 0; byte < 8; ++byte)
              numbers_[i][byte] = static_cast<char>(static_cast<std::uint64_t>(value) >> (56 - 8 * byte));
            add(Int8, numbers_[i].data(), 8);
          } else if constexpr (std::is_same_v<T, std::string>) {
            add(Text, value.data(), value.size());
          } else if constexpr (std::is_same_v<T, Blob>) {
            add(Bytea, value.bytes.data(), value.bytes.size());
          } else {
            add(0, nullptr, 0);
          }
        },
        given[i].variant());
  }
}

std::string Parameters::signature() const {
  std::string letters;
  for (const Oid type : types) letters += type == Int8 ? 'n' : type == Text ? 't' : type == Bytea ? 'b' : '-';
  return letters;
}

Value value_of(const PGresult* rows, int row, int column) {
  if (PQgetisnull(rows, row, column)) return nullptr;
  const std::string_view bytes(PQgetvalue(rows, row, column), static_cast<std::size_t>(PQgetlength(rows, row, column)));
  switch (PQftype(rows, column)) {
    case Bool:
    case Oid4:
      return static_cast<std::int64_t>(unsigned_of(bytes));
    case Int2:
      return std::int64_t{static_cast<std::int16_t>(unsigned_of(bytes))};
    case Int4:
      return std::int64_t{static_cast<std::int32_t>(unsigned_of(bytes))};
    case Int8:
      return static_cast<std::int64_t>(unsigned_of(bytes));
    case Numeric:
      if (const auto number = whole_numeric(bytes)) return *number;
      break;
    case Text:
    case Varchar:
    case Bpchar:
    case Name:
    case Char:
    case Unknown:
      return bytes;
    case Bytea:
      return Blob{std::string(bytes)};
    case Void:
      return nullptr;
    default:
      break;
  }
  throw StatementFailure("column " + std::to_string(column + 1) + " (" + PQfname(rows, column) +
                         ") is neither a whole number of 64 bits nor text nor bytes; numbers are exact here");
}

}  // namespace pingxing::store::postgres
