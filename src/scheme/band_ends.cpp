// What bands leave open at their ends, and to whom an end belongs that two of them share.
#include <algorithm>

#include "base/text.hpp"
#include "scheme/band_parts.hpp"
#include "scheme/rule_words.hpp"

// Tables read best with a row a line.
// clang-format off

namespace pingxing::scheme {

using Gives = Band::Gives;

bool is_one_sided(const Interval& when) { return when.low.has_value() != when.high.has_value(); }

/// 90%以上得10分,80%以上得8分: each is read with what the more demanding one before it leaves.
void narrow_one_sided(std::vector<Band>& bands) {
  const auto is_upward = [](const Band& band) { return band.when.low && !band.when.high; };
  if (std::any_of(bands.begin(), bands.end(), is_upward))
    for (auto& band : bands)  // 100%得满分,90%以上得8分
      if (band.when.is_percent && band.when.is_point() && *band.when.low == Number(100)) band.when.high.reset();
  for (const bool is_low : {true, false}) {
    std::vector<Band*> order;
    for (auto& band : bands)
      if (is_one_sided(band.when) && band.when.low.has_value() == is_low) order.push_back(&band);
    if (order.size() < 2) continue;
    const auto end = [&](const Band* band) { return is_low ? *band->when.low : *band->when.high; };
    std::stable_sort(order.begin(), order.end(), [&](const Band* a, const Band* b) { return is_low ? end(b) < end(a) : end(a) < end(b); });
    for (std::size_t i = 1; i < order.size(); ++i) {
      if (end(order[i]) == end(order[i - 1])) continue;  // two say the same: the checker's
      const Interval& outer = order[i - 1]->when;
      Interval& inner = order[i]->when;
      if (is_low) {
        inner.high = outer.low;
        inner.has_high = !outer.has_low;
      } else {
        inner.low = outer.high;
        inner.has_low = !outer.has_high;
      }
    }
  }
}

/// What the bands leave below and above them.
std::vector<Interval> left_by(const std::vector<Band>& bands) {
  const Band *lowest = nullptr, *highest = nullptr;
  for (const auto& band : bands) {
    if (!lowest || (lowest->when.low && (!band.when.low || *band.when.low < *lowest->when.low))) lowest = &band;
    if (!highest || (highest->when.high && (!band.when.high || *band.when.high > *highest->when.high))) highest = &band;
  }
  std::vector<Interval> left;
  if (lowest->when.low && *lowest->when.low > Number(0) && !((lowest->when.unit == "名" || lowest->when.unit == "place") && *lowest->when.low == Number(1))) {
    Interval below = lowest->when;
    below.low.reset();
    below.high = lowest->when.low;
    below.has_low = true;
    below.has_high = !lowest->when.has_low;
    left.push_back(below);
  }
  if (highest->when.high && !(highest->when.is_percent && *highest->when.high >= Number(100) && (highest->when.has_high || *highest->when.high > Number(100)))) {
    Interval above = highest->when;
    above.high.reset();
    above.low = highest->when.high;
    above.has_high = true;
    above.has_low = !highest->when.has_high;
    if (above.is_percent && *above.low == Number(100)) above.high = above.low;  // below 100% leaves 100% alone
    left.push_back(above);
  }
  return left;
}

bool full_beside_deductions(std::vector<Band>& bands) {
  const auto has = [&](Gives gives) { return std::any_of(bands.begin(), bands.end(), [&](const Band& band) { return band.gives == gives; }); };
  if (!has(Gives::Deduction)) return true;
  for (auto& band : bands)
    if (band.gives == Gives::Full) band.gives = Gives::NoDeduction;
  return !has(Gives::Points) && !has(Gives::Share);
}

/// 1次扣1分,2次以上扣3分: none at all takes nothing.
std::optional<Band> none_at_zero(const std::vector<Band>& bands) {
  const auto takes = [](const Band& band) { return band.gives == Gives::Deduction || band.gives == Gives::Nothing; };
  const auto is_first = [](const Band& band) { return band.when.low == Number(1) && band.when.has_low && !band.when.is_percent; };
  if (!std::all_of(bands.begin(), bands.end(), takes) || std::none_of(bands.begin(), bands.end(), is_first)) return std::nullopt;
  if (std::any_of(bands.begin(), bands.end(), [](const Band& band) { return !band.when.low || *band.when.low < Number(1); })) return std::nullopt;
  if (starts_with_any(bands.front().when.unit, {"名", "place"})) return std::nullopt;
  Band none = *std::find_if(bands.begin(), bands.end(), is_first);
  none.when.low = none.when.high = Number(0);
  none.when.has_low = none.when.has_high = true;
  none.gives = Gives::NoDeduction;
  return none;
}

/// To which of two neighbours a shared end belongs, where (含) says it: 80%(含)至90%, 5至10分钟(含), 90%(含)以上.
void settle_shared_ends(std::vector<Band>& bands, std::string_view text) {
  constexpr std::string_view mark = "(含)";
  if (text.find(mark) == text.npos) return;
  const auto is_said = [&](const Number& end, bool is_of_upper) {
    for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at + mark.size())) {
      auto from = at;
      while (from > 0 && !(text[from - 1] >= '0' && text[from - 1] <= '9') && at - from < 18) --from;
      const auto digits_end = from;
      while (from > 0 && ((text[from - 1] >= '0' && text[from - 1] <= '9') || text[from - 1] == '.')) --from;
      const auto value = short_number(text.substr(from, digits_end - from));
      if (!value || *value != end) continue;
      const auto behind = text.substr(at + mark.size());
      const bool is_last = ends_with_any(text.substr(0, from), {"至", "到", "-", "~", "—"});
      const bool is_upper = starts_with_any(behind, {"以上", "及以上"}) || (!is_last && !starts_with_any(behind, {"以下", "及以下", "以内", "之内"}));
      if (is_upper == is_of_upper) return true;
    }
    return false;
  };
  if (std::any_of(bands.begin(), bands.end(), [](const Band& band) { return band.when.is_empty(); })) return;
  for (const auto& one : bands)
    for (const auto& other : bands)  // what overlaps, or is turned, is the checker's
      if (&one != &other && (!one.when.low || !other.when.high || *one.when.low < *other.when.high) && (!other.when.low || !one.when.high || *other.when.low < *one.when.high)) return;
  for (auto& lower : bands)
    for (auto& upper : bands) {
      if (!lower.when.high || !upper.when.low || *lower.when.high != *upper.when.low || !lower.when.has_high || !upper.when.has_low || lower.when.is_point() || upper.when.is_point()) continue;
      bool is_of_lower = is_said(*lower.when.high, false), is_of_upper = is_said(*upper.when.low, true);
      if (!is_of_lower && !is_of_upper) {  // of a range whose other end is said to belong this one does not
        is_of_lower = upper.when.high && is_said(*upper.when.high, false);
        is_of_upper = lower.when.low && is_said(*lower.when.low, true);
      }
      if (is_of_lower != is_of_upper) (is_of_lower ? upper.when.has_low : lower.when.has_high) = false;
    }
}

