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
      Interval when = band.when;
      if (when.low && when.high && *when.low > *when.high) {  // 85%至80%(不含): the bracket is of the end behind
        std::swap(when.low, when.high);
        std::swap(when.has_low, when.has_high);
        has_turned_ = true;
      }
      whens_.push_back(when);
      spans_.push_back(span_of(when));
      is_scoring_ |=
          band.gives == Band::Gives::Points || band.gives == Band::Gives::Full || band.gives == Band::Gives::Share;
    }
    const int input = rule.inputs.empty() ? -1 : rule.inputs.front();
    if (input >= 0) set_domain(s.inputs[static_cast<std::size_t>(input)]);
  }

  void check() {
    if (!has_domain_) return;
    if (!(has_turned_ && overlaps()) && find_unreachable()) return;  // its mend changes the others
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

  /// The first of them; one that is more than a boundary before those that are none.
  bool find_overlap() {
    std::vector<Phrase> boundary;
    for (std::size_t i = 0; i < spans_.size(); ++i) {
      for (std::size_t j = i + 1; j < spans_.size(); ++j) {
        const Span both = common(common(spans_[i], spans_[j]), domain_);
        const auto example = example_in(both, is_whole_);
        if (!example || worth(rule_.bands[i]) == worth(rule_.bands[j])) continue;
        if (!both.is_point() || spans_[i].is_point() || spans_[j].is_point()) {
          problems_.add(findings::band_overlap, rule_.place,
                        {rule_.name, said(whens_[i]), said(whens_[j]), value(*example)});
          return true;
        }
        if (boundary.empty()) boundary = at_boundary(i, j, *example);
      }
    }
    if (!boundary.empty()) problems_.add(findings::boundary, rule_.place, boundary);
    return !boundary.empty();
  }

  [[nodiscard]] bool overlaps() const {
    for (std::size_t i = 0; i < spans_.size(); ++i)
      for (std::size_t j = i + 1; j < spans_.size(); ++j)
        if (const Span both = common(common(spans_[i], spans_[j]), domain_);
            !both.is_point() && example_in(both, is_whole_))
          return true;
    return false;
  }

  /// The greater lower end wins (D-STEP).
  [[nodiscard]] std::vector<Phrase> at_boundary(std::size_t i, std::size_t j, const Number& at) const {
    const Phrase one = said(whens_[i]), other = said(whens_[j]), shown = value(at);
    const Phrase& upper = spans_[i].from < spans_[j].from ? other : one;
    return {rule_.name,
            Phrase("的分界" + shown.zh + "同时落在“" + one.zh + "”和“" + other.zh + "”;按“" + upper.zh + "”",
                   "the boundary " + shown.en + " falls in both “" + one.en + "” and “" + other.en +
                       "”; it counts as “" + upper.en + "”")};
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
  bool is_percent_ = false, is_scoring_ = false, is_whole_ = false, has_domain_ = false, has_turned_ = false;
  std::string unit_;
  std::vector<Interval> whens_;  // from low to high, whichever end was written first
  std::vector<Span> spans_;
  Span domain_;
};

/// 85%至90%减1分 beside 满意率在90%以上的 in prose: 90% both loses points and is good enough.
void check_good_enough(const Reading& r, const Rule& rule, Problems& problems) {
  const bool only_deducts = std::none_of(rule.bands.begin(), rule.bands.end(), [](const Band& band) {
    return band.gives == Band::Gives::Points || band.gives == Band::Gives::Full || band.gives == Band::Gives::Share;
  });
  const auto characters = characters_of(rule.name);
  if (!only_deducts || characters.size() < 3) return;
  std::string last;  // 满意率 of 职工群众满意率
  for (std::size_t i = characters.size() - 3; i < characters.size(); ++i) last += characters[i];
  for (const auto& band : rule.bands) {
    if (band.gives != Band::Gives::Deduction || !band.when.is_percent || !band.when.high || !band.when.has_high ||
        !band.when.low)
      continue;
    const std::string end = band.when.high->exact() + "%";
    for (const auto& line : r.prose) {
      const auto at = line.text.find(last);
      if (at == line.text.npos) continue;
      const auto rest = std::string_view(line.text).substr(at + last.size());
      const auto clause = rest.substr(0, rest.find_first_of(",;"));
      const auto figure = clause.find(end);
      if (figure == clause.npos) continue;
      const bool is_enough = clause.substr(figure + end.size()).starts_with("以上") ||
                             clause.substr(figure + end.size()).starts_with("及以上") ||
                             has_any(clause.substr(0, figure), {"不低于", "达到", "不少于"});
      if (!is_enough) continue;
      problems.add(findings::boundary, rule.place,
                   {rule.name, Phrase("正好" + end + "的既要减分,又算达到要求(第" + std::to_string(line.place.line) +
                                          "行);按规则减分",
                                      "exactly " + end + " loses points and is called good enough (line " +
                                          std::to_string(line.place.line) + "); it loses them")});
      return;
    }
  }
}

}  // namespace

void check_bands(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  for (const auto& indicator : s.indicators)
    for (const auto& rule : indicator.rules)
      if (rule.form == Form::Bands && !rule.is_yes_no && rule.choices.empty()) {
        BandTable(s, rule, points_of(s, indicator), problems).check();
        check_good_enough(r, rule, problems);
      }
  for (const auto& bonus : s.bonuses)
    if (bonus.rule.form == Form::Bands && !bonus.rule.is_yes_no && bonus.rule.choices.empty())
      BandTable(s, bonus.rule, Number(0), problems).check();
}

}  // namespace pingxing::scheme
