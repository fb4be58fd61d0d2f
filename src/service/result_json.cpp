#include "service/result_json.hpp"

#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "rating/ledgers.hpp"
#include "rating/score.hpp"
#include "service/json_parts.hpp"

namespace pingxing::service {

using Json = nlohmann::ordered_json;
using rating::Status;

namespace {

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// Every member is always there: a list with nothing in it is [], a value that there is not is null.
class ResultWriter {
 public:
  /// `page`: of the subjects; none: all of them.
  ResultWriter(const Rated& rated, Language language, const ResultPage* page, const Sink& sink)
      : rated_(rated),
        s_(rated.scheme),
        language_(language),
        page_(page),
        sink_(sink),
        sections_(scored_sections(rated.scheme)) {}

  void write() {
    sink_("{\n\"scheme\": " + dumped(s_.title) + ",\n");
    if (page_) {
      const Json about = {{"count", rated_.facts.count}, {"page", page_->page}, {"pages", page_->pages}};
      for (const auto& [name, value] : about.items()) sink_("\"" + name + "\": " + value.dump() + ",\n");
    }
    list("defaults", rated_.rating.defaults.size(), [&](std::size_t i) { return of_default(i); });
    list("subjects", page_ ? page_->end - page_->begin : rated_.facts.count,
         [&](std::size_t i) { return of_subject(page_ ? page_->begin + i : i); });
    std::vector<std::size_t> pools;  // those that others were joined to stand for them
    for (std::size_t pool = 0; pool < rated_.rating.pools.size(); ++pool)
      if (!rated_.rating.joined.is_joined_away(static_cast<std::uint32_t>(pool))) pools.push_back(pool);
    list("pools", pools.size(), [&](std::size_t i) { return of_pool(pools[i]); });
    list("targets", rated_.rating.targets.size(), [&](std::size_t i) { return of_target(rated_.rating.targets[i]); });
    const auto consequences = on_page(rated_.rating.consequences), reviews = on_page(rated_.rating.reviews);
    list("consequences", consequences.size(), [&](std::size_t i) { return of_consequence(consequences[i]); });
    list("reviews", reviews.size(), [&](std::size_t i) { return of_review(reviews[i]); });
    list(
        "decisions_needed", rated_.rating.decisions.size(), [&](std::size_t i) { return of_decision(i); }, "\n}\n");
  }

 private:
  /// One member of the result: a list with an entry a line.
  template <class Entry>
  void list(const char* name, std::size_t count, Entry entry, const char* behind = ",\n") {
    sink_("\"" + std::string(name) + "\": [");
    for (std::size_t i = 0; i < count; ++i) sink_((i ? ",\n" : "\n") + dumped(entry(i)));
    sink_(std::string(count ? "\n]" : "]") + behind);
  }

  /// Which of these concern a subject that is shown.
  template <class Outcome>
  [[nodiscard]] std::vector<std::size_t> on_page(const std::vector<Outcome>& all) const {
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (!page_ || (all[i].row >= page_->begin && all[i].row < page_->end)) shown.push_back(i);
    return shown;
  }

  [[nodiscard]] std::string in(const Phrase& phrase) const { return phrase.in(language_); }
  [[nodiscard]] std::string id(std::size_t row) const { return std::string(rated_.facts.ids[row]); }
  [[nodiscard]] Json ids(const std::vector<std::uint32_t>& rows) const {
    Json out = Json::array();
    for (const auto row : rows) out.push_back(id(row));
    return out;
  }
  [[nodiscard]] std::string pool_name(std::size_t pool) const {
    return pool < rated_.facts.pool_names.size() ? rated_.facts.pool_names[pool] : "";
  }
  /// Grades are named as the scheme names them, whatever the language of the texts.
  [[nodiscard]] std::string grade(int index) const { return rating::grade_name(s_, index).in(s_.language); }

  [[nodiscard]] Json of_default(std::size_t i) const {
    const auto& stated = rated_.rating.defaults[i];
    return {{"code", std::string(stated.code)}, {"text", in(stated.says)}};
  }

  [[nodiscard]] Json of_subject(std::size_t row) const {
    const auto scores = rating::score_subject(s_, rated_.facts, row, rating::Tracing::Off);
    const Status status = status_at(rated_, row);
    Json out = {{"id", id(row)}, {"name", std::string(rated_.facts.name(row))}};
    out["pool"] = rated_.facts.pools.empty() ? Json() : Json(pool_name(rated_.facts.pool(row)));
    const auto kind = rated_.facts.kind(row);
    out["kind"] = kind == rating::no_kind ? Json() : Json(s_.properties.kinds[kind]);
    const bool is_open = scores.is_pending() && has_scores(s_), is_known = !scores.is_pending() && has_scores(s_);
    out["total"] = is_known ? Json(rated_.rating.total.at(row).exact()) : Json();
    out["total_range"] = range_json(is_open ? std::optional(scores.total_range) : std::nullopt);
    const auto& graded = rated_.rating.graded_total.size() ? rated_.rating.graded_total : rated_.rating.total;
    out["graded_total"] = is_known ? Json(graded.at(row).exact()) : Json();
    const bool is_rated = status == Status::Rated;
    const int grade_index = rated_.rating.grades[row];
    const auto stars = is_rated ? stars_of(s_, grade_index) : std::nullopt;
    out["rank"] = is_rated && has_scores(s_) ? Json(rated_.rating.ranks[row]) : Json();
    out["grade"] = is_rated && has_grades(s_) ? Json(grade(grade_index)) : Json();
    out["stars"] = stars ? Json(*stars) : Json();
    out["status"] = std::string(status_word(status));
    out["items"] = items(scores);
    out["sections"] = sections(scores);
    const Why why = why_of(rated_, row, scores);
    out["marks"] = Json::array();
    for (const auto& mark : why.marks) out["marks"].push_back(said(mark.code, mark.clause, mark.text));
    out["reasons"] = Json::array();
    for (const auto& reason : why.reasons) out["reasons"].push_back(said(reason.code, reason.clause, reason.text));
    return out;
  }

