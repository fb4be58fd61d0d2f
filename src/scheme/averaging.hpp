// How several marks become one: their mean, the mean without the highest and the lowest, the median. The words of it
// are one table, which rules, what stands behind an electorate, and the manual share.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/number.hpp"
#include "base/text.hpp"

namespace pingxing::scheme {

struct Averaging {
  enum class Kind { Mean, WithoutCount, WithoutShare, Median };
  Kind kind = Kind::Mean;
  int count = 0;  // WithoutCount: left out at each end
  Number share;   // WithoutShare: of 1, below one half, at each end
  bool operator==(const Averaging&) const = default;
  [[nodiscard]] bool leaves_out() const { return kind != Kind::Mean; }
  /// How many marks it takes.
  [[nodiscard]] int least() const { return kind == Kind::WithoutCount ? 2 * count + 1 : 1; }
};

struct AveragingRow {
  Averaging::Kind kind;
  std::vector<std::string_view> zh, en;  // patterns as in pattern.hpp, the first being canonical
};
std::span<const AveragingRow> averaging_rows();

/// 去掉一个最高分和一个最低分后取平均, the median of the assessors; nothing where it says something else, or unlike
/// numbers at the two ends.
std::optional<Averaging> parse_averaging(std::string_view text);
std::string say_averaging(const Averaging& averaging, Language language);

}  // namespace pingxing::scheme
