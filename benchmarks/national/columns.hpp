// The columns of the national population: 55 of input, 50 of result, and a table of them in memory. A table has the
// shape of the narrow binary file (`.nar`): column after column, each unsigned, little endian, of its own width, padded
// to 64 bytes. It knows nothing of how a value comes about (generate) nor of what it means (yardstick, interpreted).
#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace pingxing::national {

enum class Kind : std::uint8_t { Int, Flag, Dec };  // Dec: one digit after the point, held as an integer of tenths

struct Column {
  std::string_view name;
  Kind kind;
  std::size_t width;        // bytes
  std::uint32_t value_max;  // largest value allowed, in the unit of the column (tenths for Dec); the smallest is 0
};

inline constexpr std::uint32_t any_value = 0xFFFFFFFF;

inline constexpr std::array<Column, 55> input_columns = {{
    {"id", Kind::Int, 4, any_value},   {"pool", Kind::Int, 4, any_value}, {"kind", Kind::Int, 1, 2},
    {"a01_org", Kind::Flag, 1, 1},     {"a02_score", Kind::Dec, 1, 10},   {"a03_missing", Kind::Int, 1, 3},
    {"a03_contact", Kind::Flag, 1, 1}, {"a03_visits", Kind::Int, 1, 6},   {"a04_score", Kind::Dec, 1, 10},
    {"a05_score", Kind::Dec, 1, 20},   {"a06_score", Kind::Dec, 1, 10},   {"a07_pub", Kind::Flag, 1, 1},
    {"a08_articles", Kind::Int, 1, 3}, {"a08_missing", Kind::Int, 1, 3},  {"a09_missing", Kind::Int, 1, 3},
    {"a10_part", Kind::Dec, 2, 1000},  {"a10_aware", Kind::Dec, 2, 1000}, {"a11_badge", Kind::Dec, 2, 1000},
    {"a11_model", Kind::Dec, 2, 1000}, {"a11_post", Kind::Flag, 1, 1},    {"a12_score", Kind::Dec, 1, 50},
    {"a13_score", Kind::Dec, 1, 20},   {"a12b_score", Kind::Dec, 1, 20},  {"a14_score", Kind::Dec, 1, 20},
    {"a15_score", Kind::Dec, 1, 20},   {"a16_meetings", Kind::Int, 1, 7}, {"a16_records", Kind::Flag, 1, 1},
    {"a17_missing", Kind::Int, 1, 3},  {"a18_missing", Kind::Int, 1, 2},  {"a19_rate", Kind::Dec, 2, 1000},
    {"a20_rate", Kind::Dec, 2, 1000},  {"a21_rate", Kind::Dec, 2, 1000},  {"a22_done", Kind::Flag, 1, 1},
    {"a23_ledger", Kind::Flag, 1, 1},  {"a24_ledger", Kind::Flag, 1, 1},  {"a25_open", Kind::Int, 1, 5},
    {"a26_org", Kind::Flag, 1, 1},     {"a26_members", Kind::Int, 1, 8},  {"a27_open", Kind::Int, 1, 3},
    {"a28_done", Kind::Flag, 1, 1},    {"a29_score", Kind::Dec, 1, 100},  {"a30_score", Kind::Dec, 1, 100},
    {"a31_done", Kind::Flag, 1, 1},    {"a32_score", Kind::Dec, 1, 50},   {"a33_level1", Kind::Int, 1, 5},
    {"a33_level2", Kind::Int, 1, 5},   {"a34_rate", Kind::Dec, 2, 1000},  {"a35_sum", Kind::Dec, 2, 12000},
    {"a35_n", Kind::Int, 1, 12},       {"d1", Kind::Flag, 1, 1},          {"d2", Kind::Flag, 1, 1},
    {"d3", Kind::Flag, 1, 1},          {"d4", Kind::Flag, 1, 1},          {"d5", Kind::Flag, 1, 1},
    {"d6", Kind::Flag, 1, 1},
}};