  [[nodiscard]] Json said(std::string_view code, const Place& clause, const Phrase& text) const {
    return {{"code", std::string(code)}, {"clause", clause_at(s_, clause)}, {"line", clause.line}, {"text", in(text)}};
  }

  [[nodiscard]] Json items(const rating::Scores& scores) const {
    Json out = Json::object();
    for (std::size_t i = 0; i < scores.items.size(); ++i) {
      const auto& item = scores.items[i];
      if (item.status == rating::ItemScore::Status::NotApplicable) continue;
      const bool is_missing = item.status == rating::ItemScore::Status::Missing;
      out[s_.indicators[i].id] = is_missing ? Json() : Json(item.score.exact());
    }
    return out;
  }

  [[nodiscard]] Json sections(const rating::Scores& scores) const {
    Json out = Json::object();
    for (const auto& [index, name] : sections_) {
      if (!scores.sections[index].applies) continue;
      const bool is_open = s_.sections[index].kind == scheme::SectionKind::Ledger
                               ? rating::is_ledger_open(scores.sections[index])
                               : is_section_open(scores, index);
      out[name] = is_open ? Json() : Json(scores.sections[index].score.exact());
    }
    return out;
  }

  /// Whether an item inside the section is missing, so that its sum is not known.
  [[nodiscard]] bool is_section_open(const rating::Scores& scores, std::size_t section) const {
    for (std::size_t i = 0; i < scores.items.size(); ++i) {
      if (scores.items[i].status != rating::ItemScore::Status::Missing) continue;
      for (int up = s_.indicators[i].section; up >= 0; up = s_.sections[static_cast<std::size_t>(up)].parent)
        if (static_cast<std::size_t>(up) == section) return true;
    }
    return false;
  }

  [[nodiscard]] Json of_pool(std::size_t pool) const {
    const auto& outcome = rated_.rating.pools[pool];
    const auto id = static_cast<std::uint32_t>(pool);
    Json out = {
        {"name", rated_.facts.pools.empty() ? "" : rating::name_of_joined(s_, rated_.facts, rated_.rating.joined, id)},
        {"size", outcome.in_scope},
        {"eligible", outcome.eligible},
        {"pending", outcome.pending},
        {"base", outcome.base}};
    out["quotas"] = Json::array();
    for (const auto& quota : outcome.quotas) {
      const auto& stated = s_.grading.quotas[quota.quota];
      out["quotas"].push_back({{"grade", grade(stated.grade)},
                               {"or_better", stated.or_better},
                               {"places", quota.places},
                               {"candidates", quota.candidates},
                               {"placed", quota.placed},
                               {"tied", ids(quota.tied)},
                               {"clause", clause_at(s_, stated.place)},
                               {"line", stated.place.line}});
    }
    return out;
  }

  [[nodiscard]] Json of_target(const rating::TargetOutcome& outcome) const {
    const auto& target = *outcome.target;
    const auto wanted = target.count.value_or(target.share);
    Json out = {{"grade", grade(target.grade)}, {"or_better", target.or_better}};
    out["wanted"] = wanted.say(language_);
    out["pool"] = target.is_of_pool && !rated_.facts.pools.empty()
                      ? Json(rating::name_of_joined(s_, rated_.facts, rated_.rating.joined, outcome.pool))
                      : Json();
    out["among"] = target.among ? Json(grade(*target.among)) : Json();
    out["due"] = target.due_text.empty() ? Json() : Json(target.due_text);
    out["reached"] = outcome.reached;
    out["base"] = outcome.base;
    out["share"] =
        outcome.base == 0 ? Json() : Json(Number::fraction(std::int64_t{outcome.reached} * 100, outcome.base).exact());
    out["is_met"] = outcome.is_met;
    out["clause"] = clause_at(s_, target.place);
    out["line"] = target.place.line;
    return out;
  }

  [[nodiscard]] Json of_consequence(std::size_t i) const {
    const auto& outcome = rated_.rating.consequences[i];
    const auto& stated = s_.consequences[static_cast<std::size_t>(outcome.consequence)];
    Json out = {{"id", id(outcome.row)}, {"when", stated.name}, {"text", stated.text}};
    out["amount"] = outcome.amount ? Json(outcome.amount->exact()) : Json();
    out["line"] = stated.place.line;
    return out;
  }

  [[nodiscard]] Json of_review(std::size_t i) const {
    const auto& outcome = rated_.rating.reviews[i];
    Json out = {{"id", id(outcome.row)}, {"kind", outcome.is_evaluation ? "evaluation" : "review"}};
    out["by"] = outcome.is_missing ? Json() : Json(outcome.by);
    out["is_self"] = outcome.is_self;
    return out;
  }

  [[nodiscard]] Json of_decision(std::size_t i) const {
    const auto& decision = rated_.rating.decisions[i];
    Json out = said(decision.code, decision.clause, decision.text);
    out["subjects"] = ids(decision.rows);
    return out;
  }

  const Rated& rated_;
  const scheme::Scheme& s_;
  Language language_;
  const ResultPage* page_;
  const Sink& sink_;
  std::vector<std::pair<std::size_t, std::string>> sections_;
};

}  // namespace

void write_result_json(const Rated& rated, Language language, const Sink& sink) {
  ResultWriter(rated, language, nullptr, sink).write();
}
void write_result_json(const Rated& rated, Language language, const ResultPage& page, const Sink& sink) {
  ResultWriter(rated, language, &page, sink).write();
}

}  // namespace pingxing::service
