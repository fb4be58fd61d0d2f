#include "service/explain_subject.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "rating/explain.hpp"
#include "rating/ledgers.hpp"
#include "scheme/outcome.hpp"
#include "service/input_words.hpp"
#include "service/messages.hpp"
#include "service/people_text.hpp"
#include "service/result_parts.hpp"

namespace pingxing::service {

using rating::ItemScore;
using rating::Status;

namespace {

constexpr std::size_t shown_max = 5;          // of ids or names in a message
constexpr std::size_t searched_max = 20'000;  // further subjects are not looked at for the nearest one

/// The row of an id, or of a name that is unique.
std::optional<std::size_t> row_of(const Rated& rated, std::string_view wanted, Problems& problems) {
  const auto& facts = rated.facts;
  std::vector<std::size_t> named;
  for (std::size_t row = 0; row < facts.count; ++row) {
    if (facts.ids[row] == wanted) return row;
    if (facts.name(row) == wanted) named.push_back(row);
  }
  const std::string fold = folded(wanted);  // in another width, case or spacing
  for (std::size_t row = 0; row < facts.count && named.empty(); ++row)
    if (folded(facts.ids[row]) == fold) return row;
  const bool is_unknown = named.empty();
  for (std::size_t row = 0; row < facts.count && is_unknown; ++row)
    if (folded(facts.name(row)) == fold) named.push_back(row);
  if (named.size() == 1) return named.front();
  std::vector<std::string> ids;
  if (!named.empty()) {
    for (std::size_t i = 0; i < std::min(named.size(), shown_max); ++i) ids.emplace_back(facts.ids[named[i]]);
    problems.add(subject_ambiguous, {}, {shortened(wanted), list_of(ids)});
    return std::nullopt;
  }
  std::vector<std::pair<std::size_t, std::size_t>> nearest;  // edits, row
  for (std::size_t row = 0; row < std::min(facts.count, searched_max); ++row) {
    const std::string text = shortened(wanted);
    nearest.emplace_back(std::min(edit_distance(text, facts.ids[row]), edit_distance(text, facts.name(row))), row);
  }
  const std::size_t count = std::min(nearest.size(), shown_max);
  std::partial_sort(nearest.begin(), nearest.begin() + static_cast<std::ptrdiff_t>(count), nearest.end());
  for (std::size_t i = 0; i < count; ++i) {
    const std::string id(facts.ids[nearest[i].second]), name(facts.name(nearest[i].second));
    ids.push_back(id == name ? id : id + " " + name);
  }
  problems.add(subject_unknown, {}, {shortened(wanted), list_of(ids)});
  return std::nullopt;
}

class Explaining {
 public:
  Explaining(const Rated& rated, std::size_t row)
      : rated_(rated),
        s_(rated.scheme),
        row_(row),
        why_(rating::explain(rated.scheme, rated.facts, rated.history, rated.rating, row)) {}

  SubjectExplanation run() {
    about();
    sections();
    out_.bonus = steps(why_.scores.bonus_steps);
    out_.from_total = steps(why_.scores.total_steps);
    for (const auto& reason : why_.decision.reasons)
      out_.reasons.push_back(said(reason.code, reason.text, reason.clause));
    for (const auto& need : why_.needs) out_.needs.push_back(said(need.code, need.text, need.clause));
    for (const auto* marks : {&why_.scores.marks, &why_.decision.marks})
      for (const auto& mark : *marks) out_.marks.push_back(said(mark.code, mark.text, mark.clause));
    if (why_.next_grade && !why_.needs.empty()) out_.next_grade = rating::grade_name(s_, *why_.next_grade);
    out_.consequences = why_.consequences;
    out_.reviews = why_.reviews;
    for (const auto& stated : why_.defaults) out_.defaults.push_back(said(stated.code, stated.says, {}));
    return std::move(out_);
  }

 private:
  [[nodiscard]] ExplainedLine said(std::string_view code, const Phrase& text, const Place& clause) const {
    ExplainedLine line;
    line.code = code;
    line.text = text;
    line.clause = clause_at(s_, clause);
    line.line = clause.line;
    return line;
  }

  [[nodiscard]] std::string rule_at(const Place& place) const {
    for (const auto& indicator : s_.indicators)
      for (const auto& rule : indicator.rules)
        if (rule.place.line == place.line) return rule.name;
    return "";
  }

  [[nodiscard]] std::vector<ExplainedLine> steps(const std::vector<rating::Step>& all) const {
    using Kind = rating::Step::Kind;
    std::vector<ExplainedLine> out;
    for (const auto& step : all) {
      auto line = said("", step.text, step.clause);
      if (!step.points.is_zero()) line.points = (step.points > Number(0) ? "+" : "") + step.points.exact();
      // The other kinds say in their text what they came to.
      if (step.kind == Kind::Cap || step.kind == Kind::Floor || step.kind == Kind::Rounded)
        line.text = say({"{0} → {1}分", "{0} → {1}"}, {line.text, with_minus(line.points)});
      line.rule = rule_at(step.clause);
      line.took_nothing = step.points.is_zero() && (step.kind == Kind::Deduction || step.kind == Kind::Further);
      out.push_back(std::move(line));
    }
    return out;
  }

