// Rows of a result CSV for millions of subjects: scaled integers straight to digits. Writes what ResultTable writes,
// byte for byte (a test holds them together), of rows that are plain: rated, whole decimals, nothing to quote.
#pragma once
#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/rated.hpp"

namespace pingxing::service {

/// Bytes that grow; what is behind `size` is room to write into.
struct RowBuffer {
  std::vector<char> bytes;
  std::size_t size = 0;
  char* room(std::size_t wanted) {
    if (bytes.size() < size + wanted) bytes.resize((size + wanted) * 2);
    return bytes.data() + size;
  }
  void append(std::string_view text) {
    std::copy(text.begin(), text.end(), room(text.size()));
    size += text.size();
  }
  [[nodiscard]] std::string_view view() const { return {bytes.data(), size}; }
};

class PlainResultRows {
 public:
  PlainResultRows(const Rated& rated, Language language,
                  const std::vector<std::pair<std::size_t, std::string>>& sections);
  /// Appends the row; false, with nothing appended, where it is not plain.
  bool append(std::size_t row, RowBuffer& out) const;

 private:
  struct Decimal {  // copied as 8 bytes
    char text[7];
    std::uint8_t size;
  };
  /// The decimals of scaled integers: those of small ones are made once.
  struct Decimals {
    std::vector<Decimal> small;
    bool is_exact = true;  // whether the scale divides a power of ten
    int places = 0;
    std::int64_t factor = 1;
  };
  struct Figure {
    const std::int16_t* narrow = nullptr;  // one of the two
    const std::int32_t* wide = nullptr;
    const Decimals* decimals = nullptr;
    bool applies = true;
  };
  Figure figure_of(const rating::ScoreColumn& column);
  const Decimals* decimals_of(std::int64_t scale);
  static char* write(const Figure& figure, std::size_t row, char* p);

  const Rated& rated_;
  std::vector<std::pair<std::int64_t, std::unique_ptr<Decimals>>> decimals_;
  bool are_all_integers_ = true;
  Figure total_;
  std::vector<std::vector<Figure>> figures_;  // by kind, and last for none: sections, then items
  std::vector<std::string> kinds_, grades_;   // as cells; grades with their stars behind
  std::vector<std::string> pools_;
  std::string status_;
};

}  // namespace pingxing::service
