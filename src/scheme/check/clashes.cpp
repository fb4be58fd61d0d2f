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
  return has_any(rule.lower, {"全部", "所有", "均未", "都未", "全未", "一项也", "一次也", "一项都", "一次都", "一个都",
                              "一个也", "一户都", "一户也", "一件都", "一件也", "all"});
}

/// Without all, not, none wherever they stand: 培训全部没有开展, 培训未开展 → 培训开展.
std::string bare(std::string name) {
  for (std::string_view word : {"全部", "所有", "没有", "一项也", "一次也", "一项都", "一次都", "一个都", "一个也",
                                "一件都", "一件也", "均", "都", "未", "没", "无", "全", "不"})
    for (auto at = name.find(word); at != name.npos; at = name.find(word, at)) name.erase(at, word.size());
  return name;
}

/// 全部未落实 and 未落实或落实不到位: all of what the other counts one by one.
bool is_all_of(const Named& all, const Named& each) {
  if (!is_of_all(all)) return false;
  const std::string one = bare(all.lower), other = bare(each.lower);
  return character_count(one) >= 2 && (one == other || other.find(one) != other.npos);
}

/// 党员缺席 and 书记缺席: the second is also one of the first.
bool is_part_of(const Named& general, const Named& special) {
  const std::string &a = general.lower, &b = special.lower;
  for (std::string_view event : {"无故不参加", "未参加", "不参加", "无故缺席", "缺席", "缺勤", "缺会", "迟到", "早退",
                                 "旷工", "旷会", "违纪", "违规", "受处分", " absent", " late", " punished"}) {
    if (!a.ends_with(event) || !b.ends_with(event)) continue;
    const bool has_general = has_any(a, {"党员", "成员", "人员", "职工", "员工", "members", "staff", "employees"}) &&
                             !has_any(a, {"班子", "普通", "其他", "ordinary", "other"});
    if (has_general && has_any(b, {"书记", "班子成员", "委员", "负责人", "组长", "班长", "主任", "站长", "队长",
                                   "secretary", "leaders", "leader", "head"}))
      return true;
  }
  return false;
}

/// What the scheme says of rules that meet; looked up once.
struct Said {
  bool counted_once, ordered, is_unit_said;
  explicit Said(const Reading& r)
      : counted_once(r.says_any({"不重复", "不再按", "不另", "only once", "not both"})),
        ordered(r.says_any({"不再逐项", "不再逐个", "不再减", "先看", "goes first"})),
        is_unit_said(r.says_any({"次数最少", "最少的一", "人均", "合计计算", "each of them", "in all"})) {}
};

void check_pair(const Said& said, const Named& one, const Named& other, Problems& problems) {
  const Rule &a = *one.rule, &b = *other.rule;
  if (is_void(a) && is_counted(b) && (is_same_thing(one, other) || is_all_of(one, other))) {
    if (is_of_all(one) && said.ordered) return;
    if (is_of_all(one)) {
      problems.add(findings::zero_if_overrides, a.place, {a.name, b.name});
    } else {
      problems.add(findings::rules_compete, b.place,
                   {a.name, b.name,
                    Phrase(Text{"如一次也没有才不得分,其余逐次减分",
                                "for instance only none at all voids the item, and each missing one deducts"})});
    }
  }
  if (a.form == Form::DeductEach && b.form == Form::DeductEach && !said.counted_once && is_part_of(one, other))
    problems.add(findings::double_count, b.place, {a.name, b.name});
}

/// Several who act, or several places: 党员, 主要领导, 支部委员. Not 党员大会, 领导小组会议: these are one.
bool names_a_group(std::string_view name) {
  for (std::string_view group :
       {"班子成员", "党员", "领导干部", "主要领导", "党政领导", "领导",      "干部",   "委员",
        "成员",     "职工", "员工",     "书记",     "网格员",   "志愿者",    "各支部", "各班组",
        "各村",     "各站", "leaders",  "members",  "staff",    "employees", "teams"})
    for (auto at = name.find(group); at != name.npos; at = name.find(group, at + group.size())) {
      const auto behind = name.substr(at + group.size());
      if (starts_with_any(behind, {"大会",     "会",   "活动", "教育", "培训", "发展", "管理", "小组",
                                   "班子",     "代表", "学习", "档案", "服务", "示范", "先锋", "责任",
                                   "积极分子", "信息", "名册", "队伍", "中心", "之家", "违",   "满意"}))
        continue;
      if (group == "书记" && !behind.empty() && has_any(name, {"第一书记", "总支书记", "支部书记"}))
        continue;  // one a unit
      return true;
    }
  return false;
}

void check_names(const Said& said, const Rule& rule, Problems& problems) {
  const std::string name = lower_ascii(rule.name);
  const bool is_clear = has_any(name, {"任一", "任何", "之一", "均", "都", "同时", "且", "全部", "其中", "各", "any",
                                       "either", "both", "all", "each", "neither"});
  const auto parts = split(name, "、,");
  if (is_answered(rule) && !is_clear) {
    int negated = 0;
    for (const auto& part : parts)
      negated += starts_with_any(part, {"无", "未", "没有", "不", "no ", "not ", "without "}) ? 1 : 0;
    for (std::string_view link : {"和无", "和没有", "及无", "及没有", "和未", "及未", "又无", "又未", "与无", "与未",
                                  "且未", " and no ", " and not ", " and without "})
      if (has_any(name, {"无", "未", "没有", "no", "not", "without"}) && name.find(link) != name.npos) negated = 2;
    if (negated > 1) {
      problems.add(findings::and_or, rule.place, {rule.name});
      return;
    }
  }
  const bool is_lack = starts_with_any(name, {"缺", "无", "没有", "未建立", "未制定", "missing ", "lacking ", "no "});
  const bool is_list =
      !has_any(name, {"或", "or"}) && (parts.size() > 1 || (has_any(name, {"和", "及", "与"}) && is_lack));
  if (is_once(rule) && is_lack && is_list && !is_clear)
    problems.add(findings::per_or_any, rule.place, {rule.name, rule.amount.exact()});
  const bool is_group = names_a_group(name);
  if (rule.form == Form::Shortfall && is_group && !said.is_unit_said &&
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
    for (const auto& rule : one.rules) check_names(said, rule, problems);
    check_precondition(one, problems);
  }
}

}  // namespace pingxing::scheme
