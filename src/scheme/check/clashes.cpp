// Two rules of one item that speak of the same thing, and one rule that can be read in two ways. By the words of the
// names: only where the likeness is plain.
#include <algorithm>

#include "base/text.hpp"
#include "scheme/check/families.hpp"
#include "scheme/check/maxima.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"

namespace pingxing::scheme {

namespace {

constexpr std::size_t rules_max = 60;  // of one item, compared in pairs; real ones have a dozen

bool is_void(const Rule& rule) { return rule.form == Form::Void || rule.form == Form::VoidUnless; }
bool is_counted(const Rule& rule) {
  return rule.form == Form::DeductEach || rule.form == Form::Shortfall || rule.form == Form::Steps ||
         rule.form == Form::StepsBelow;
}
bool is_once(const Rule& rule) { return rule.form == Form::DeductOnce || rule.form == Form::DeductUnless; }
bool is_answered(const Rule& rule) {
  return is_void(rule) || is_once(rule) || rule.form == Form::MetOrNot || rule.form == Form::GrantOnce;
}

/// The thing without what is said of it: 无活动记录, 活动记录次数, missing activity records → 活动记录.
std::string core(std::string name) {
  name = lower_ascii(name);
  for (bool has_changed = true; has_changed;) {
    has_changed = false;
    for (std::string_view word :
         {"没有", "未开展", "未", "无", "缺少", "缺", "全部", "均", "都", "少", "no ", "all ", "missing ", "lacking "})
      if (name.size() > word.size() && name.starts_with(word)) {
        name = name.substr(word.size());
        has_changed = true;
      }
    for (std::string_view word : {"次数", "缺失", "不足", "缺少", "均", "都", " missing", " lacking"})
      if (name.size() > word.size() && name.ends_with(word)) {
        name.resize(name.size() - word.size());
        has_changed = true;
      }
  }
  return name;
}

/// A rule with the words of its name made ready to be compared.
struct Named {
  const Rule* rule;
  std::string lower, core;
};

bool is_same_thing(const Named& a, const Named& b) { return a.core == b.core && character_count(a.core) >= 2; }

bool is_of_all(const Named& rule) {
  return starts_with_any(rule.lower, {"全部", "所有", "all "}) || has_any(rule.lower, {"均未", "都未", "全未"});
}

/// A light degree (落实不到位) of what another rule says is not there at all (未落实).
bool is_lighter(const Named& heavy, const Named& light) {
  const std::string &name = heavy.lower, &other = light.lower;
  for (std::string_view word : {"未", "没有", "无", "not "}) {
    if (!name.starts_with(word)) continue;
    const std::string thing = name.substr(word.size());
    if (character_count(thing) < 2 || other.find(thing) == other.npos || other.starts_with(word)) continue;
    if (has_any(other, {"不够", "不充分", "不到位", "不全", "不完整", "不规范", "不及时", "不力", "insufficiently",
                        "partly", "late", "incompletely"}))
      return true;
  }
  return false;
}

/// 党员缺席 and 书记缺席: the second is also one of the first.
bool is_part_of(const Named& general, const Named& special) {
  const std::string &a = general.lower, &b = special.lower;
  for (std::string_view event :
       {"缺席", "缺勤", "迟到", "早退", "旷工", "违纪", "受处分", " absent", " late", " punished"}) {
    if (!a.ends_with(event) || !b.ends_with(event)) continue;
    const bool has_general = has_any(a, {"党员", "成员", "人员", "职工", "员工", "members", "staff", "employees"}) &&
                             !has_any(a, {"班子", "普通", "其他", "ordinary", "other"});
    if (has_general &&
        has_any(b, {"书记", "班子成员", "委员", "负责人", "组长", "secretary", "leaders", "leader", "head"}))
      return true;
  }
  return false;
}

/// What the scheme says of rules that meet; looked up once.
struct Said {
  bool heavier_counts, counted_once;
  explicit Said(const Reading& r)
      : heavier_counts(r.says_any({"取重", "只计一项", "不重复", "可累计", "heavier", "only one of them", "not both"})),
        counted_once(r.says_any({"不重复", "不再按", "不另", "only once", "not both"})) {}
};

void check_pair(const Said& said, const Named& one, const Named& other, Problems& problems) {
  const Rule &a = *one.rule, &b = *other.rule;
  if (is_void(a) && is_counted(b) && is_same_thing(one, other)) {
    if (is_of_all(one)) {
      problems.add(findings::zero_if_overrides, a.place, {a.name, b.name});
    } else {
      problems.add(findings::rules_compete, b.place,
                   {a.name, b.name,
                    Phrase(Text{"如一次也没有才不得分,其余逐次减分",
                                "for instance only none at all voids the item, and each missing one deducts"})});
    }
  }
  if (is_once(a) && is_once(b) && !said.heavier_counts && is_lighter(one, other))
    problems.add(findings::exclusive_or_sum, b.place, {a.name, b.name});
  if (a.form == Form::DeductEach && b.form == Form::DeductEach && !said.counted_once && is_part_of(one, other))
    problems.add(findings::double_count, b.place, {a.name, b.name});
}

void check_names(const Rule& rule, Problems& problems) {
  const std::string name = lower_ascii(rule.name);
  const bool is_clear = has_any(name, {"任一", "任何", "之一", "均", "都", "同时", "且", "全部", "其中", "各", "any",
                                       "either", "both", "all", "each", "neither"});
  const auto parts = split(name, "、,");
  if (is_answered(rule) && !is_clear) {
    int negated = 0;
    for (const auto& part : parts)
      negated += starts_with_any(part, {"无", "未", "没有", "不", "no ", "not ", "without "}) ? 1 : 0;
    for (std::string_view link :
         {"和无", "和没有", "及无", "和未", "及未", "又无", " and no ", " and not ", " and without "})
      if (has_any(name, {"无", "未", "没有", "no", "not", "without"}) && name.find(link) != name.npos) negated = 2;
    if (negated > 1) {
      problems.add(findings::and_or, rule.place, {rule.name});
      return;
    }
  }
  const bool is_lack = starts_with_any(name, {"缺", "无", "没有", "未建立", "未制定", "missing ", "lacking ", "no "});
  const bool is_list = parts.size() > 1 || has_any(name, {"或", "or"}) || (name.find("和") != name.npos && is_lack);
  if (is_once(rule) && is_lack && is_list && !is_clear)
    problems.add(findings::per_or_any, rule.place, {rule.name, rule.amount.exact()});
  const bool is_group = has_any(name, {"班子成员", "党员", "领导干部", "职工", "员工", "各支部", "各班组", "leaders",
                                       "members", "staff", "employees", "teams"});
  if (rule.form == Form::Shortfall && is_group &&
      !has_any(name, {"每", "人均", "最少", "合计", "共", "总", "平均", "each", "every", "per", "total", "in all",
                      "fewest", "together"}))
    problems.add(findings::unit_of_count, rule.place,
                 {rule.name, Phrase(rule.required.exact() + rule.each, rule.required.exact())});
}

/// A duty that only some subjects ever have, without a word on the others.
void check_precondition(const Indicator& one, Problems& problems) {
  bool has_exemption = false;
  for (const auto& rule : one.rules) has_exemption |= rule.form == Form::Exemption;
  if (has_exemption) return;
  for (const auto& rule : one.rules) {
    const std::string name = lower_ascii(rule.name);
    const bool is_conditional =
        has_any(name, {"完成后", "兑现后", "到期后", "期满后", "如有", "若有", "if any", "where any", "once all"});
    if (is_conditional && rule.form != Form::Judged) {
      problems.add(findings::precondition, rule.place, {rule.name});
      return;
    }
  }
}

}  // namespace

void check_clashes(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  const Said said(r);
  for (const auto& one : s.indicators) {
    std::vector<Named> compared;
    for (const auto& rule : one.rules)
      if (one.rules.size() > 1 && compared.size() < rules_max)
        compared.push_back({&rule, lower_ascii(rule.name), core(rule.name)});
    for (const auto& a : compared)
      for (const auto& b : compared)
        if (&a != &b) check_pair(said, a, b, problems);
    if (!one.has_written_rule) continue;
    for (const auto& rule : one.rules) check_names(rule, problems);
    check_precondition(one, problems);
  }
}

}  // namespace pingxing::scheme
