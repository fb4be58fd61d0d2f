#include "service/check_file.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "service/load_scheme.hpp"

namespace pingxing::service {

Checked check_file(const std::string& path) {
  auto loaded = load_scheme(path);
  return {std::move(loaded.scheme.title), std::move(loaded.problems), std::move(loaded.examples)};
}

namespace {

using Json = nlohmann::ordered_json;

Json json_of(const Problems& problems, Language language) {
  Json out = {{"count", problems.count()}, {"errors", problems.error_count()}};
  out["problems"] = Json::array();
  for (const auto& problem : problems.kept()) {
    const auto& place = problem.place;
    Json one = {{"code", std::string(problem.code())}, {"severity", problem.is_error() ? "error" : "warning"}};
    one["file"] = place.file;
    one["line"] = place.line > 0 ? Json(place.line) : Json();
    one["column"] = place.line > 0 ? Json(std::max(place.column, 1)) : Json();
    one["sheet"] = place.sheet.empty() ? Json() : Json(place.sheet);
    one["cell"] = place.cell.empty() ? Json() : Json(place.cell);
    one["message"] = problem.says(language);
    one["mend"] = problem.mend(language);
    out["problems"].push_back(std::move(one));
  }
  return out;
}

std::string text_of(const Json& json) { return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace

std::string problems_json(const Problems& problems, Language language) { return text_of(json_of(problems, language)); }

std::string checked_json(const Checked& checked, Language language) {
  Json out = json_of(checked.problems, language);
  out["examples"] = Json::array();
  for (const auto& one : checked.examples)
    out["examples"].push_back({{"name", one.name},
                               {"line", one.line},
                               {"holds", one.is_right},
                               {"comes_to", one.comes_to.in(language)}});
  return text_of(out);
}

}  // namespace pingxing::service
