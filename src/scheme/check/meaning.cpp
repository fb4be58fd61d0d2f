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
    problems.add(findings::phrase_ambiguous, line.place,
                 {line.name,
                  Phrase("里的“" + std::string(word) + "”管不管前面的数,没有写清;两个数都当下限",
                         "whether “" + std::string(word) +
                             "” covers the figure before it too is not clear; both are lower limits"),
                  Text{"在每个数后面都写明", "say it behind each figure"}});
    return;
  }
}

void check_metrics(const NamedLine& line, Problems& problems) {
  const std::string name = line.lower.substr(0, line.lower.find(':'));
  const bool is_satisfaction = has_any(name, {"满意", "satisfaction"});
  const bool is_response = ends_with_any(name, {"测评率", "测试率", "调查率", "test rate", "survey rate"});
  if (is_satisfaction && is_response) problems.add(findings::metric_ambiguous, line.place, {line.name});
}

/// 各类票的得分相加: a sum of what voters gave. 各项得分相加 is the total, and right.
void check_sums_of_ballots(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  bool has_ballots = false;
  for (const auto& one : s.indicators)
    for (const auto& rule : one.rules) has_ballots |= rule.form == Form::Ballot || rule.samples == Samples::Mean;
  if (!has_ballots) return;
  for (const auto& line : r.prose) {
    if (has_any(line.lower, {"平均", "均值", "加权", "权重", "mean", "average", "weighted"})) continue;
    auto word = first_of(line.lower, {"sum of the ballots", "sum of all ballots", "ballots are added up",
                                      "scores are added up", "ballots are summed", "marks are added up"});
    const bool is_of_voters = has_any(line.lower, {"票", "评委", "评分人", "评议人", "参评人员", "参加评", "评分表",
                                                   "测评表", "打分表", "各组", "各类", "代表", "群众"});
    const bool is_of_items =
        has_any(line.lower, {"各项", "各指标", "各部分", "五项", "项目得分", "基础分", "加分", "票数"});
    if (word.empty() && is_of_voters && !is_of_items)
      word = first_of(line.lower,
                      {"汇总的总分", "汇总后的总分", "得分汇总", "汇总得分", "得分合计", "合计得分", "得分总和",
                       "得分之和",   "分数相加",     "累加得分", "累计相加", "得分相加", "分数加总", "分数累加",
                       "分数之和",   "得分累加",     "得分加总", "评分之和", "打分相加", "打分汇总", "总分合计",
                       "分数合计",   "打分之和",     "评分相加", "评分合计", "分值相加"});
    if (word.empty()) continue;
    problems.add(findings::sum_vs_mean, line.place, {word});
    return;
  }
}

/// 每颗星的平均得分: the mean over the items, or each item's own mean of the votes.
void check_averages(const Reading& r, Problems& problems) {
  const auto ambiguous = [&](std::string_view text, const Place& place) {
    constexpr std::size_t between_max = 24;  // 每一个评议项目的
    for (auto at = text.find("每"); at != text.npos; at = text.find("每", at + 3)) {
      const auto mean = text.find("平均", at);
      if (mean == text.npos || mean - at > between_max) continue;
      if (!has_any(text.substr(at, mean - at), {"星", "项", "方面", "指标", "部分"})) continue;
      std::size_t end = mean + std::string_view("平均").size();
      for (std::string_view word : {"得分", "分"})
        if (text.substr(end).starts_with(word)) {
          end += word.size();
          break;
        }
      problems.add(findings::phrase_ambiguous, place,
                   {text.substr(at, end - at),
                    Text{"可以是各项的平均,也可以是每一项自己的平均;按各项的平均算",
                         "this may be the mean over the items or of each by itself; it is the mean over the items"},
                    Text{"写成“各项平均…”,或“每项…分以上”", "write “items on average …”, or “each item …”"}});
      return true;
    }
    return false;
  };
  for (const auto& line : r.prose)
    if (has_digit(line.lower) && ambiguous(line.lower, line.place)) return;
  for (const auto& rule : r.scheme.grading.rules)
    for (const auto& c : rule.conditions)
      if (ambiguous(c.text, c.place)) return;
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
  check_averages(r, problems);
  check_terms(s, problems);
}

}  // namespace pingxing::scheme
