// What the figures of an input may be beyond its limits: what its rules say of rates, full marks and judged ranges. Not
// here: reading them (fact_cell.hpp).
#pragma once
#include <optional>
#include <string_view>

#include "base/number.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::service {

struct FactLimits {
  /// The full marks of a proportion: 187/200 and 93.5% are shares of them.
  std::optional<Number> whole;
  /// The same where the scheme states no range: nothing is above full marks.
  std::optional<Number> most;
  /// Points of discretion: 0, or at least so many (酌情减2至5分).
  std::optional<Number> judged_from;
  /// 0.98 may be meant as 98%: a rate whose rules speak of more than a few per cent.
  bool is_share_asked = false;
  /// A ballot: its mean may stand as a fraction (28/3).
  bool is_ballot = false;

  /// What is above 0 and below it is asked about; nothing where there is no such gap.
  [[nodiscard]] std::optional<Number> gap() const;
};
/// 满意率, 占比, delivery rate.
bool is_called_rate(std::string_view name);
FactLimits limits_by_rules(const scheme::Scheme& scheme, int input);

/// Whether 不适用 is an answer to it: what its item, section or the properties say.
bool may_be_not_applicable(const scheme::Scheme& s, int input);

}  // namespace pingxing::service
