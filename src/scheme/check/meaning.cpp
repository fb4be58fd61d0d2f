// Words with two readings: grounds joined by commas, “or more” behind two figures, a rate of what, a sum or a mean,
// one thing under two names.
#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "scheme/check/families.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"

namespace pingxing::scheme {

namespace {

constexpr std::size_t terms_max = 400;  // compared in pairs; real schemes have dozens

/// Several grounds in one name, joined by commas alone.
void check_grounds(const NamedLine& line, Problems& problems) {
  if (line.where != NamedLine::Where::Measure && line.where != NamedLine::Where::Requirement) return;
  if (line.lower.find(':') != line.lower.npos) return;
  const auto grounds = split(line.lower, ",;");
  if (grounds.size() < 2) return;
  const bool is_clear =
      has_any(line.lower, {"且", "同时", "均", "都", "任一", "任何", "之一", "all of", "any of", "both", "either"});
  const bool is_only_or =
      has_any(line.lower, {"或", "or"}) && starts_with_any(grounds.back(), {"或", "or "}) && grounds.size() == 2;
  if (!is_clear && !is_only_or) problems.add(findings::condition_syntax, line.place, {line.name});
}

/// 1人死亡或2人重伤以上: whether 以上 is of the first figure too.
void check_figures(const NamedLine& line, Problems& problems) {
  for (std::string_view link : {"或", " or "}) {
    const auto at = line.lower.find(link);
    if (at == line.lower.npos) continue;
    const std::string before = line.lower.substr(0, at), after = line.lower.substr(at + link.size());
    const auto word = first_of(after, {"以上", "以下", "or more", "or less"});
    if (word.empty() || !has_digit(before) || !has_digit(after.substr(0, after.find(word)))) continue;
    if (has_any(before, {"以上", "以下", "or more", "or less"}) || after.starts_with("more") ||
        after.starts_with("less"))
      continue;
    problems.add(findings::phrase_ambiguous, line.place, {line.name, word});
    return;
  }
}

void check_metrics(const NamedLine& line, Problems& problems) {
  const std::string name = line.lower.substr(0, line.lower.find(':'));
  const bool is_satisfaction = has_any(name, {"满意", "satisfaction"});
  const bool is_response = ends_with_any(name, {"测评率", "测试率", "调查率", "test rate", "survey rate"});
  if (is_satisfaction && is_response) problems.add(findings::metric_ambiguous, line.place, {line.name});
}

void check_sums_of_ballots(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  bool has_ballots = false;
  for (const auto& one : s.indicators)
    for (const auto& rule : one.rules) has_ballots |= rule.form == Form::Ballot || rule.samples == Samples::Mean;
  if (!has_ballots) return;
  for (const auto& line : r.prose) {
    const auto word = first_of(
        line.lower, {"得分汇总", "汇总得分", "得分合计", "合计得分", "得分总和", "分数相加", "累加得分",
                     "sum of the ballots", "sum of all ballots", "ballots are added up", "scores are added up"});
    if (word.empty() || has_any(line.lower, {"平均", "mean", "average"})) continue;
    problems.add(findings::sum_vs_mean, line.place, {word});
    return;
  }
}

/// Letters whose difference is meant: numbers, levels, directions.
bool is_meant(const std::string& a, const std::string& b) {
  static const std::set<std::string, std::less<>> telling = {
      "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "两", "甲", "乙", "丙", "丁", "国", "省", "市", "县",
      "区", "乡", "镇", "村", "级", "上", "下", "前", "后", "内", "外", "大", "小", "高", "低", "多", "少", "优", "良",
      "好", "差", "正", "副", "男", "女", "东", "南", "西", "北", "中", "有", "无", "不", "未", "年", "月", "季", "周"};
  const auto tells = [](const std::string& c) { return c.size() == 1 || telling.contains(c); };
  return tells(a) || tells(b);
}

/// Whether two names are one letter apart, and that letter says nothing of its own.
bool is_slip(const std::vector<std::string>& one, const std::vector<std::string>& other) {
  if (one.size() != other.size()) return false;
  int differing = 0;
  for (std::size_t i = 0; i < one.size(); ++i) {
    if (one[i] == other[i]) continue;
    if (++differing > 1 || is_meant(one[i], other[i])) return false;
  }
  return differing == 1;
}

struct Term {
  std::string name;
  Place place;
};

void check_slips(const std::vector<Term>& terms, std::size_t size_min, Problems& problems) {
  std::vector<std::vector<std::string>> names;
  for (std::size_t i = 0; i < terms.size() && i < terms_max; ++i) {
    names.push_back(characters_of(terms[i].name));
    for (std::size_t j = 0; j < i && names[i].size() >= size_min; ++j)
      if (is_slip(names[i], names[j])) {
        problems.add(findings::term_varies, terms[i].place,
                     {terms[i].name, terms[j].name, std::to_string(terms[j].place.line)});
        break;
      }
  }
}

/// Bodies by themselves, and requirements of different levels by themselves: names of one sort.
void check_terms(const Scheme& s, Problems& problems) {
  std::vector<Term> bodies, requirements;
  std::set<std::pair<const std::vector<Term>*, std::string>> known;
  const auto add = [&](std::vector<Term>& into, const std::string& name, const Place& place) {
    if (!name.empty() && known.emplace(&into, name).second) into.push_back({name, place});
  };
  for (const auto& one : s.sections) add(bodies, one.attributes.assessor, one.place);
  for (const auto& one : s.indicators) add(bodies, one.attributes.assessor, one.place);
  for (const auto& one : s.stages)
    for (const auto& actor : one.actors) add(bodies, actor, one.place);
  for (const auto& one : s.reviews) add(bodies, one.by, one.place);
  for (const auto& one : s.grading.rules) {
    if (one.ladder_section < 0) continue;
    for (const auto& c : one.conditions) add(requirements, c.text.substr(0, c.text.find(':')), c.place);
  }
  const auto by_line = [](const Term& a, const Term& b) { return a.place.line < b.place.line; };
  std::stable_sort(bodies.begin(), bodies.end(), by_line);
  std::stable_sort(requirements.begin(), requirements.end(), by_line);
  check_slips(bodies, 8, problems);  // short names of bodies often differ by one letter
  check_slips(requirements, 5, problems);
}

}  // namespace

void check_meaning(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  for (const auto& line : r.named) {
    check_grounds(line, problems);
    check_figures(line, problems);
    check_metrics(line, problems);
  }
  check_sums_of_ballots(r, problems);
  check_terms(s, problems);
}

}  // namespace pingxing::scheme
