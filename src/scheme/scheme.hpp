// A scheme, as parsed: what the notice says, every part with its place. Plain values; no behaviour.
// Rounds keep it (kept_reading.hpp): enumerators are only ever added at the end.
// Indices refer to the vectors of `Scheme`; -1 is "none" only where a comment says so.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/date.hpp"
#include "base/number.hpp"
#include "base/problem.hpp"
#include "scheme/averaging.hpp"
#include "scheme/ballot_rules.hpp"
#include "scheme/example.hpp"
#include "scheme/interval.hpp"
#include "scheme/rule.hpp"

namespace pingxing::scheme {

// ---- Inputs: what somebody has to supply ----------------------------------------------------------------------------

enum class InputType {
  YesNo,    // 是/否
  Count,    // whole, ≥ 0
  Amount,   // any number within its limits
  Percent,  // 93.5 or 93.5% or 187/200
  Points,   // judged by hand, within its limits
  Choice,   // one of `choices`
  Choices,  // any of `choices`, any number of times
  Name,     // of a person or body
};

inline const Number count_limit(1'000'000'000);  // a larger count in a cell is an accident, not a figure

/// What one cell lists, where a cap is of each month or each person: 2026-03-05;2026-03-12×2, or 甲×2;乙×1.
enum class Entries { None, Dated, Keyed };

struct Input {
  std::string name;
  int indicator = -1;  // -1: belongs to no indicator
  InputType type = InputType::YesNo;
  bool is_list = false;  // several samples (or ballots) may stand in one cell
  std::string unit;
  std::optional<Number> low, high;   // limits, both allowed
  std::vector<std::string> choices;  // of a scale: from low to high
  bool is_scale = false;
  std::vector<std::string> kinds;  // of subjects that need it; empty: all
  std::string assessor;            // who supplies it; empty where nobody is named
  Place place;
  std::string key;  // of its figures in a store (input_key.hpp); set where it becomes part of a scheme
  Entries entries = Entries::None;
};

/// A mean of marks can be its value.
inline bool is_votable(const Input& input) {
  return input.type == InputType::Amount || input.type == InputType::Percent || input.type == InputType::Points;
}

// ---- Indicators
// ------------------------------------------------------------------------------------------------------

/// What becomes of an item that is answered 不适用 (S-1.14). Scaled is of the rest of the section for what an item or a
/// section says, of the whole for what the properties say.
enum class NotApplicable { Refused, Leaves, Scaled, ScaledInSection, ScaledInTotal, Full, Nothing };

/// 扣完时追加减10分: what is deducted once the deductions of an item have reached its points (S-1.15).
struct AfterZero {
  enum class How { Once, EachMore, Excess };  // once; for each time beyond; all that was deducted in excess
  How how = How::Once;
  Number amount;
  Reach reach = Reach::Further;
  bool is_reach_stated = false;
  Place place;
};

struct Attributes {
  std::string assessor, method, evidence;
  std::vector<std::string> kinds;
  std::optional<Interval> range;                // limits of the indicator's numeric inputs
  bool is_blank_zero = false;                   // 空白:0 — a blank cell says that nothing happened
  std::optional<NotApplicable> not_applicable;  // as stated, of items and sections
};

struct Indicator {
  std::string id;  // the number as written: 3, 12b, 2.4
  std::string title;
  std::optional<Number> points;  // none: a duty of a pool, or of a ladder
  int section = -1;
  Attributes attributes;
  std::vector<Rule> rules;        // after resolve never empty: an indicator without a rule is Judged
  bool has_written_rule = false;  // else that judgement is its only one
  bool may_go_below_zero = false;
  bool has_stated_floor = false;
  std::vector<std::string> kinds;                         // own or inherited; empty: all
  NotApplicable not_applicable = NotApplicable::Refused;  // own or inherited; Scaled stands for all three of them
  int scaled_in = -1;                                     // Scaled: the section whose rest is scaled; -1: the whole
  std::optional<AfterZero> after_zero;
  Place place;
  std::optional<InnerCap> inner;  // of several rules together; of a single one it is the rule's
};

enum class SectionKind {
  Ordinary,
  Eligibility,
  Bonus,
  Deductions,
  Veto,
  Demotion,
  Grading,
  Ladder,
  Procedure,
  Review,
  Evaluation,
  Consequences,
  Targets,
  Scales,
  Ballots,
  Examples,
  Ledger  // 记分: bad points beside the score
};

struct Section {
  std::string title;
  int level = 2;    // number of #
  int parent = -1;  // -1: top
  SectionKind kind = SectionKind::Ordinary;
  std::optional<Number> points;  // of the heading; of a section of bonus or deductions its cap
  std::optional<Number> weight;  // per cent
  std::string effect;            // of a veto or demotion heading: (最高三星级), as written
  int grade = -1;                // Ladder: the grade it leads to
  Attributes attributes;
  std::vector<std::string> kinds;  // own or inherited
  bool is_pool = false;            // its indicators have no points: they deduct from the heading's
  Place place;
};

// ---- Conditions and effects -----------------------------------------------------------------------------------------

struct Condition {
  enum class Kind {
    Total,
    EveryIndicator,
    IndicatorMean,
    EverySection,
    Indicator,
    Section,
    Input,
    Grade,
    PreviousGrade,
    NoRise,
    GradeHeld,
    Unknown,
    Ledger,
  };
  Kind kind = Kind::Unknown;
  Interval interval;                         // of Total … Input; for a yes/no input {1} or {0}
  int target = -1;                           // indicator, section (also of a ledger), input or grade
  std::optional<Number> share_of;            // Total: the interval was per cents of so many points (G-6)
  bool or_better = false, or_worse = false;  // 五星级以上 三星级以下
  int rounds = 0;                            // NoRise, GradeHeld
  std::string text;                          // as written
  Place place;
};

struct Effect {
  enum class Kind { None, OutOfScope, Disqualified, AtMost, Demoted, TotalZero };
  Kind kind = Kind::None;
  int grade = -1;  // AtMost; may be grades.size(): none at all
  int steps = 0;   // Demoted
  std::string text;
};

/// A line of 资格 一票否决 降级: when all conditions hold, the effect.
struct Measure {
  SectionKind kind = SectionKind::Veto;
  std::string name;
  std::vector<Condition> conditions;
  Effect effect;
  Attributes attributes;
  std::vector<std::string> kinds;  // own or inherited; empty: all
  int section = -1;
  Place place;
};

/// A line of 加分; of 扣分, taken from the total; of 记分, adding to the ledger.
struct BonusEntry {
  Rule rule;
  Attributes attributes;
  int section = -1;
  std::vector<std::string> kinds;  // own or inherited; empty: all
};

// ---- Grading --------------------------------------------------------------------------------------------------------

struct Grade {
  std::string name;
  int stars = -1;  // -1: not a number of stars
  Place place;
};

struct GradeRule {
  int grade = -1;
  std::vector<Condition> conditions;
  bool is_ceiling = false;  // 二星级以下:… — at most this grade where the conditions hold
  int ladder_section = -1;  // of a ladder's level: its section
  Place place;
};

struct Quota {
  int grade = -1;
  bool or_better = false;
  std::optional<Number> share;  // per cent of the pool
  std::optional<Number> count;
  bool is_soft = false;  // 一般不超过
  Place place;
};

struct ShareTarget {  // 应占60%以上, and the lines of 目标
  int grade = -1;
  bool or_better = false;
  Interval share;                  // per cent
  std::optional<Interval> count;   // instead of a share
  std::optional<int> among;        // base: subjects with this grade or better, instead of all
  std::vector<std::string> kinds;  // of the subjects looked at; empty: all
  std::optional<Day> due;
  std::string due_text;
  bool is_of_pool = true;  // each pool, or the whole population
  Place place;
};

struct TieKey {
  bool is_section = false;
  int target = -1;
};

struct Votes {  // 票决: classes of a ballot by majority
  std::vector<std::string> ballots;
  bool is_lower_taken = true;                // 取低 / 取高
  Number returned = Number::fraction(2, 3);  // of those entitled
  Number valid = Number::fraction(1, 2);     // of the returned
  bool has_stated_turnout = false;
  std::vector<std::vector<int>> inputs;  // a ballot: entitled, returned, then one a grade
  Place place;
};

struct Grading {
  std::vector<Grade> grades;  // highest first
  std::vector<GradeRule> rules;
  std::optional<Interval> star_for_each;  // 星数:每项8分以上得一星
  Place star_place;
  std::vector<Quota> quotas;
  std::vector<ShareTarget> targets;  // 应占…
  std::vector<TieKey> ties;
  Place ties_place;
  std::optional<Votes> votes;
};

// ---- Procedure, consequences ----------------------------------------------------------------------------------------

enum class StageKind {
  Other,
  Pledge,
  SelfAssess,
  Poll,
  Score,
  Remark,
  SpotCheck,
  Decide,
  Verify,
  Notice,
  Publish,
  Rectify
};

struct DateWords {  // a day or a vague word (12月底)
  std::optional<Day> day;
  bool is_vague = false;
  std::string text;
  Place place;
};

struct Stage {
  std::string id, title;
  StageKind kind = StageKind::Other;
  std::optional<int> days;
  bool has_at_least_days = false;
  bool are_working_days = false, is_day_kind_stated = false;
  bool is_secret = false;
  std::vector<DateWords> dates;  // none, a single day, or from and to
  std::vector<std::string> actors;
  Attributes attributes;
  Place place;
};

/// 点评 and 评议: who reviews or evaluates which kinds of subjects.
struct ReviewLine {
  bool is_evaluation = false;
  std::vector<std::string> kinds;
  std::string by;
  bool by_table = false;  // the name stands in an input column
  int input = -1;
  Place place;
};

struct Consequence {
  std::vector<Condition> conditions;
  std::string name, text;
  int amount_of = -1;  // input
  Number share;        // per cent of it
  int each_of = -1;    // a ledger: what is said is for every full `each` points of it
  Number each;
  Place place;
};

// ---- Properties -----------------------------------------------------------------------------------------------------

enum class Subjects { Units, People };
enum class Period { None, Week, HalfMonth, Month, Quarter, HalfYear, Year };
enum class QuotaBase { All, Eligible };
enum class QuotaRounding { Down, AtLeastOne };
enum class TieRule { LeaveOut, LetIn };
enum class LadderMode { Own, Cumulative };
enum class DemotionMode { Once, Each };
enum class RoundedAt { Nowhere, Items, Total, Both };

/// 小单位合并: pools of fewer are ranked, and have their places, together with others.
struct SmallPools {
  int fewer_than = 0;
  std::string into;  // the pool that takes them; empty: all small ones together
  Place place;
};

struct Properties {
  std::optional<Subjects> subjects;
  std::optional<Period> period;
  std::string pool;
  std::vector<std::string> kinds;
  std::optional<Number> total;
  std::optional<int> places;
  Rounding rounding = Rounding::HalfUp;
  RoundedAt rounded_at = RoundedAt::Nowhere;
  std::vector<std::string> grades;  // highest first, as stated
  std::optional<QuotaBase> quota_base;
  std::optional<QuotaRounding> quota_rounding;
  std::optional<TieRule> tie_rule;
  std::optional<LadderMode> ladder;
  std::optional<DemotionMode> demotions;
  std::optional<bool> bonus_counts;  // for the grade
  std::optional<bool> may_total_go_below_zero;
  std::optional<bool> is_top_exempt;  // from 未晋级
  std::optional<int> pool_size;       // usual; for the checker
  std::string unrated;                // what a subject without a grade is called
  std::optional<SmallPools> small_pools;
  std::optional<bool> is_blank_zero;
  std::optional<NotApplicable> not_applicable;
};

struct PropertyLine {
  std::string key, value;  // as written
  Place place;
};

// ---- The whole ------------------------------------------------------------------------------------------------------

/// A block of the document in its order: what printing walks.
struct Block {
  enum class Kind {
    Title,
    Property,
    Prose,
    Section,
    Indicator,
    Attribute,
    Rule,
    Flag,
    Measure,
    Bonus,
    GradeLine,
    Requirement,
    Stage,
    Review,
    Consequence,
    Target,
    Scale,
    Ballot,
    Example,
    Row,    // of a table, as written; `index` is its item
    Ledger  // a line of 记分
  };
  Kind kind = Kind::Prose;
  int index = -1, sub = -1;
  std::string text;  // the line in half width, without its marker; prose as written
  std::string raw;   // as it was typed, to be printed; empty where `text` is printed
  int depth = 0;     // nesting of a bullet
  bool after_blank = false;
  Place place;
};

struct Scheme {
  std::string file;
  Language language = Language::Chinese;
  std::string title;
  Properties properties;
  std::vector<PropertyLine> property_lines;
  std::vector<Section> sections;
  std::vector<Indicator> indicators;
  std::vector<Input> inputs;
  std::vector<Measure> measures;
  std::vector<BonusEntry> bonuses;
  Grading grading;
  std::vector<Stage> stages;
  std::vector<ReviewLine> reviews;
  std::vector<Consequence> consequences;
  std::vector<ShareTarget> targets;
  std::vector<std::pair<std::string, std::vector<std::string>>> scales;  // input name; low to high
  std::vector<BallotRules> ballots;
  std::vector<Example> examples;
  std::vector<Block> blocks;

  [[nodiscard]] Place place(int line, int column = 1) const { return {file, line, column, {}, {}}; }
  /// Header of an input's column: "3 制度缺项", or the name alone where it is unique.
  [[nodiscard]] std::string header(int input) const;
};

}  // namespace pingxing::scheme
