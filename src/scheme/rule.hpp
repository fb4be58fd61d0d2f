// A rule of an indicator, as parsed: what is looked at, and what it gives or takes. Plain values; no behaviour. Part of
// scheme.hpp, which says what holds for all of it.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/number.hpp"
#include "base/problem.hpp"
#include "scheme/averaging.hpp"
#include "scheme/interval.hpp"

namespace pingxing::scheme {

enum class Form {
  MetOrNot,
  DeductEach,
  DeductOnce,
  DeductUnless,
  Shortfall,
  Steps,
  StepsBelow,
  Void,
  VoidUnless,
  Bands,
  Proportion,
  Levels,
  AddEach,
  AddSteps,
  AddOnce,
  GrantEach,
  GrantOnce,
  Ballot,
  Judged,
  JudgedDeduction,
  Exemption,
};

struct Band {
  enum class Gives { Points, Full, Share, Nothing, Deduction, NoDeduction };
  Interval when;
  Gives gives = Gives::Nothing;
  Number points;  // Share: the part of the item's points, 1/2
  bool operator==(const Band&) const = default;
};

struct Level {
  std::string name;
  Number points;
  bool operator==(const Level&) const = default;
};

struct Electorate {
  std::string name;
  Number share;         // per cent
  Averaging averaging;  // of its marks, where it is said behind it
  bool operator==(const Electorate&) const = default;
};

enum class Reach { Item, Further, Total };  // where a deduction counts: the item, beside its floor, the total
enum class Samples { One, Mean, Latest, Lowest, Highest, Sum };  // how several samples make one value

/// 每月最多加1分, 每人最多扣3分: what the entries of one month, or of one person, come to at most.
struct InnerCap {
  enum class Of { Day, Week, Month, Quarter, HalfYear, Each };
  enum class Way { Any, Gives, Takes };  // 最多加, 最多扣
  Of of = Of::Month;
  std::string each;  // Each: of what (人, 户)
  Number points;
  Way way = Way::Any;
  Place place;
};

struct Rule {
  std::string name;  // of the input
  Form form = Form::Judged;
  Number amount;                  // points a unit, or once; the full marks of a proportion's measure
  Number per = Number(1);         // a unit is so many counted (每2次…), or so much measured (每1%…)
  Number over;                    // Steps, AddSteps: only what lies above it counts; StepsBelow: what lies below it
  Number required;                // Shortfall
  std::string each;               // the words of the unit, as written (少一次, 项)
  bool is_percent = false;        // of `per`, `over` and `required`
  bool counts_begun = false;      // Steps: a begun step counts as a whole one
  bool is_missing_asked = false;  // DeductEach: what is missing in each of several periods
  std::vector<Band> bands;
  std::vector<std::string> choices;  // Bands over named levels: their ends are places in this list
  bool is_yes_no = false;            // Bands over an answer: 0 is no, 1 is yes
  std::vector<Level> levels;
  bool is_highest_only = true;  // Levels: 取最高, else 累计
  bool is_deducting = false;    // Levels: their points are taken
  std::vector<Electorate> electorates;
  Number lowest, highest;         // Judged, JudgedDeduction
  bool is_to_full = false;        // Judged, JudgedDeduction without limits of their own: 0 to the points of the item
  std::optional<Number> at_full;  // Proportion: the points at full marks; else the item's
  std::optional<Number> part;     // a part of the item with points of its own: 会议(3分):…
  // What may be said after or before any sentence:
  std::optional<Number> at_most;
  Reach reach = Reach::Item;
  Samples samples = Samples::One;
  Averaging averaging;                    // Samples::Mean: what is left out of it
  std::optional<Number> without_samples;  // points where there is no sample; else the input is missing
  std::vector<std::string> kinds;         // 仅适用…
  // Found by resolve:
  int exempts = -1;         // Exemption: the rule of the same indicator that it suspends
  std::vector<int> inputs;  // Ballot: one an electorate; else one
  Place place;
  std::optional<InnerCap> inner;  // 每月最多…
};

}  // namespace pingxing::scheme
