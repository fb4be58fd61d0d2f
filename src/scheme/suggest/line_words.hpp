// What stands in a line, seen from far: its figures with what they count, and which matters its words speak of. No
// pattern is tried: these are lines that fit none.
#pragma once
#include <bitset>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "base/number.hpp"
#include "base/problem.hpp"

namespace pingxing::scheme {

struct Figure {
  enum class Kind { Points, Percent, Place, Count };
  Kind kind = Kind::Count;
  Number value;
  std::string unit;                // of Count: 次, 份, cases; empty where none stands there
  std::size_t begin = 0, end = 0;  // of the number and its unit
  bool is_limit = false;           // 最多4分
  bool is_range = false;           // the first of 1至3分
};

enum class Speaks {
  Deducts,
  Adds,
  Gives,
  Voids,
  Full,
  Frees,
  Each,
  Judged,
  Rank,
  Past,
  Rate,
  Needs,
  Lacks,
  Below,
  Above,
  Moves,  // 每降低, 上升: by steps
  Otherwise,
  Ballots,
  Ties,
  Share,  // 比例, 名额, 不超过
  Goal,   // 应占, 力争
  Disqualifies,
  Demotes,
  OutOfScope,
  Notice,
  Follows,    // 发放奖金, 约谈
  Levels,     // two of 国家 省 市 县 …
  Qualities,  // two of 好 较好 一般 …
  // By where figures stand, whatever the words are:
  EachSoMany,   // 每掉2%, for every 5 hours
  OneOfMany,    // 2场 …, 差1场: the same unit, once more
  WholeShares,  // shares that make 100%
  Parts,        // several parts that each have points
  Negates,      // 不, 免, not
  count
};

class LineWords {
 public:
  /// `line` is normalised.
  explicit LineWords(std::string_view line);

  [[nodiscard]] bool speaks(Speaks what) const { return said_[static_cast<std::size_t>(what)]; }
  [[nodiscard]] bool any(std::initializer_list<Speaks> of) const;
  [[nodiscard]] std::size_t count(Figure::Kind kind) const;  // limits do not count
  [[nodiscard]] const Figure* first(Figure::Kind kind) const;
  [[nodiscard]] const Figure* last(Figure::Kind kind) const;
  [[nodiscard]] const Figure* limit() const;

  std::string text;  // in one way of typing (plain_rule)
  Language language;
  std::vector<Figure> figures;

 private:
  void read_figures();
  void read_words();
  void read_places();
  std::bitset<static_cast<std::size_t>(Speaks::count)> said_;
};

/// Units that a line may count, the longest first.
std::string_view unit_at(std::string_view text);

}  // namespace pingxing::scheme
