#include "service/check_file.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "service/load_scheme.hpp"

namespace pingxing::service {

Checked check_file(const std::string& path) {
  auto loaded = load_scheme(path);
  return {std::move(loaded.scheme.title), std::move(loaded.problems)};
}

std::string problems_json(const Problems& problems, Language language) {
  using Json = nlohmann::ordered_json;
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
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace pingxing::service
