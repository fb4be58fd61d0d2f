#include "service/result_parts.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "rating/not_applicable.hpp"
#include "rating/score.hpp"
#include "scheme/outcome.hpp"
#include "service/input_words.hpp"
#include "service/people_text.hpp"

namespace pingxing::service {

using rating::Status;
using scheme::Condition;
using scheme::Scheme;

Language language_of(const Rated& rated) { return rated.scheme.language; }

std::string_view status_word(Status status) {
  switch (status) {
    case Status::Rated:
      return "rated";
    case Status::Pending:
      return "pending";
    case Status::Disqualified:
      return "disqualified";
    case Status::OutOfScope:
      return "out of scope";
  }
  return "";
}

Text status_name(Status status) {
  switch (status) {
    case Status::Rated:
      return {"已评定", "rated"};
    case Status::Pending:
      return {"待定", "pending"};
    case Status::Disqualified:
      return {"取消资格", "disqualified"};
    case Status::OutOfScope:
      return {"不参评", "out of scope"};
  }
  return {};
}

Status status_at(const Rated& rated, std::size_t row) { return static_cast<Status>(rated.rating.status[row]); }

bool has_grades(const Scheme& s) { return !s.grading.grades.empty(); }

bool has_scores(const Scheme& s) {
  return !s.indicators.empty() ||
         std::any_of(s.bonuses.begin(), s.bonuses.end(), [&](const auto& one) { return !scheme::is_ledger(s, one); });
}

int stars_max_of(const Scheme& s) {
  int most = 0;
  for (const auto& grade : s.grading.grades) most = std::max(most, grade.stars);
  return most;
}

std::optional<int> stars_of(const Scheme& s, int grade) {
  if (stars_max_of(s) == 0) return std::nullopt;
  if (grade < 0 || grade >= static_cast<int>(s.grading.grades.size())) return 0;
  const int stars = s.grading.grades[static_cast<std::size_t>(grade)].stars;
  return stars < 0 ? std::nullopt : std::optional(stars);
}

std::string clause_at(const Scheme& s, const Place& place) {
  if (place.line <= 0) return "";
  for (const auto& indicator : s.indicators) {
    if (indicator.place.line == place.line) return indicator.id;
    for (const auto& rule : indicator.rules)
      if (rule.place.line == place.line) return indicator.id;
  }
  const scheme::Section* above = nullptr;
  for (const auto& section : s.sections)
    if (section.place.line <= place.line && (!above || section.place.line > above->place.line)) above = &section;
  return above ? above->title : "L" + std::to_string(place.line);
}

bool item_applies(const Rated& rated, std::size_t indicator, std::size_t row) {
  const auto& item = rated.scheme.indicators[indicator];
  if (!rating::applies_to(rated.scheme, item.kinds, rated.facts.kind(row))) return false;
  const bool may_leave =
      item.not_applicable == scheme::NotApplicable::Leaves || item.not_applicable == scheme::NotApplicable::Scaled;
  return !may_leave || rating::answer_of(rated.scheme, item, rated.facts, row) != rating::Answer::NotApplicable;
}

bool has_items_left_out(const Rated& rated) {
  const auto& inputs = rated.facts.inputs;
  return std::any_of(inputs.begin(), inputs.end(), [](const auto& one) { return !one.not_applicable.empty(); });
}

bool section_applies(const Rated& rated, std::size_t section, std::size_t row) {
  const auto& sections = rated.scheme.sections;
  if (sections[section].kind == scheme::SectionKind::Ledger) return true;
  for (std::size_t i = 0; i < rated.scheme.indicators.size(); ++i) {
    bool is_inside = false;
    for (int up = rated.scheme.indicators[i].section; up >= 0; up = sections[static_cast<std::size_t>(up)].parent)
      is_inside = is_inside || static_cast<std::size_t>(up) == section;
    if (is_inside && item_applies(rated, i, row)) return true;
  }
  return false;
}

/// A part of the total, or a ledger beside it.
static bool is_shown(const Scheme& s, const scheme::Section& section) {
  const bool is_inner =
      section.parent >= 0 && s.sections[static_cast<std::size_t>(section.parent)].kind == scheme::SectionKind::Ledger;
  return section.kind == scheme::SectionKind::Ordinary || (section.kind == scheme::SectionKind::Ledger && !is_inner);
}

std::vector<std::pair<std::size_t, std::string>> scored_sections(const Scheme& s) {
  std::vector<std::pair<std::size_t, std::string>> out;
  std::map<std::string, int> uses;
  for (const auto& section : s.sections)
    if (is_shown(s, section)) ++uses[section.title];
  for (std::size_t k = 0; k < s.sections.size(); ++k) {
    const auto& section = s.sections[k];
    if (!is_shown(s, section)) continue;
    std::string name = section.title;
    if (uses[name] > 1 && section.parent >= 0) {
      name = s.sections[static_cast<std::size_t>(section.parent)].title + " / " + name;
    }
    if (std::any_of(out.begin(), out.end(), [&](const auto& one) { return one.second == name; })) {
      name += " (L" + std::to_string(section.place.line) + ")";
    }
    out.emplace_back(k, std::move(name));
  }
  return out;
}

namespace {

/// What the quotas of one grade did with the subject.
void add_reasons_of(int of_grade, const rating::PoolOutcome& outcome, const Rated& rated, std::size_t row,
                    std::vector<rating::Reason>& reasons) {
  const auto& s = rated.scheme;
  const int grade = rated.rating.grades[row];
  for (const auto& quota : outcome.quotas) {
    const auto& stated = s.grading.quotas[quota.quota];
    if (stated.grade != of_grade) continue;
    const bool is_tied = std::find(quota.tied.begin(), quota.tied.end(), row) != quota.tied.end();
    const std::vector<Phrase> words = {rating::grade_name(s, stated.grade), counted(quota.places, "place", "places"),
                                       counted(quota.candidates, "qualifies", "qualify"),
                                       std::to_string(rated.rating.ranks[row]), std::to_string(outcome.base)};
    if (grade == stated.grade) {
      reasons.push_back(
          {"QUOTA_KEPT",
           say({"“{0}”:{4}个中{1}个名额,{2}个够格,名次{3},在名额内", "“{0}”: {1} among {4}, {2}, rank {3} is within"},
               words),
           stated.place});
    } else if (is_tied) {
      reasons.push_back({"TIE_AT_CUT",
                         say({"“{0}”:{4}个中{1}个名额,名次{3}与他人同分,分不开的都没有进,待研究决定",
                              "“{0}”: {1} among {4}; rank {3} ties at the cut and is left out until decided"},
                             words),
                         stated.place});
    } else {
      reasons.push_back({"QUOTA_FULL",
                         say({"“{0}”:{4}个中{1}个名额,{2}个够格,名次{3}在名额外,按下一等次",
                              "“{0}”: {1} among {4}, {2}, rank {3} is beyond them: the next grade"},
                             words),
                         stated.place});
    }
  }
}

/// What the quotas of the pool did with the subject.
void add_quota_reasons(const Rated& rated, std::size_t row, const rating::Decision& decision,
                       const rating::Scores& scores, std::vector<rating::Reason>& reasons) {
  const auto& s = rated.scheme;
  const std::uint32_t pool = rating::ranked_in(rated.facts, rated.rating.joined, row);
  if (pool >= rated.rating.pools.size()) return;
  if (const auto says = rating::say_joined(s, rated.facts, rated.rating.joined, rated.facts.pool(row));
      !says.zh.empty())
    reasons.push_back({"POOL_JOINED", says, s.properties.small_pools->place});
  const int grade = rated.rating.grades[row];
  for (int one = decision.allowed; one <= grade; ++one) {
    if (one == decision.allowed || rating::may_fall_to(rated.rating, one, row)) {
      add_reasons_of(one, rated.rating.pools[pool], rated, row, reasons);
      continue;
    }
    const auto series = rating::series_of(rated.history, rated.facts.ids[row]);
    reasons.push_back(
        rating::fell_past(s, *rated.rating.falls.of(one), decision.by_rules, scores, rated.facts, row, series));
  }
}

}  // namespace

Why why_of(const Rated& rated, std::size_t row, const rating::Scores& scores) {
  const auto series = rating::series_of(rated.history, rated.facts.ids[row]);
  auto decision = rating::decide_grade(rated.scheme, scores, rated.facts, row, series, rating::Tracing::On);
  if (status_at(rated, row) == Status::Pending) {
    std::vector<int> missing = scores.missing;
    missing.insert(missing.end(), decision.missing.begin(), decision.missing.end());
    std::sort(missing.begin(), missing.end());
    missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
    for (const int input : missing)
      decision.reasons.push_back({"INPUT_MISSING", say({"缺{0}", "{0} is missing"}, {rated.scheme.header(input)}),
                                  rated.scheme.inputs[static_cast<std::size_t>(input)].place});
  }
  if (status_at(rated, row) == Status::Rated) add_quota_reasons(rated, row, decision, scores, decision.reasons);
  Why why{std::move(decision.reasons), scores.marks};
  why.marks.insert(why.marks.end(), decision.marks.begin(), decision.marks.end());
  return why;
}

std::string shown_score(const Scheme& s, const Number& score) { return score.shown(s.properties.places.value_or(2)); }

std::string shown_total(const Scheme& s, const Number& total) {
  return shown_total(s, total, s.properties.places.value_or(2));
}

std::string shown_total(const Scheme& s, const Number& total, int places) {
  std::string longest = total.shown(places);
  const auto beside = [&](const Number& limit) {
    std::string text = total.shown_beside(limit, places);
    if (text.size() > longest.size()) longest = std::move(text);
  };
  for (const auto& rule : s.grading.rules) {
    for (const auto& condition : rule.conditions) {
      if (condition.kind != Condition::Kind::Total) continue;
      if (condition.interval.low) beside(*condition.interval.low);
      if (condition.interval.high) beside(*condition.interval.high);
    }
  }
  return longest;
}

std::string decimal_of(const Number& number) {
  std::string exact = number.exact();
  return exact.find('/') == std::string::npos ? exact : number.shown(decimal_places);
}

}  // namespace pingxing::service
