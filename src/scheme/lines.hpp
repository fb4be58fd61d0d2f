// The lines of the special sections: grading, measures, targets, consequences, stages. One table names their forms
// for the manual; one function an intent reads each. Names of grades and inputs stay words here: resolve.hpp finds
// what they stand for.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::scheme {

struct LineRow {
  SectionKind section;
  std::string_view name;
  Text form;  // with {…} for what varies
  Text meaning;
  Text example;
};
std::span<const LineRow> line_rows();
/// The forms of one special section, as a hint for messages.
Phrase forms_of(SectionKind kind);

struct SectionName {
  SectionKind kind;
  std::vector<std::string_view> zh, en;  // the first is canonical
};
std::span<const SectionName> section_names();

/// 五星级 · five stars · 5 stars: 5.
std::optional<int> stars_in(std::string_view name);
/// "四星级以上" as "四星级" with or_better.
struct GradeWords {
  std::string name;
  bool or_better = false, or_worse = false;
};
GradeWords grade_words(std::string_view text);

/// One line of 定级, as written; the grade is still a name.
struct GradingLine {
  enum class Kind { StarCount, Ties, Votes, Turnout, QuotaShare, QuotaCount, Target, Ceiling, Conditions };
  Kind kind = Kind::Conditions;
  GradeWords grade;
  Interval interval;               // StarCount; Target: share
  Number number, second;           // share, count; turnout
  std::vector<std::string> names;  // ties, ballots
  bool is_flag = false;            // QuotaShare: soft; Votes: the higher is taken
  Piece conditions;
};
std::optional<GradingLine> parse_grading_line(Piece line);

/// 取第一名, 取前3名.
std::optional<int> parse_first_places(std::string_view text);

/// What a measure says behind its colon: an optional interval (or 不满足), then an effect with the grade as words.
struct MeasureWords {
  std::optional<Interval> when;
  bool is_unless = false;
  Effect effect;                // grade unresolved
  std::string grade_name;       // of AtMost
  bool is_below_grade = false;  // 不得评…: at most the grade below
};
std::optional<MeasureWords> parse_measure_words(Piece text);

/// One statement of a target line.
struct TargetWords {
  GradeWords grade;
  Interval interval;
  bool is_none = false;      // 无三星级
  bool is_of_these = false;  // 其中…
};
std::optional<TargetWords> parse_target_words(Piece text);

/// 扣发{name}的{share}%.
struct AmountWords {
  std::string name;
  Number share;
};
std::optional<AmountWords> parse_amount_words(std::string_view text);

/// All days and vague dates in a text, in order.
std::vector<DateWords> find_dates(Piece text, const std::string& file);

Stage parse_stage(Piece body, const std::string& file);

}  // namespace pingxing::scheme
