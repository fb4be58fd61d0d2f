#include "service/check_file.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.hpp"
#include "service/load_scheme.hpp"

namespace pingxing::service {

namespace {

std::vector<CheckedLine> checked_lines(const LoadedScheme& loaded) {
  std::vector<CheckedLine> out;
  std::string_view rest = loaded.text;
  for (const auto& one : scheme::account_of(loaded.lines, loaded.problems)) {
    CheckedLine line;
    line.number = static_cast<int>(out.size()) + 1;
    line.mark = scheme::mark_of(one.kind);
    line.account = scheme::word_of(one.kind);
    line.name = scheme::name_of(one.kind);
    line.as = one.row->word;
    line.says = one.row->says;
    for (const auto* problem : one.problems) {
      line.codes.push_back(problem->code());
      line.has_error |= problem->is_error();
    }
    const auto end = rest.find('\n');
    auto text = rest.substr(0, end);
    rest.remove_prefix(end == rest.npos ? rest.size() : end + 1);
    while (text.ends_with('\r')) text.remove_suffix(1);
    line.text = text;
    out.push_back(std::move(line));
  }
  return out;
}

}  // namespace

Checked check_file(const std::string& path) {
  auto loaded = load_scheme(path);
  auto lines = checked_lines(loaded);
  return {std::move(loaded.scheme.title), std::move(loaded.problems), std::move(lines), std::move(loaded.fixes)};
}

std::string problems_json(const Problems& problems, Language language, const std::vector<scheme::LineFix>* fixes,
                          std::span<const CheckedLine> lines) {
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
    if (fixes) {
      const auto* fix = scheme::fix_of(*fixes, problem);
      one["fix"] = fix && fix->is_sure() ? Json{{"line", fix->line}, {"text", fix->texts.front()}} : Json();
      if (fix && !fix->is_sure()) one["choices"] = fix->texts;
    }
    out["problems"].push_back(std::move(one));
  }
  if (!lines.empty()) {
    Json all = Json::array();
    for (const auto& line : lines)
      all.push_back({{"line", line.number},
                     {"account", std::string(line.account)},
                     {"as", std::string(line.as)},
                     {"says", std::string(line.says.in(language))},
                     {"codes", std::vector<std::string>(line.codes.begin(), line.codes.end())},
                     {"text", line.text}});
    out["lines"] = std::move(all);
  }
  return out.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace pingxing::service
