// A comparison as JSON.
#include <nlohmann/json.hpp>

#include "service/compare_ratings.hpp"

namespace pingxing::service {

using Json = nlohmann::ordered_json;

namespace {

template <class Value>
Json or_null(const std::optional<Value>& value) {
  return value ? Json(*value) : Json();
}

Json or_null(const std::string& text) { return text.empty() ? Json() : Json(text); }

}  // namespace

std::string what_if_json(const WhatIf& comparison, Language language) {
  Json out = {{"scheme", comparison.title}};
  const bool has_other = !comparison.other_file.empty();
  out["against"] = has_other ? Json(comparison.other_title) : Json();
  out["against_file"] = or_null(comparison.other_file);
  out["settings"] = comparison.settings;
  out["up"] = comparison.up;
  out["down"] = comparison.down;
  out["kept"] = comparison.kept;
  out["turned"] = comparison.turned;
  out["ungraded"] = comparison.ungraded;
  out["scores_changed"] = comparison.scores_changed;
  out["decisions_needed"] = {{"before", comparison.decisions_before}, {"after", comparison.decisions_after}};
  out["grades"] = Json::array();
  for (const auto& count : comparison.grades)
    out["grades"].push_back(
        {{"grade", count.grade.in(language)}, {"before", or_null(count.before)}, {"after", or_null(count.after)}});
  out["statuses"] = Json::array();
  for (const auto& count : comparison.statuses)
    out["statuses"].push_back(
        {{"status", std::string(count.status)}, {"before", count.before}, {"after", count.after}});
  out["moves"] = Json::array();
  for (const auto& move : comparison.moves) {
    Json one = {{"id", move.id}, {"name", move.name}, {"pool", or_null(move.pool)}};
    one["from"] = move.from.in(language);
    one["to"] = move.to.in(language);
    one["is_up"] = move.way == MoveView::Way::Turned ? Json() : Json(move.way == MoveView::Way::Up);
    one["total_before"] = or_null(move.exact_before);
    one["total_after"] = or_null(move.exact_after);
    one["trades_with"] = move.trades_with;
    out["moves"].push_back(std::move(one));
  }
  out["new_findings"] = Json::array();
  for (const auto& problem : comparison.new_findings.kept())
    out["new_findings"].push_back({{"code", std::string(problem.code())},
                                   {"severity", problem.is_error() ? "error" : "warning"},
                                   {"message", problem.says(language)}});
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace pingxing::service
