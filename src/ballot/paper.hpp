// A paper: what is asked of whom, on which scale, and what makes a sheet invalid. A sheet is the answer, as one line of
// text, the marks in the order of the questions with "|" between; a blank mark abstains.
//
// A paper should ask one question: then every ballot may be published whole. Where a rule reaches over several
// questions (at most two "excellent"), they share a paper, and its sheets are never published (bulletin.hpp).
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/number.hpp"
#include "base/result.hpp"

namespace pingxing::ballot {

constexpr std::size_t marks_max = 1001, questions_max = 500;

struct Scale {
  std::vector<std::string> marks;  // as they stand on the sheet; points ascend, words and grades descend
  std::vector<Number> values;      // one a mark, points and words; grades: none
  [[nodiscard]] bool has_values() const { return !values.empty(); }
  [[nodiscard]] bool is_points() const { return has_values() && marks.front() == values.front().exact(); }
  [[nodiscard]] int find(std::string_view mark) const;  // -1: no such mark
  bool operator==(const Scale&) const = default;
};
/// From low to high, both allowed.
Result<Scale> scale_of_points(const Number& low, const Number& high, const Number& step);
/// The best first: 优秀 合格 ….
Result<Scale> scale_of_grades(std::vector<std::string> grades);
/// Words that count something: satisfied 100, fairly 60, not 0. The best first, as people expect, however they are
/// given.
Result<Scale> scale_of_words(std::vector<std::pair<std::string, Number>> words);

struct Question {
  std::string subject, subject_name;  // its code
  std::string indicator, title;       // its number; empty: of the subject as a whole
  bool operator==(const Question&) const = default;
};

struct SheetRules {
  std::map<std::string, int> at_most;  // by mark
  bool refuses_all_alike = false;
  bool operator==(const SheetRules&) const = default;
};

struct Paper {
  std::string id;  // unique in the installation
  std::string electorate, pool;
  Scale scale;
  std::vector<Question> questions;
  SheetRules rules;

  /// Canonical JSON, and its SHA-256 in hexadecimal digits: what a ballot is bound to.
  [[nodiscard]] std::string text() const;
  [[nodiscard]] std::string fingerprint() const;
  /// Of any sheet in bytes: sealed sheets are filled up to it, so that their size tells nothing.
  [[nodiscard]] std::size_t sheet_size_max() const;
  bool operator==(const Paper&) const = default;
};
/// Nothing where it is not what `text` writes.
std::optional<Paper> paper_from(std::string_view text);

struct Sheet {
  std::vector<int> marks;  // indices of the scale's marks; -1: blank
  [[nodiscard]] bool is_blank() const;
};
/// Refused: another number of marks, a mark that is not of the scale, a broken rule.
Result<Sheet> read_sheet(const Paper& paper, std::string_view text);
std::string text_of(const Paper& paper, const Sheet& sheet);

}  // namespace pingxing::ballot
