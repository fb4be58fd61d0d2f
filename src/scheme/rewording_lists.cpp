#include "scheme/rewording_lists.hpp"

#include <vector>

#include "base/text.hpp"
#include "scheme/interval.hpp"
#include "scheme/pattern.hpp"
#include "scheme/rule_words.hpp"

namespace pingxing::scheme {

namespace {

constexpr std::size_t text_bytes_max = 600;
constexpr int places_max = 20;

bool is_digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

}  // namespace

void spell_places(std::string& text) {
  static const Patterns lists = {
      "[{name}](排名|名次|排|位列|居|获|获得|综合排名|)前{count}(名|位)[的|者|的单位|的集体|的个人][,][分别|依次|各]*("
      "得|计|记|给|加|奖励|"
      "奖){list}[分](,|;){rest}",
      "[{name}](排名|名次|排|位列|居|获|获得|综合排名|)前{count}(名|位)[的|者|的单位|的集体|的个人][,][分别|依次|各]*("
      "得|计|记|给|加|奖励|"
      "奖){list}[分]"};
  if (text.size() > text_bytes_max) return;
  if (const auto comma = text.find_first_of(",:"); comma != text.npos && text.find("第") == comma + 1) {
    const auto lead = std::string_view(text).substr(0, comma);  // 按排名计分,第1名10分,…
    if (starts_with_any(lead, {"按", "根据", "依据", "以"}) && holds_any(lead, {"排名", "名次", "排序"}) &&
        ends_with_any(lead, {"分", "赋分"}) && !has_digit(lead))
      text.erase(0, comma + 1);
  }
  if (text.find("前") == text.npos) return;
  const auto points_of = [](std::string_view words) {
    std::vector<std::string> points;
    for (auto one : split(std::string(words), "、,/")) {
      if (one.ends_with("分")) one.resize(one.size() - 3);
      if (!points_number(one)) return std::vector<std::string>();
      points.push_back(std::move(one));
    }
    return points;
  };
  const auto accepts = [&](std::string_view slot, std::string_view words) {
    if (slot == "name") return may_be_name(words);
    if (slot == "count") return small_count(words).value_or(0) > 1;
    return slot == "rest" ? words.find("第") == words.npos : points_of(words).size() > 1;
  };
  const auto captures = lists.match(Piece(text, nullptr), accepts);
  if (!captures) return;
  std::string name, rest;
  int count = 0;
  std::vector<std::string> points;
  for (const auto& [slot, piece] : *captures) {
    if (slot == "name") name = piece.str();
    if (slot == "count") count = *small_count(piece.text);
    if (slot == "list") points = points_of(piece.text);
    if (slot == "rest") rest = piece.str();
  }
  if (count > places_max || static_cast<int>(points.size()) != count) return;
  const std::string verb = holds_any(text, {"加", "奖"}) ? "加" : "得";
  std::string spelled = name;
  for (int place = 1; place <= count; ++place)
    spelled += (place > 1 ? ",第" : "第") + std::to_string(place) + "名" + verb +
               points[static_cast<std::size_t>(place) - 1] + "分";
  text = spelled + (rest.empty() ? "" : "," + rest);
}

void spell_verb(std::string& text, std::string_view verb, bool is_of_each) {
  if (text.size() > text_bytes_max) return;
  std::vector<std::size_t> bare;  // where points begin that no verb gives
  constexpr std::string_view points = "分";
  for (auto at = text.find(points); at != text.npos; at = text.find(points, at + points.size())) {
    const auto whole = std::string_view(text);
    std::size_t from = at;
    while (from > 0 && (is_digit_at(text, from - 1) || text[from - 1] == '.')) --from;
    if (from == at) continue;
    const auto before = trimmed(whole.substr(0, from)), behind = trimmed(whole.substr(at + points.size()));
    const bool ends = behind.empty() || starts_with_any(behind, {",", ";", "、", "/"});
    const bool is_limit =
        ends_with_any(before, {"最高", "最多", "至多", "上限", "上限为", "不超过", "封顶", "满", "为限"});
    if (is_limit) continue;
    if (!ends || before.empty() || before.ends_with("、") || !(before.back() & 0x80)) return;
    const auto clause = before.substr(std::min(before.find_last_of(",;:") + 1, before.size()));
    if (holds_any(clause, {"扣", "减", "加", "得", "奖", "罚", "给"}) ||
        ends_with_any(before, {"记", "计", "至", "到", "为", "以"}))
      return;
    if (is_of_each && clause.find("每") == clause.npos && !behind.starts_with('/')) return;
    if (starts_with_any(clause, {"本", "各", "此", "该", "这", "以上", "上述", "总", "全部", "共", "合计"})) return;
    bare.push_back(from);
  }
  for (auto from = bare.rbegin(); from != bare.rend(); ++from) text.insert(*from, verb);
}

/// 每低于95%1个百分点 as 低于95%的,每低1个百分点.
static void part_line_and_step(std::string& text) {
  for (const std::string_view verb : {"每低于", "每少于"}) {
    const auto at = text.find(verb);
    if (at == text.npos) continue;
    const auto from = at + verb.size();
    const auto end = text.find_first_not_of("0123456789.", from);
    if (end == text.npos || end == from || text[end] != '%' || !is_digit_at(text, end + 1)) continue;
    text = text.substr(0, at) + "低于" + text.substr(from, end + 1 - from) + "的,每低" + text.substr(end + 1);
  }
}

void plain_rates(std::string& text) {
  if (text.find('%') == text.npos) return;
  for (const std::string verb : {"未做到", "没有做到", "没有达到", "没达到", "未能达到", "达不到"})
    for (auto at = text.find(verb); at != text.npos; at = text.find(verb, at + 1))
      if (is_digit_at(text, at + verb.size())) text.replace(at, verb.size(), "未达到");
  part_line_and_step(text);
  for (auto at = text.find("在"); at != text.npos; at = text.find("在", at + 3)) {
    const auto before = std::string_view(text).substr(0, at);
    if (!is_digit_at(text, at + 3) || ends_with_any(before, {"控制", "排", "现", "存"})) continue;
    const bool is_kept = ends_with_any(before, {"保持", "稳定", "维持"});
    const std::size_t from = is_kept ? at - std::string_view("保持").size() : at;
    text.erase(from, at + 3 - from);
    at = from;
  }
  for (const std::string_view verb : {"达到", "达"})  // 达到30%以上
    for (auto at = text.find(verb); at != text.npos; at = text.find(verb, at + verb.size())) {
      const auto from = at + verb.size();
      const auto end = std::min(text.find_first_not_of("0123456789.", from), text.size());
      const auto behind = std::string_view(text).substr(end);
      if (end > from && starts_with_any(behind, {"%以上", "%及以上", "%(含)以上"}) && at > 0 &&
          !ends_with_any(std::string_view(text).substr(0, at), {"未", "不", "没", "没有", "每", "应", "须"}))
        text.erase(at, verb.size());
    }
  constexpr std::size_t point_bytes = std::string_view("个点").size();
  for (auto at = text.find("个点"); at != text.npos; at = text.find("个点", at + point_bytes)) {
    const auto before = std::string_view(text).substr(0, at), behind = std::string_view(text).substr(at + point_bytes);
    const bool is_counted = !before.empty() && (is_digit_at(text, at - 1) || ends_with_any(before, {"一", "两", "每"}));
    if (is_counted &&
        (behind.empty() || starts_with_any(behind, {"扣", "减", "加", "奖", "得", "的", ",", ";", "以", ")"})))
      text.replace(at, point_bytes, "个百分点");
  }
}

/// 每上升1%扣1分,基准值5% as 超过5%的,每超1%扣1分; `end`: where the base is said.
static bool set_base(std::string& text, std::size_t end, const std::string& figure) {
  const auto at = text.find("每");
  if (at > end || has_digit(std::string_view(text).substr(0, at))) return false;
  const auto words = std::string_view(text).substr(at);
  for (const std::string_view more : {"每上升", "每升高", "每超过", "每超", "每高"})
    if (words.starts_with(more)) {
      text = text.substr(0, at) + "超过" + figure + "的,每超" + text.substr(at + more.size(), end - at - more.size());
      return true;
    }
  for (const std::string_view less : {"每下降", "每降低", "每低于", "每降", "每低", "每少"})
    if (words.starts_with(less)) {
      text = text.substr(0, at) + "低于" + figure + "的,每低" + text.substr(at + less.size(), end - at - less.size());
      return true;
    }
  return false;
}

void set_target(std::string& text) {
  if (text.size() > text_bytes_max) return;
  for (const std::string_view word : {"目标值", "标准值", "基准值", "目标", "任务数", "计划数"}) {
    const std::string bracket = std::string(word) + "(";  // 低于目标值(90%)1个百分点
    if (const auto at = text.find(bracket), close = text.find(')', at); at != text.npos && close != text.npos) {
      auto rest = std::string_view(text).substr(at + bracket.size(), close - at - bracket.size());
      const std::string figure(rest);
      const auto value = take_quantity(rest, Units::Known);
      if (value && rest.empty() && close + 1 < text.size()) text.replace(at, close + 1 - at, figure);
    }
    for (const std::string_view open : {"(", ",", ";"}) {
      const std::string mark = std::string(open) + std::string(word);
      const auto at = text.rfind(mark);
      if (at == text.npos) continue;
      const bool is_said_before = text.find(word) + open.size() <= at;
      auto rest = std::string_view(text).substr(at + mark.size());
      for (const std::string_view is : {"为", "是", ":", "="})
        if (rest.starts_with(is)) rest.remove_prefix(is.size());
      const auto from = rest;
      const auto value = take_quantity(rest, Units::Known);
      const bool is_last = value && (open == "(" ? rest == ")" : rest.empty());
      if (!is_last) continue;
      const std::string figure(from.substr(0, from.size() - rest.size()));
      if (!is_said_before) {
        if (set_base(text, at, figure)) return;
        continue;
      }
      text.resize(at);
      const std::string target(word);
      for (const std::string below : {"每低于", "每低", "每少于", "比"})
        replace_all(text, below + target, "低于" + figure + "的,每低");
      for (const std::string above : {"每超过", "每高于", "每超", "每高"})
        replace_all(text, above + target, "超过" + figure + "的,每超");
      replace_all(text, "每低每低", "每低");
      replace_all(text, target, figure);
      return;
    }
  }
}

void drop_demand(std::string& text) {
  static const Patterns demands = {"{name}[应|须|要|必须|需|要求|应当][达到|达|保持|保持在|不低于](100%|百分之百)",
                                   "[{name}](实行|执行|落实)(一票否决|一票否决制|零容忍)"};
  const auto comma = text.find_first_of(",;");
  if (comma == text.npos || text.size() > text_bytes_max) return;
  const auto accepts = [](std::string_view, std::string_view words) { return may_be_name(words) && !has_digit(words); };
  const auto front = std::string_view(text).substr(0, comma), rest = std::string_view(text).substr(comma + 1);
  if (!demands.match(Piece(front, nullptr), accepts)) return;
  // Of the rate itself: 每低1%, 未达到的.
  if (rest.find('%') != rest.npos || rest.find("百分点") != rest.npos ||
      starts_with_any(rest,
                      {"未达", "达不到", "不达", "低于", "不足", "否则", "每低", "每降", "每少", "每差", "达到", "得"}))
    return;
  if (ends_with_any(front, {"一票否决", "一票否决制"}))  // nothing but what is said behind it
    if (!holds_any(rest, {"不得分", "得0分"}) || holds_any(rest, {"扣", "减"})) return;
  const bool is_counted = starts_with_any(rest, {"每", "发现", "发生", "出现", "有", "查出", "1", "一"});
  if (is_counted && holds_any(rest, {"扣", "减", "不得分", "得0分"}) && !holds_any(rest, {"得满分", "加"}))
    text.erase(0, comma + 1);
}

void drop_samples(std::string& text) {
  static const Patterns looks = {
      "[{what}][每月|每季度|每季|每年|全年|年内|每周|每期|随机|不定期|现场|定期]*(抽查|抽检|检查|抽样|抽取|暗访|巡查|"
      "督查|走访|"
      "抽测|抽考|查阅|抽看){number}[{what}]"};
  const auto comma = text.find(',');
  if (comma == text.npos || text.size() > text_bytes_max) return;
  const auto accepts = [](std::string_view slot, std::string_view words) {
    if (slot == "what") return words.size() <= 24 && may_be_name(words) && !has_digit(words);
    auto rest = words;
    const auto number = take_quantity(rest, Units::Known);
    return number && !number->is_percent && !number->unit.empty() && trimmed(rest).empty();
  };
  const auto rest = std::string_view(text).substr(comma + 1);
  if (!looks.match(Piece(std::string_view(text).substr(0, comma), nullptr), accepts)) return;
  if (!holds_any(rest, {"每", "1", "一"}) || !holds_any(rest, {"扣", "减"}) ||
      holds_any(rest, {"得", "其余", "其他", "%", "加"}) ||
      holds_any(rest,
                {"少", "缺", "不足", "差", "欠", "漏", "未完成", "未开展", "未达", "不够", "低于"}))  // of how many
    return;
  text.erase(0, comma + 1);
}

}  // namespace pingxing::scheme
