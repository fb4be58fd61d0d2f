// What rules can pay against what an item has: too much, too little, two rules for one figure, no limit.
#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "scheme/check/families.hpp"
#include "scheme/check/maxima.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"
#include "scheme/outcome.hpp"

namespace pingxing::scheme {

namespace {

/// Rules that each give points by a measure of their own, as against those that add up grants or only deduct.
bool is_measure(const Rule& rule) {
  switch (rule.form) {
    case Form::MetOrNot:
    case Form::Proportion:
    case Form::Ballot:
    case Form::Judged:
      return true;
    case Form::Levels:
      return !rule.is_deducting;
    case Form::Bands:
      return rule_maximum(rule, Number(1)) != Number(0);
    default:
      return false;
  }
}

bool is_grant(const Rule& rule) {
  return rule.form == Form::GrantOnce || rule.form == Form::GrantEach || rule.form == Form::AddOnce ||
         rule.form == Form::AddEach || rule.form == Form::AddSteps;
}

void check_indicator(const Indicator& one, Problems& problems) {
  const bool has_parts =
      std::any_of(one.rules.begin(), one.rules.end(), [](const Rule& rule) { return rule.part.has_value(); });
  if (!one.points || !one.has_written_rule || has_parts) return;
  const Number points = *one.points;
  int measures = 0;
  Number measured(0), most(0);
  bool gives = false, is_open = false, is_over = false;
  for (const auto& rule : one.rules) {
    if (!is_measure(rule) && !is_grant(rule)) continue;
    gives = true;
    const auto highest = rule_maximum(rule, points);
    if (!highest) {
      is_open = true;
      continue;
    }
    if (*highest > points) {
      is_over = true;
      problems.add(findings::band_over_points, rule.place, {rule.name, highest->exact(), points.exact()});
    }
    most += *highest;
    if (is_measure(rule)) {
      ++measures;
      measured += *highest;
    }
  }
  if (!gives || is_over) return;
  if (measures > 1 && measured > points)
    problems.add(findings::subpoints_missing, one.place,
                 {one.id, std::to_string(measures), measured.exact(), points.exact()});
  if (!is_open && most < points)
    problems.add(
        findings::case_undefined, one.place,
        {Phrase("指标" + one.id + "满分" + points.exact() + "分,写出的情形最多得" + most.exact() + "分:其余" +
                    (points - most).exact() + "分怎样得到没有写",
                "indicator " + one.id + " has " + points.exact() + " points, the cases that are written reach " +
                    most.exact() + ": how the other " + (points - most).exact() + " are earned is not said"),
         Phrase("补上得满分的情形,或把分值改为" + most.exact() + "分",
                "add the case that earns full points, or make it " + most.exact() + " points")});
}

/// Rates that may pass 100 by their nature.
bool may_exceed(const std::string& name) {
  return ends_with_any(name, {"完成率", "达成率", "实现率", "得分率", "增长率", "增幅", "增速", "产销率", "完成比例",
                              "完成情况", "completion rate", "growth", "growth rate"});
}

/// What may go on adding, by section; one finding each.
void check_limits(const Scheme& s, Problems& problems) {
  struct Open {
    std::vector<std::string> names;
    Place place;
    Text mend;
  };
  std::map<int, Open> open;
  const auto note = [&](int section, const Rule& rule, Text mend) {
    auto& here = open[section];
    if (here.names.empty()) here = {{}, rule.place, mend};
    here.names.push_back("“" + rule.name + "”");
  };
  std::map<int, std::string_view> lines;  // a rule may say the rate where its name does not: 经营指标:按完成率得分
  for (const auto& block : s.blocks)
    if (block.kind == Block::Kind::Rule) lines[block.place.line] = block.text;
  const auto says_rate = [&](const Rule& rule) {
    return has_any(lines[rule.place.line], {"完成率", "达成率", "实现率", "得分率", "增长率"});
  };
  for (const auto& one : s.indicators)
    for (const auto& rule : one.rules)
      if (rule.form == Form::Proportion && !rule.at_most && !rule.part && !one.attributes.range &&
          (may_exceed(rule.name) || says_rate(rule)))
        note(one.section, rule,
             {"在后面写“,最多…分”,或下面加一行“范围:0至100”", "add “, at most …”, or a line “range: 0 to 100”"});
  for (const auto& bonus : s.bonuses) {
    bool is_capped = false;  // by its section or by one around it
    for (int up = bonus.section; up >= 0; up = s.sections[static_cast<std::size_t>(up)].parent)
      is_capped |= s.sections[static_cast<std::size_t>(up)].kind == SectionKind::Bonus &&
                   s.sections[static_cast<std::size_t>(up)].points.has_value();
    const auto& inner = bonus.rule.inner;  // of each month: the round has so many
    is_capped |= inner && inner->of != InnerCap::Of::Each && s.properties.period;
    if (is_bonus(s, bonus) && !is_capped && !rule_maximum(bonus.rule, bonus.rule.highest))
      note(bonus.section, bonus.rule,
           {"在后面写“,最多4分”,或在标题后写“(最多10分)”",
            "add “, at most 4”, or “(up to 10 points)” behind the heading"});
  }
  for (const auto& [section, here] : open)
    problems.add(findings::cap_missing, here.place, {listed(here.names), here.mend});
}

/// 公开记录完备得10分: what a record that is there and not complete scores. 一次也没有 beside what each step deducts.
void check_cases(const Scheme& s, Problems& problems) {
  for (const auto& one : s.indicators) {
    if (!one.points || !one.has_written_rule) continue;
    const bool is_alone = one.rules.size() == 1;
    bool says_none = false;  // what holds where nothing took place
    for (const auto& rule : one.rules)
      says_none |= rule.form == Form::Void || rule.form == Form::VoidUnless || rule.form == Form::Shortfall ||
                   rule.form == Form::MetOrNot || rule.form == Form::Bands || is_measure(rule);
    for (const auto& rule : one.rules) {
      const std::string name = lower_ascii(rule.name);
      const bool is_whole = rule.form == Form::GrantOnce && rule.amount == *one.points && is_alone;
      const auto degree = first_of(name, {"完备", "齐全", "健全", "完整", "规范", "齐备", "complete", "in full"});
      if (is_whole && !degree.empty()) {
        const std::string word(degree);
        problems.add(
            findings::case_undefined, rule.place,
            {Phrase("“" + rule.name + "”:有而不" + word + "的得几分没有写;得0分",
                    "“" + rule.name + "”: what it scores where it is there and not " + word + " is not said; it is 0"),
             Text{"另写一档,如“…不完备得一半”,或“否则不得分”", "add a case, such as “… otherwise half”"}});
      }
      const bool is_of_steps = rule.form == Form::DeductEach && has_any(name, {"程序", "步骤", "环节", "流程"}) &&
                               has_any(name + one.title, {"会", "评议", "述职", "换届", "选举", "演练", "谈话"});
      if (is_of_steps && !says_none && !rule.part)
        problems.add(findings::case_undefined, rule.place,
                     {Phrase("“" + rule.name + "”只说程序上缺了怎样减,一次也没有开展的怎样计没有写;按缺的项数减",
                             "“" + rule.name +
                                 "” says what each missing step deducts, and not what holds where nothing took place; "
                                 "the steps count"),
                      Text{"加一条,如“没有开展:不得分”", "add a line such as “not held: voids the item”"}});
    }
  }
}

bool is_of_office(std::string_view name) {
  return ends_with_any(name, {"国家级", "中央", "部级", "省级", "省", "自治区", "市级", "市", "区级", "县级", "县",
                              "乡镇级", "局级", "集团", "公司级", "national", "province", "city", "county"});
}

/// 国家级加10分,省级加6分 as lines of their own: each adds.
void check_stacked_lines(const Indicator& one, Problems& problems) {
  std::map<int, std::vector<const Rule*>> lines;
  for (const auto& rule : one.rules)
    if ((rule.form == Form::AddOnce || rule.form == Form::GrantOnce) && is_of_office(rule.name) && !rule.at_most)
      lines[rule.place.line].push_back(&rule);
  for (const auto& [line, rules] : lines) {
    if (rules.size() < 2) continue;
    problems.add(findings::stacking_unspecified, rules.front()->place,
                 {Phrase("“" + rules.front()->name + "”等几级都得到时取最高还是累计,没有写;各级相加",
                         "whether the highest of “" + rules.front()->name +
                             "” and the others counts or all of them is not said; they add up"),
                  Text{"在后面写“,取最高”或“,累计,最多…分”", "add “, highest only” or “, cumulative, at most …”"}});
  }
}

/// 中央加5分、省加4分 without 取最高 or 累计: two awards in one period.
void check_stacking(const Scheme& s, Problems& problems) {
  for (const auto& one : s.indicators) check_stacked_lines(one, problems);
  for (const auto& one : s.indicators)
    for (const auto& rule : one.rules) {
      if (rule.form != Form::Bands || rule.choices.size() < 3 ||
          (rule.choices.back() != "无" && rule.choices.back() != "none"))
        continue;
      int offices = 0;
      bool deducts = false;
      for (std::size_t i = 0; i + 1 < rule.choices.size(); ++i)
        offices += has_any(lower_ascii(rule.choices[i]),
                           {"国家", "中央", "部", "省", "自治区", "市", "区", "县", "乡", "镇", "局", "公司", "本级",
                            "厅", "集团", "national", "province", "city", "county"})
                       ? 1
                       : 0;
      for (const auto& band : rule.bands) deducts |= band.gives == Band::Gives::Deduction;
      if (deducts || offices < 2) continue;
      problems.add(
          findings::stacking_unspecified, rule.place,
          {Phrase("“" + rule.name + "”的几级都得到时取最高还是累计,没有写;只填一级",
                  "whether the highest of “" + rule.name + "” counts or all of them is not said; one is given"),
           Text{"在后面写“,取最高”或“,累计,最多…分”", "add “, highest only” or “, cumulative, at most …”"}});
    }
}

/// One large figure and no word on how it is judged, in a scheme that has rules for most others.
void check_judged(const Scheme& s, Problems& problems) {
  std::size_t written = 0;
  Number total(0);
  for (const auto& one : s.indicators) {
    written += one.has_written_rule ? 1 : 0;
    total += points_of(s, one);
  }
  if (written * 2 <= s.indicators.size()) return;
  for (const auto& one : s.indicators) {
    const auto& a = one.attributes;
    const bool is_explained =
        !a.method.empty() || !a.evidence.empty() || !a.assessor.empty() || !assessor_of(s, one.section).empty();
    if (!one.points || is_explained || one.has_written_rule) continue;
    if (*one.points >= Number(10) && *one.points * Number(10) >= total)
      problems.add(findings::rule_missing, one.place, {one.id, one.points->exact()});
  }
}

}  // namespace

void check_payments(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  for (const auto& one : s.indicators) check_indicator(one, problems);
  check_limits(s, problems);
  check_cases(s, problems);
  check_stacking(s, problems);
  check_judged(s, problems);
}

}  // namespace pingxing::scheme
