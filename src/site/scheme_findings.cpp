#include "site/scheme_findings.hpp"

#include "site/json_views.hpp"

namespace pingxing::site {

Json findings_of(const office::SchemeReading& reading, Language language) {
  Json list = json_of(reading.problems, language);
  std::size_t at = 0;
  for (auto& one : list) {
    const auto* fix = scheme::fix_of(reading.fixes, reading.problems.kept()[at++]);
    one["fix"] = fix && fix->is_sure() ? Json{{"line", fix->line}, {"text", fix->texts.front()}} : Json();
    if (fix && !fix->is_sure()) one["choices"] = fix->texts;
  }
  return list;
}

Json account_json(const office::SchemeReading& reading, Language language) {
  Json list = Json::array();
  for (const auto& one : scheme::account_of(reading.lines, reading.problems))
    list.push_back(
        {{"account", scheme::word_of(one.kind)}, {"as", one.row->word}, {"says", one.row->says.in(language)}});
  return list;
}

Json examples_json(const office::SchemeReading& reading, Language language) {
  Json all = Json::array();
  for (const auto& one : reading.examples)
    all.push_back(
        {{"name", one.name}, {"line", one.line}, {"holds", one.is_right}, {"comes_to", one.comes_to.in(language)}});
  return all;
}

}  // namespace pingxing::site