inline constexpr std::array<Column, 50> result_columns = {{
    {"id", Kind::Int, 4, any_value},   {"s01", Kind::Dec, 1, 20},     {"s02", Kind::Dec, 1, 10},
    {"s03", Kind::Dec, 1, 30},         {"s04", Kind::Dec, 1, 10},     {"s05", Kind::Dec, 1, 20},
    {"s06", Kind::Dec, 1, 10},         {"s07", Kind::Dec, 1, 10},     {"s08", Kind::Dec, 1, 10},
    {"s09", Kind::Dec, 1, 10},         {"s10", Kind::Dec, 1, 30},     {"s11", Kind::Dec, 1, 50},
    {"s12", Kind::Dec, 1, 50},         {"s13", Kind::Dec, 1, 20},     {"s12b", Kind::Dec, 1, 20},
    {"s14", Kind::Dec, 1, 20},         {"s15", Kind::Dec, 1, 20},     {"s16", Kind::Dec, 1, 20},
    {"s17", Kind::Dec, 1, 20},         {"s18", Kind::Dec, 1, 20},     {"s19", Kind::Dec, 1, 20},
    {"s20", Kind::Dec, 1, 20},         {"s21", Kind::Dec, 1, 20},     {"s22", Kind::Dec, 1, 20},
    {"s23", Kind::Dec, 1, 20},         {"s24", Kind::Dec, 1, 20},     {"s25", Kind::Dec, 1, 20},
    {"s26", Kind::Dec, 1, 20},         {"s27", Kind::Dec, 1, 50},     {"s28", Kind::Dec, 1, 50},
    {"s29", Kind::Dec, 1, 100},        {"s30", Kind::Dec, 1, 100},    {"s31", Kind::Dec, 1, 50},
    {"s32", Kind::Dec, 1, 50},         {"s33", Kind::Dec, 1, 50},     {"s34", Kind::Dec, 1, 50},
    {"s35", Kind::Dec, 1, 50},         {"t1", Kind::Dec, 1, 150},     {"t2", Kind::Dec, 1, 100},
    {"t3", Kind::Dec, 1, 200},         {"t4", Kind::Dec, 1, 200},     {"t5", Kind::Dec, 1, 100},
    {"t6", Kind::Dec, 1, 100},         {"t7", Kind::Dec, 1, 150},     {"t8", Kind::Dec, 1, 100},
    {"total", Kind::Dec, 2, 1000},     {"star_raw", Kind::Int, 1, 5}, {"star_down", Kind::Int, 1, 5},
    {"rank", Kind::Int, 4, any_value}, {"star", Kind::Int, 1, 5},
}};

/// The index of a column by its name, at compile time: `at(input_columns, "a35_n")`. An unknown name does not compile.
template <std::size_t size>
consteval std::size_t at(const std::array<Column, size>& layout, std::string_view name) {
  for (std::size_t index = 0; index < size; ++index)
    if (layout[index].name == name) return index;
  throw std::logic_error("no such column");
}
consteval std::size_t input(std::string_view name) { return at(input_columns, name); }
consteval std::size_t result(std::string_view name) { return at(result_columns, name); }

struct Origin {  // the header of a binary file
  std::uint64_t rows = 0, pools = 0, seed = 0;
};

struct Unmap {
  std::size_t size = 0;
  void operator()(std::byte* begin) const;
};
using Mapping = std::unique_ptr<std::byte, Unmap>;  // memory of the system

/// Columns in memory, each starting at a multiple of 64 bytes. Moves, does not copy.
class Table {
 public:
  /// All values 0, in huge pages where the system gives them. `layout` must outlive the table (use the two above).
  /// Throws std::bad_alloc.
  Table(std::span<const Column> layout, const Origin& origin);

  /// The input table in a `.nar` file, mapped, not read. Throws std::runtime_error naming the file when it cannot be
  /// opened or its header and size do not fit together. Values are not checked.
  static Table open(const std::filesystem::path& nar);

  std::span<const Column> layout() const { return layout_; }
  const Origin& origin() const { return origin_; }
  std::size_t rows() const { return origin_.rows; }

  /// The values of a column; T has the column's width, else std::logic_error. A mapped table must not be written to.
  template <class T>
  std::span<T> column(std::size_t index) {
    return {reinterpret_cast<T*>(place(index, sizeof(T))), rows()};
  }
  template <class T>
  std::span<const T> column(std::size_t index) const {
    return {reinterpret_cast<const T*>(place(index, sizeof(T))), rows()};
  }
  /// Where a row of a column stands in memory, whatever its width.
  const std::byte* place_of(std::size_t index, std::size_t row) const {
    return memory_.get() + offsets_[index] + row * layout_[index].width;
  }
  /// One value of any column, in the column's unit. Slow; the row must exist.
  std::uint32_t value(std::size_t index, std::size_t row) const;
  void set_value(std::size_t index, std::size_t row, std::uint32_t value);

  /// All columns as they lie in memory and in the narrow file behind its header.
  std::span<const std::byte> bytes() const;

 private:
  Table(std::span<const Column> layout, const Origin& origin, Mapping memory);
  std::byte* place(std::size_t index, std::size_t width) const;

  std::span<const Column> layout_;
  Origin origin_;
  std::vector<std::size_t> offsets_;  // of each column within memory_, and the end
  Mapping memory_;
};

/// Size of the header of a binary file, and the magic words of its two kinds.
inline constexpr std::size_t header_size = 64;
inline constexpr std::string_view narrow_magic{"STARNAR\0", 8};
inline constexpr std::string_view wide_magic{"STARI32\0", 8};

}  // namespace pingxing::national
