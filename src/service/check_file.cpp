#include "service/check_file.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.hpp"
#include "service/load_scheme.hpp"

namespace pingxing::service {

namespace {

using Json = nlohmann::ordered_json;

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
  return {std::move(loaded.scheme.title), std::move(loaded.problems), std::move(lines), std::move(loaded.fixes),
          std::move(loaded.examples)};
}

namespace {

Json json_of(const Problems& problems, Language language, const std::vector<scheme::LineFix>* fixes) {
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
  return out;
}

std::string text_of(const Json& json) { return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n"; }

}  // namespace

std::string problems_json(const Problems& problems, Language language) {
  return text_of(json_of(problems, language, nullptr));
}

std::string checked_json(const Checked& checked, Language language, bool has_lines) {
  Json out = json_of(checked.problems, language, &checked.fixes);
  out["examples"] = Json::array();
  for (const auto& one : checked.examples)
    out["examples"].push_back(
        {{"name", one.name}, {"line", one.line}, {"holds", one.is_right}, {"comes_to", one.comes_to.in(language)}});
  if (!has_lines) return text_of(out);
  Json all = Json::array();
  for (const auto& line : checked.lines)
    all.push_back({{"line", line.number},
                   {"account", std::string(line.account)},
                   {"as", std::string(line.as)},
                   {"says", std::string(line.says.in(language))},
                   {"codes", std::vector<std::string>(line.codes.begin(), line.codes.end())},
                   {"text", line.text}});
  out["lines"] = std::move(all);
  return text_of(out);
}

}  // namespace pingxing::service