  [[nodiscard]] static bool is_untouched(const ItemScore& score) {
    using Kind = rating::Step::Kind;
    return score.status == ItemScore::Status::Scored &&
           std::all_of(score.steps.begin(), score.steps.end(), [](const rating::Step& step) {
             return step.kind == Kind::Start ||
                    (step.points.is_zero() && (step.kind == Kind::Deduction || step.kind == Kind::Further));
           });
  }

  void about() {
    const auto status = status_at(rated_, row_);
    const auto kind = rated_.facts.kind(row_);
    out_.scheme = s_.title;
    out_.id = rated_.facts.ids[row_];
    out_.name = rated_.facts.name(row_);
    if (!rated_.facts.pools.empty()) out_.pool = rated_.facts.pool_names[rated_.facts.pool(row_)];
    if (kind != rating::no_kind) out_.kind = s_.properties.kinds[kind];
    out_.status = status_word(status);
    out_.status_name = status_name(status);
    out_.stars_max = stars_max_of(s_);
    out_.places = s_.properties.places.value_or(2);
    if (status == Status::Rated && has_grades(s_)) {
      out_.grade = rating::grade_name(s_, why_.grade);
      out_.stars = stars_of(s_, why_.grade);
    }
    if (!has_scores(s_)) return;
    if (why_.scores.is_pending()) {
      out_.total_range = why_.scores.total_range;
      out_.total_lies = rating::say_range(why_.scores.total_range, out_.places);
    } else {
      out_.total = shown_total(s_, why_.scores.total);
      out_.exact_total = why_.scores.total.exact();
    }
    out_.rank = why_.rank;
    out_.pool_size = why_.pool_size;
  }

  void sections() {
    for (std::size_t k = 0; k < s_.sections.size(); ++k) {
      const auto& section = s_.sections[k];
      const auto& score = why_.scores.sections[k];
      const bool is_ledger = section.kind == scheme::SectionKind::Ledger;
      if ((section.kind != scheme::SectionKind::Ordinary && !is_ledger) || (!score.applies && score.steps.empty()))
        continue;
      ExplainedSection out;
      out.title = section.title;
      out.score = shown_score(s_, score.score);
      out.exact = score.score.exact();
      out.is_ledger = is_ledger;
      if (is_ledger && scheme::ledger_of(s_, static_cast<int>(k)) != static_cast<int>(k)) continue;
      if (!is_ledger) out.points_max = score.points_max.exact();
      for (int up = section.parent; up >= 0; up = s_.sections[static_cast<std::size_t>(up)].parent) ++out.level;
      bool is_open = is_ledger && rating::is_ledger_open(score);
      for (std::size_t i = 0; i < s_.indicators.size(); ++i) {
        is_open = is_open || (why_.scores.items[i].status == ItemScore::Status::Missing && is_inside(i, k));
        if (s_.indicators[i].section == static_cast<int>(k)) out.items.push_back(item(i));
      }
      if (is_open) out.score = out.exact = "";
      out.steps = steps(score.steps);
      out_.sections.push_back(std::move(out));
    }
  }

  [[nodiscard]] bool is_inside(std::size_t indicator, std::size_t section) const {
    for (int up = s_.indicators[indicator].section; up >= 0; up = s_.sections[static_cast<std::size_t>(up)].parent)
      if (static_cast<std::size_t>(up) == section) return true;
    return false;
  }

  [[nodiscard]] ExplainedItem item(std::size_t i) const {
    const auto& indicator = s_.indicators[i];
    const auto& score = why_.scores.items[i];
    ExplainedItem out;
    out.id = indicator.id;
    out.title = indicator.title;
    if (indicator.points) out.points_max = indicator.points->exact();
    out.applies = score.status != ItemScore::Status::NotApplicable;
    out.is_missing = score.status == ItemScore::Status::Missing;
    if (score.status == ItemScore::Status::Scored) {
      out.score = shown_score(s_, score.score);
      out.exact = score.score.exact();
    }
    if (out.is_missing) out.range = score.range;
    out.is_untouched = is_untouched(score);
    out.steps = steps(score.steps);
    return out;
  }

  const Rated& rated_;
  const scheme::Scheme& s_;
  std::size_t row_;
  rating::Explanation why_;
  SubjectExplanation out_;
};

}  // namespace

std::optional<SubjectExplanation> explain_subject(const Rated& rated, std::string_view wanted, Problems& problems) {
  const auto row = row_of(rated, trimmed(wanted), problems);
  if (!row) return std::nullopt;
  return Explaining(rated, *row).run();
}

}  // namespace pingxing::service