/// Whether more takes more (true) or less (false), of bands that all take; nothing where neither.
static std::optional<bool> grows(std::vector<Band> bands) {
  const auto takes = [](const Band& band) { return band.gives == Gives::Deduction || band.gives == Gives::Nothing; };
  if (bands.size() < 2 || !std::all_of(bands.begin(), bands.end(), takes)) return std::nullopt;
  std::stable_sort(bands.begin(), bands.end(), [](const Band& a, const Band& b) {
    return !a.when.low ? b.when.low.has_value() : b.when.low && *a.when.low < *b.when.low;
  });
  bool is_up = true, is_down = true;
  for (std::size_t i = 1; i < bands.size(); ++i) {
    const Band &less = bands[i - 1], &more = bands[i];
    is_up &= less.gives == Gives::Deduction && (more.gives == Gives::Nothing || more.points > less.points);
    is_down &= more.gives == Gives::Deduction && (less.gives == Gives::Nothing || less.points > more.points);
  }
  return is_up == is_down ? std::nullopt : std::optional(is_up);
}

/// 逾期3天以内扣1分,超过3天不得分: who is not late loses nothing. 超过3天不超过5天扣2分,超过5天不得分: nor who is less late.
void add_free_end(std::vector<Band>& bands) {
  const auto is_up = grows(bands);
  const auto& unit = bands.front().when.unit;
  if (!is_up || starts_with_any(unit, {"名", "place"}) || unit == "分") return;
  const auto free = [](const Interval& when) {
    Band none;
    none.when = when;
    none.gives = Gives::NoDeduction;
    return none;
  };
  if (unit.empty() || bands.front().when.is_percent) return;
  const auto lowest = std::find_if(bands.begin(), bands.end(), [](const Band& band) { return !band.when.low; });
  if (*is_up && lowest != bands.end() && lowest->when.high && *lowest->when.high > Number(0)) {
    lowest->when.low = Number(0);
    lowest->when.has_low = false;
    Interval zero = lowest->when;
    zero.high = Number(0);
    zero.has_low = zero.has_high = true;
    return bands.push_back(free(zero));
  }
  for (const auto& when : left_by(bands))
    if (*is_up ? !when.low : !when.high) bands.push_back(free(when));
}

}  // namespace pingxing::scheme
