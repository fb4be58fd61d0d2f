// One thing that deducts twice: two degrees of it in one item, one rule in two items. By the words of the names: only
// where the likeness is plain.
#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "scheme/check/families.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"

namespace pingxing::scheme {

namespace {

constexpr std::size_t rules_max = 60;  // of one item, compared in pairs; real ones have a dozen

bool deducts_once(const Rule& rule) { return rule.form == Form::DeductOnce || rule.form == Form::DeductUnless; }
bool deducts(const Rule& rule) { return deducts_once(rule) || rule.form == Form::DeductEach; }

/// 责任制没有落实 → 责任制落实, 执行不够 → 执行: what is said of it is taken out.
std::string without(std::string name, Words words) {
  for (const auto word : words)
    if (const auto at = name.find(word); at != name.npos) return name.erase(at, word.size());
  return {};
}

/// A light degree (落实不到位) of what another rule says is not there at all (未落实).
bool is_lighter(const std::string& heavy, const std::string& light) {
  const std::string thing = without(heavy, {"没有", "未认真", "未", "无", "not ", "no "});
  const std::string partly =
      without(light, {"不够", "不充分", "不到位", "不全", "不完整", "不规范", "不及时", "不力", "不认真", "不彻底",
                      "不深入", "不严", "insufficiently", "insufficient", "partly", "late", "incompletely"});
  if (thing.empty() || partly.empty() || has_any(light, {"没有", "未"})) return false;
  const auto& shorter = thing.size() < partly.size() ? thing : partly;
  const auto& longer = thing.size() < partly.size() ? partly : thing;
  if (character_count(trimmed(shorter)) >= 2 && longer.find(trimmed(shorter)) != longer.npos) return true;
  // 执行请示报告制度 and 请示报告制度执行: the same words, turned round
  auto few = characters_of(shorter), many = characters_of(longer);
  std::sort(few.begin(), few.end());
  std::sort(many.begin(), many.end());
  return few.size() >= 4 && std::includes(many.begin(), many.end(), few.begin(), few.end());
}

/// 情节较重, 造成严重后果, 严重: nothing but how grave it was.
bool is_degree(std::string_view words) {
  for (std::string_view mark : {",", "、", "(", ")", ";", ":", " "})
    while (words.starts_with(mark)) words.remove_prefix(mark.size());
  while (words.ends_with(')') || words.ends_with("的")) words.remove_suffix(words.ends_with(')') ? 1 : 3);
  if (words.empty()) return false;
  for (bool has_changed = true; has_changed;) {
    has_changed = false;
    for (std::string_view lead :
         {"且", "并", "情节", "后果", "影响", "造成", "性质", "程度", "特别", "较为", "比较", "and ", "with "}) {
      if (!words.starts_with(lead)) continue;
      words.remove_prefix(lead.size());
      has_changed = true;
    }
  }
  if (words.empty()) return true;
  return starts_with_any(words, {"轻微", "较轻", "一般", "较重", "严重", "恶劣", "重大", "较大", "serious", "grave",
                                 "severe", "slight", "minor"}) &&
         character_count(words) <= 12;
}

/// 受党内警告 and 受党内严重警告, 违反纪律 and 违反纪律,情节严重: one is the other with a degree put in.
bool is_graver(const std::string& plain, const std::string& other) {
  if (character_count(plain) < 3 || plain == other) return false;
  if (const auto at = plain.find("记过"); at != plain.npos)
    if (other == plain.substr(0, at) + "记大过" + plain.substr(at + 6)) return true;
  std::size_t same = 0;  // characters alike from the beginning
  while (same < plain.size() && same < other.size() && plain[same] == other[same]) ++same;
  while (same > 0 && (static_cast<unsigned char>(other[same < other.size() ? same : 0]) & 0xC0) == 0x80) --same;
  if (other.size() > plain.size()) {
    const auto tail = std::string_view(plain).substr(same);
    if (other.ends_with(tail) && is_degree(std::string_view(other).substr(same, other.size() - plain.size())))
      return true;
  }
  // 触碰清单,情节较重 and 触碰清单,情节严重
  std::size_t stem = std::min(same, std::string::npos);
  for (std::string_view mark : {",", "("}) {
    const auto at = plain.rfind(mark);
    if (at == plain.npos || at == 0 || at > stem || other.substr(0, at) != plain.substr(0, at)) continue;
    if (is_degree(std::string_view(plain).substr(at)) && is_degree(std::string_view(other).substr(at))) return true;
  }
  return false;
}

void check_degrees(const Reading& r, Problems& problems) {
  if (r.says_any({"取重", "只计一项", "不重复", "可累计", "从重", "就重", "按重的", "heavier", "only one of them",
                  "not both"}))
    return;
  for (const auto& item : r.scheme.indicators) {
    if (item.rules.size() < 2) continue;
    std::vector<std::pair<const Rule*, std::string>> rules;
    for (const auto& rule : item.rules)
      if (deducts_once(rule) && rules.size() < rules_max) rules.emplace_back(&rule, lower_ascii(rule.name));
    for (std::size_t i = 0; i < rules.size(); ++i) {
      for (std::size_t j = 0; j < rules.size(); ++j) {
        const auto& [a, heavy] = rules[i];
        const auto& [b, light] = rules[j];
        const bool is_new = i < j && (is_graver(heavy, light) || is_graver(light, heavy));
        if (i == j || !(is_new || is_lighter(heavy, light))) continue;
        const Place& place = b->place.line > a->place.line ? b->place : a->place;
        problems.add(findings::exclusive_or_sum, place, {a->name, b->name});
      }
    }
  }
}

/// Names that many items have, each for itself: 资料不全, 未完成任务.
bool is_general(const std::string& name) {
  return character_count(name) < 6 ||
         has_any(name, {"资料", "材料", "记录", "台账", "任务", "工作", "计划", "总结", "制度",
                        "要求", "规定", "标准", "措施", "档案", "方案", "会议", "活动", "报表",
                        "数据", "问题", "指标", "目标", "整改", "缺项", "记载"});
}

void check_same_rule(const Reading& r, Problems& problems) {
  if (r.says_any({"不重复", "不再按", "只计一次", "only once"})) return;
  std::map<std::string, std::pair<const Rule*, const Indicator*>> seen;
  for (const auto& item : r.scheme.indicators)
    for (const auto& rule : item.rules) {
      if (!deducts(rule) || is_general(rule.name) || !rule.kinds.empty() || !item.kinds.empty()) continue;
      const auto [before, is_new] =
          seen.emplace(rule.name + "\n" + std::to_string(static_cast<int>(rule.form)), std::pair(&rule, &item));
      if (is_new || before->second.second == &item || before->second.first->amount != rule.amount) continue;
      problems.add(findings::clause_repeated, rule.place,
                   {std::to_string(before->second.first->place.line), rule.name});
    }
}

}  // namespace

void check_degrees_and_repeats(const Reading& r, Problems& problems) {
  check_degrees(r, problems);
  check_same_rule(r, problems);
}

}  // namespace pingxing::scheme
