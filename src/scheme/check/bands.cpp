// Bands as a division of what can be measured: every value in exactly one, and never less for doing better. Exact:
// ends are open or closed, counts are whole, and each finding shows a value.
#include "scheme/check/families.hpp"
#include "scheme/check/maxima.hpp"
#include "scheme/check/span.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"

#include <algorithm>

namespace pingxing::scheme {

namespace {

const Number beyond(1'000'000'000);  // parsing gives counts and amounts this limit: none that anybody stated

class BandTable {
 public:
  BandTable(const Scheme& s, const Rule& rule, const Number& points, Problems& problems)
      : rule_(rule), points_(points), problems_(problems) {
    for (const auto& band : rule.bands) {
      is_percent_ |= band.when.is_percent;
      if (!band.when.unit.empty()) unit_ = band.when.unit;
      spans_.push_back(span_of(band.when));
      is_scoring_ |=
          band.gives == Band::Gives::Points || band.gives == Band::Gives::Full || band.gives == Band::Gives::Share;
    }
    const int input = rule.inputs.empty() ? -1 : rule.inputs.front();
    if (input >= 0) set_domain(s.inputs[static_cast<std::size_t>(input)]);
  }

  void check() {
    if (!has_domain_) return;
    if (find_unreachable()) return;  // its mend changes the others
    const bool has_overlap = find_overlap();
    find_gap();
    if (!has_overlap) find_turn();
  }

 private:
  void set_domain(const Input& input) {
    if (!input.low || !input.high) return;
    has_domain_ = true;
    is_whole_ = input.type == InputType::Count;
    domain_.from = {0, *input.low, false};
    domain_.to = {0, *input.high, true};
    if (*input.high == beyond) {
      domain_.to = {1, {}, false};
      if (!is_whole_ && ends_at_100()) domain_.to = {0, Number(100), true};
    }
  }

  /// Marks of 100: no unit or 分, and the highest band ends there.
  [[nodiscard]] bool ends_at_100() const {
    if (!unit_.empty() && unit_ != "分") return false;
    bool has_100 = false;
    for (const auto& band : rule_.bands) {
      if (band.when.low && *band.when.low >= Number(100) && !band.when.is_point()) return false;
      if (band.when.high && *band.when.high > Number(100)) return false;
      has_100 |= band.when.high && *band.when.high == Number(100);
    }
    return has_100;
  }

  [[nodiscard]] Phrase value(const Number& n) const {
    if (is_percent_) return n.exact() + "%";
    return unit_.empty() ? n.exact()
                         : Phrase(n.exact() + unit_, n.exact() + ((unit_[0] & 0x80) == 0 ? " " : "") + unit_);
  }
  [[nodiscard]] Phrase said(const Span& span) const {
    const Interval interval = as_interval(span, is_percent_, unit_);
    return {interval.say(Language::Chinese), interval.say(Language::English)};
  }
  static Phrase said(const Interval& interval) {
    return {interval.say(Language::Chinese), interval.say(Language::English)};
  }

  bool find_unreachable() {
    bool has_any = false;
    for (std::size_t i = 0; i < spans_.size(); ++i) {
      const bool is_out = rule_.bands[i].when.is_empty() || !example_in(common(spans_[i], domain_), is_whole_);
      bool is_repeated = false;
      for (std::size_t j = 0; j < i; ++j) is_repeated |= rule_.bands[j] == rule_.bands[i];
      if (!is_out && !is_repeated) continue;
      has_any = true;
      problems_.add(findings::band_unreachable, rule_.place, {rule_.name, said(rule_.bands[i].when), said(domain_)});
    }
    return has_any;
  }

  bool find_overlap() {
    for (std::size_t i = 0; i < spans_.size(); ++i) {
      for (std::size_t j = i + 1; j < spans_.size(); ++j) {
        const Span both = common(common(spans_[i], spans_[j]), domain_);
        const auto example = example_in(both, is_whole_);
        if (!example || worth(rule_.bands[i]) == worth(rule_.bands[j])) continue;
        const bool is_boundary = both.is_point() && !spans_[i].is_point() && !spans_[j].is_point();
        problems_.add(is_boundary ? findings::boundary : findings::band_overlap, rule_.place,
                      {rule_.name, said(rule_.bands[i].when), said(rule_.bands[j].when), value(*example)});
        return true;
      }
    }
    return false;
  }

  void find_gap() {
    std::vector<Span> open;
    for (const auto& gap : uncovered(spans_, domain_))
      if (example_in(gap, is_whole_)) open.push_back(gap);
    if (open.empty()) return;
    Phrase where;
    for (const auto& gap : open) {
      const Phrase one = said(gap);
      where.zh += (where.zh.empty() ? "" : "、") + one.zh;
      where.en += (where.en.empty() ? "" : " and ") + one.en;
    }
    problems_.add(findings::band_gap, rule_.place, {rule_.name, where, value(*example_in(open.front(), is_whole_))});
  }

  [[nodiscard]] Number worth(const Band& band) const {
    switch (band.gives) {
      case Band::Gives::Points:
        return band.points;
      case Band::Gives::Full:
        return points_;
      case Band::Gives::Share:
        return points_ * band.points;
      case Band::Gives::Nothing:
        return is_scoring_ ? Number(0) : -points_ - Number(1'000'000);
      case Band::Gives::Deduction:
        return -band.points;
      case Band::Gives::NoDeduction:
        return Number(0);
    }
    return Number(0);
  }

  [[nodiscard]] Phrase outcome(const Band& band) const {
    const Phrase when = said(band.when);
    const bool deducts = band.gives == Band::Gives::Deduction;
    const std::string points =
        band.gives == Band::Gives::Full || band.gives == Band::Gives::Share ? worth(band).exact() : band.points.exact();
    if (band.gives == Band::Gives::Nothing) return {when.zh + "不得分", when.en + " scores 0"};
    if (band.gives == Band::Gives::NoDeduction) return {when.zh + "不减分", when.en + " deducts nothing"};
    return {when.zh + (deducts ? "减" : "得") + points + "分", when.en + (deducts ? " deducts " : " scores ") + points};
  }

  /// The points along the line go one way: the first place where they turn.
  void find_turn() {
    std::vector<std::size_t> order(spans_.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return spans_[a].from < spans_[b].from; });
    int direction = 0;
    for (std::size_t k = 1; k < order.size(); ++k) {
      const Band& below = rule_.bands[order[k - 1]];
      const Band& above = rule_.bands[order[k]];
      const int step = worth(above) > worth(below) ? 1 : worth(above) < worth(below) ? -1 : 0;
      if (step == 0) continue;
      if (direction != 0 && step != direction) {
        problems_.add(findings::band_not_monotone, rule_.place, {rule_.name, outcome(below), outcome(above)});
        return;
      }
      direction = step;
    }
  }

  const Rule& rule_;
  const Number points_;
  Problems& problems_;
  bool is_percent_ = false, is_scoring_ = false, is_whole_ = false, has_domain_ = false;
  std::string unit_;
  std::vector<Span> spans_;
  Span domain_;
};

}  // namespace

void check_bands(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  for (const auto& indicator : s.indicators)
    for (const auto& rule : indicator.rules)
      if (rule.form == Form::Bands && !rule.is_yes_no && rule.choices.empty())
        BandTable(s, rule, points_of(s, indicator), problems).check();
  for (const auto& bonus : s.bonuses)
    if (bonus.rule.form == Form::Bands && !bonus.rule.is_yes_no && bonus.rule.choices.empty())
      BandTable(s, bonus.rule, Number(0), problems).check();
}

}  // namespace pingxing::scheme
