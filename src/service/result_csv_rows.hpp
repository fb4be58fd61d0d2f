// Rows of a result CSV for millions of subjects: scaled integers straight to digits. Writes what ResultTable writes,
// byte for byte (a test holds them together), of rows that are plain: rated, whole decimals, nothing to quote.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "service/rated.hpp"

namespace pingxing::service {

class PlainResultRows {
 public:
  PlainResultRows(const Rated& rated, Language language,
                  const std::vector<std::pair<std::size_t, std::string>>& sections);
  /// Appends the row; false, with nothing appended, where it is not plain.
  bool append(std::size_t row, std::string& out) const;

 private:
  /// The decimal of every small scaled integer, made once.
  struct Decimals {
    std::vector<std::string> texts;
    bool is_exact = true;  // whether the scale divides a power of ten
    int places = 0;
    std::int64_t factor = 1;
  };
  struct Figures {
    const rating::ScoreColumn* column = nullptr;
    const Decimals* decimals = nullptr;
    std::vector<bool> applies;  // by kind, and last for none
  };
  const Decimals* decimals_of(std::int64_t scale);
  static void decimal(const Decimals& decimals, std::int64_t raw, std::string& out);

  const Rated& rated_;
  std::vector<std::pair<std::int64_t, std::unique_ptr<Decimals>>> decimals_;
  Figures total_;
  std::vector<Figures> figures_;             // sections, then items
  std::vector<std::string> kinds_, grades_;  // as cells; grades with their stars behind
  std::vector<std::string> pools_;
  std::string status_;
};

}  // namespace pingxing::service
