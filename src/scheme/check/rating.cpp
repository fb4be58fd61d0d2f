// What a rating leaves open: no use of the points, grades without conditions, conditions without a grade, a bonus that
// may or may not count, rates of nothing, kinds that nothing applies to, rules that a veto or a quota overtakes.
#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "scheme/check/families.hpp"
#include "scheme/check/maxima.hpp"
#include "scheme/check/span.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"
#include "scheme/outcome.hpp"

namespace pingxing::scheme {

namespace {

constexpr std::size_t compared_max = 100;  // rules of one name; real schemes have one or two

void check_use(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  if (s.indicators.empty() || !s.grading.grades.empty() || !s.grading.quotas.empty() || s.grading.votes) return;
  const bool has_points = std::any_of(s.indicators.begin(), s.indicators.end(),
                                      [](const Indicator& one) { return one.points.has_value(); });
  if (!has_points || r.says_any({"不定级", "不定等次", "不评等次", "只计分", "no grades", "scores only"})) return;
  problems.add(findings::rating_missing, s.indicators.front().place,
               {Text{"有分数,没有写分数作什么用", "there are points, and nothing says what they are used for"},
                Text{"加一个“## 定级”部分;只计分的,写一句“只计分,不定级”",
                     "add a section “## Grading”, or say “scores only, no grades”"}});
}

void check_conditions(const Scheme& s, Problems& problems) {
  const auto& g = s.grading;
  if (g.star_for_each || g.votes || s.properties.grades.empty()) return;
  const Place place = property_place(s, "grades");
  for (int i = 0; i < static_cast<int>(g.grades.size()); ++i) {
    const auto is_here = [&](const auto& one) { return one.grade == i; };
    if (std::any_of(g.rules.begin(), g.rules.end(), is_here) || std::any_of(g.quotas.begin(), g.quotas.end(), is_here))
      continue;
    problems.add(findings::conditions_missing, place, {g.grades[static_cast<std::size_t>(i)].name});
  }
}

/// 设党风廉政先进单位和先进个人: awards in prose that no grade stands for.
void check_awards(const Reading& r, Problems& problems) {
  const auto& grades = r.scheme.grading.grades;
  if (grades.empty()) return;
  for (const auto& line : r.prose) {
    for (std::string_view word : {"另设", "设立", "评选出", "设"}) {
      const auto at = line.text.find(word);
      if (at == line.text.npos) continue;
      std::string_view list = std::string_view(line.text).substr(at + word.size());
      list = list.substr(0, list.find_first_of(",;.:("));
      list = list.substr(0, list.find("。"));
      for (auto name : split(list, "和、及")) {
        if (const auto many = name.find("若干"); many != name.npos) name.resize(many);
        const bool is_award =
            ends_with_any(name, {"先进单位", "先进个人", "先进集体", "先进工作者", "标兵", "能手", "奖"});
        const bool is_grade = std::any_of(grades.begin(), grades.end(), [&](const Grade& grade) {
          return name.find(grade.name) != name.npos && character_count(name) <= character_count(grade.name) + 2;
        });
        if (!is_award || is_grade) continue;
        problems.add(findings::conditions_missing, line.place, {name});
        return;
      }
      break;
    }
  }
}

/// 基本条件 in prose: figures that no rule uses.
void check_scope(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  std::set<int> done;
  const bool is_only_told = r.says_any({"仅供参考", "for information"});
  for (const auto& line : r.prose) {
    if (line.section < 0 || is_only_told || done.contains(line.section)) continue;
    const auto& section = s.sections[static_cast<std::size_t>(line.section)];
    const bool is_basic = section.kind == SectionKind::Ordinary &&
                          has_any(lower_ascii(section.title), {"条件", "基本要求", "conditions", "basic requirements"});
    if (!is_basic || !has_digit(line.text) || !has_any(line.lower, {"%", "分以上", "分及以上", "points or more"}))
      continue;
    done.insert(line.section);
    problems.add(findings::condition_scope, line.place, {section.title, shortened(line.text)});
  }
}

void check_rates(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  if (r.says_any({"视为", "按100%", "按满足", "按满分", "counts as met", "counts as 100%", "counts in full"})) return;
  std::vector<std::string> names;
  std::set<std::string, std::less<>> known;
  Place place;
  for (const auto& input : s.inputs) {
    if (input.type != InputType::Percent) continue;
    if (!ends_with_any(lower_ascii(input.name),
                       {"办结率", "处理率", "化解率", "调处率", "调解率", "整改率", "整改完成率", "答复率", "回复率",
                        "处置率", "结案率", "settled", "settlement rate", "resolution rate", "closure rate"}))
      continue;
    if (!known.insert(input.name).second) continue;
    if (names.empty()) place = input.place;
    names.push_back(input.name);
  }
  if (!names.empty()) problems.add(findings::rate_zero_denominator, place, {listed(names)});
}

void check_bonus(const Scheme& s, Problems& problems) {
  const auto first =
      std::find_if(s.bonuses.begin(), s.bonuses.end(), [&](const auto& one) { return is_bonus(s, one); });
  if (first == s.bonuses.end() || s.properties.bonus_counts) return;
  const auto uses_total = [](const GradeRule& rule) {
    return std::any_of(rule.conditions.begin(), rule.conditions.end(),
                       [](const Condition& c) { return c.kind == Condition::Kind::Total; });
  };
  const auto& g = s.grading;
  if (std::none_of(g.rules.begin(), g.rules.end(), uses_total) && g.quotas.empty()) return;
  problems.add(findings::bonus_scope, s.sections[static_cast<std::size_t>(first->section)].place);
}

void check_kinds(const Scheme& s, Problems& problems) {
  const Place place = property_place(s, "kinds");
  std::vector<const Section*> levels;
  for (const auto& rule : s.grading.rules)
    if (rule.ladder_section >= 0) levels.push_back(&s.sections[static_cast<std::size_t>(rule.ladder_section)]);
  for (const auto& kind : s.properties.kinds) {
    if (!s.indicators.empty() || levels.empty()) break;
    const bool has_level = std::any_of(levels.begin(), levels.end(), [&](const Section* one) {
      return one->kinds.empty() || std::find(one->kinds.begin(), one->kinds.end(), kind) != one->kinds.end();
    });
    if (!has_level) problems.add(findings::criteria_missing, place, {kind, Text{"级别条件", "level of the ladder"}});
  }
  if (s.indicators.empty()) return;
  const Maxima maxima(s);
  for (std::size_t kind = 0; kind < s.properties.kinds.size(); ++kind) {
    const bool has_any_part = std::any_of(s.indicators.begin(), s.indicators.end(),
                                          [&](const Indicator& one) { return maxima.is_for(one, kind); });
    if (!has_any_part)
      problems.add(findings::criteria_missing, place, {s.properties.kinds[kind], Text{"指标", "indicator"}});
  }
}

/// 测评满意率 and 班子民主测评满意率.
bool is_one_figure(std::string_view one, std::string_view other) {
  const auto& shorter = one.size() < other.size() ? one : other;
  const auto& longer = one.size() < other.size() ? other : one;
  return longer == shorter || (shorter.size() >= 9 && longer.ends_with(shorter));
}

/// A band whose every value is already disqualified by a measure on the same figure.
void check_shadows(const Scheme& s, Problems& problems) {
  std::map<std::string_view, std::vector<const Rule*>> rules;
  for (const auto& indicator : s.indicators)
    for (const auto& rule : indicator.rules)
      if (rule.form == Form::Bands && rule.choices.empty() && !rule.is_yes_no && rules[rule.name].size() < compared_max)
        rules[rule.name].push_back(&rule);
  for (const auto& measure : s.measures) {
    if (measure.effect.kind != Effect::Kind::Disqualified || measure.conditions.size() != 1) continue;
    const auto& c = measure.conditions.front();
    if (c.kind != Condition::Kind::Input || c.target < 0) continue;
    const auto& measured = s.inputs[static_cast<std::size_t>(c.target)];
    const auto same = std::find_if(rules.begin(), rules.end(),
                                   [&](const auto& one) { return is_one_figure(one.first, measured.name); });
    if (same == rules.end()) continue;
    for (const auto* rule : same->second) {
      for (const auto& band : rule->bands) {
        const bool has_effect = band.gives == Band::Gives::Deduction || band.gives == Band::Gives::Points ||
                                band.gives == Band::Gives::Full;
        if (!has_effect || band.points.is_zero() || !covers(span_of(c.interval), span_of(band.when))) continue;
        problems.add(
            findings::rule_shadowed, rule->place,
            {Phrase(rule->name + ((rule->name.back() & 0x80) == 0 ? " " : "") + band.when.say(Language::Chinese),
                    rule->name + " " + band.when.say(Language::English)),
             measure.name});
        return;
      }
    }
  }
}

/// A count of stars and a quota by rank both give the grade.
void check_stars(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  const auto& g = s.grading;
  if (!g.star_for_each || g.quotas.empty()) return;
  if (r.says_any({"上限", "再按名次", "再按名额", "以星数为", "ceiling", "upper limit", "then the quota"})) return;
  problems.add(findings::rules_compete, g.star_place,
               {Text{"星数", "the count of stars"}, Text{"名额", "the quota"},
                Text{"如写一句“所得星数是上限,再按名次和名额限制”",
                     "for instance “the count of stars is the ceiling; then the quota limits it”"}});
}

}  // namespace

void check_rating(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  check_use(r, problems);
  check_conditions(s, problems);
  check_awards(r, problems);
  check_scope(r, problems);
  check_rates(r, problems);
  check_bonus(s, problems);
  check_kinds(s, problems);
  check_shadows(s, problems);
  check_stars(r, problems);
}

}  // namespace pingxing::scheme
