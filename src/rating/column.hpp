// A column of scaled integers in the narrowest width that holds it, with what does not fit beside it: cells that are
// missing, and cells whose value is a fraction without an end.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <variant>
#include <vector>

#include "base/number.hpp"

namespace pingxing::rating {

class Column {
 public:
  using Data = std::variant<std::vector<std::int8_t>, std::vector<std::int16_t>, std::vector<std::int32_t>,
                            std::vector<std::int64_t>>;

  /// Adds value / 10^places, widening and rescaling what is there as needed (places ≤ 9).
  void push(std::int64_t value, int places = 0);
  void push_missing();
  /// Many at once: values / 10^places.
  void push_block(const std::int32_t* values, std::size_t count, int places);
  /// Any exact number; one that no decimal of 9 places holds is kept beside the integers.
  void push_number(const Number& value);
  /// Changes one cell; may widen or rescale the column.
  void set(std::size_t row, std::int64_t value, int places = 0);
  void set_missing(std::size_t row);
  /// The same of any exact number; nothing: missing.
  void set_number(std::size_t row, const std::optional<Number>& value);
  /// Puts the rows of `other` behind these.
  void append(Column&& other);
  void reserve(std::size_t rows);
  /// Takes a whole column as it is: values / 10^places, nothing missing.
  static Column of(Data data, int places);

  [[nodiscard]] std::size_t size() const;
  [[nodiscard]] int places() const { return places_; }
  [[nodiscard]] const Data& data() const { return data_; }
  [[nodiscard]] bool is_missing(std::size_t row) const {
    return row / 64 < missing_.size() && (missing_[row / 64] >> (row % 64) & 1);
  }
  [[nodiscard]] bool has_missing() const { return missing_count_ > 0; }
  /// Whether the integers do not tell the value of this row: it is missing or a fraction.
  [[nodiscard]] bool is_irregular(std::size_t row) const {
    return is_missing(row) || (!fractions_.empty() && fractions_.contains(row));
  }
  [[nodiscard]] bool has_irregular() const { return missing_count_ > 0 || !fractions_.empty(); }
  /// The rows for which is_irregular holds, 64 a word; empty where there are none.
  [[nodiscard]] std::vector<std::uint64_t> irregular_rows() const;
  [[nodiscard]] std::int64_t raw(std::size_t row) const;
  [[nodiscard]] Number number(std::size_t row) const;  // not of a missing row
  /// Ends that hold all integers of the column: the least and greatest ever pushed or set, 0 included.
  [[nodiscard]] std::pair<std::int64_t, std::int64_t> range() const { return {least_, most_}; }
  [[nodiscard]] std::size_t bytes() const;

 private:
  void widen_for(std::int64_t value);
  void rescale(int places);
  void mark(std::size_t row, bool is_missing);

  Data data_ = std::vector<std::int8_t>();
  int places_ = 0;
  std::int64_t least_ = 0, most_ = 0;
  std::vector<std::uint64_t> missing_;  // a bit a row, once any row is missing
  std::size_t missing_count_ = 0;
  std::map<std::size_t, Number> fractions_;
};

}  // namespace pingxing::rating
