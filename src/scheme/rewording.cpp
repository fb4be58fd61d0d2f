#include "scheme/rewording.hpp"

#include "scheme/interval.hpp"
#include "scheme/outcome.hpp"
#include "scheme/pattern.hpp"
#include "scheme/rewording_counts.hpp"
#include "scheme/rewording_lists.hpp"
#include "scheme/rule_words.hpp"

namespace pingxing::scheme {

namespace {

constexpr std::size_t text_bytes_max = 600;

/// 同一事项多次获奖按最高计分:国家级加5分… : what stands before the colon is no name.
void open_highest(std::string& text) {
  static const Patterns highest = {"<highest>"};
  const auto colon = text.find(':');
  const auto never = [](std::string_view, std::string_view) { return false; };
  if (colon != text.npos && highest.match(Piece(std::string_view(text).substr(0, colon), nullptr), never))
    text[colon] = ',';
}

/// 覆盖率须达到100%,未达到的扣5分 as 覆盖率100%以上不扣分;低于100%扣5分.
void turn_required(std::string& text) {
  static const Patterns required = {
      "[{name}](须|应|要|必须|需|要求|应当|)(达到|达|不低于|不少于|保持在|保持|不得低于){over}[以上|及以上](,|;)"
      "(未达到|达不到|未达标|不达标|未达要求|未达到要求|达不到要求|低于的|不足的)[的|者][,]{gives}",
      "[{name}][为|是]{over}(,|;)(未达到|达不到|未达标|不达标|未达要求|未达到要求|达不到要求)[的|者][,]{gives}"};
  const auto accepts = [](std::string_view slot, std::string_view words) {
    if (slot == "name") return may_be_name(words);
    if (slot == "gives") return parse_outcome(words).has_value();
    auto rest = words;
    return take_quantity(rest, Units::Any).has_value() && trimmed(rest).empty();
  };
  if (text.size() > text_bytes_max) return;
  const auto captures = required.match(Piece(text, nullptr), accepts);
  if (!captures) return;
  std::string name, over, gives;
  for (const auto& [slot, piece] : *captures) (slot == "name" ? name : slot == "over" ? over : gives) = piece.str();
  const bool takes = parse_outcome(gives)->gives == Band::Gives::Deduction;
  text = name + over + "以上" + (takes ? "不扣分" : "得满分") + ";低于" + over + gives;
}

/// 完成招商任务得满分,未完成按比例得分 as 招商任务完成率:按完成率得分.
void turn_to_rate(std::string& text) {
  static const Patterns full_else_rate = {
      "[{name}](完成|全部完成|按时完成|全面完成|完成全年|完成年度)[{task}][的](得满分|满分|得全分),(未完成|未全部完成|"
      "没有完成|未能完成|"
      "不能完成|完成不足)[的|任务的|部分]*[,](按|按照|以)[实际]*[完成][率|比例|情况]*[按比例|比例]*(得分|计分|给分|"
      "折算|折算得分|折算计分|记分)"};
  static const Patterns whole_else_rate = {
      "{name}[达到|达|为]100%[的][,][得]({full}分|满分),(未达到|未达|达不到|不足|不满|低于)[100%|的|部分]*[,]按[实际]*("
      "完成率|比例|"
      "完成比例|达标率|相应比例)(折算|得分|计分|给分|折算得分|折算计分|计算得分)"};
  if (text.size() > text_bytes_max || (text.find("完成") == text.npos && text.find("率") == text.npos)) return;
  const auto accepts = [](std::string_view slot, std::string_view words) {
    return slot == "full" ? points_number(words).has_value() : may_be_name(words) && !has_digit(words);
  };
  if (const auto whole = whole_else_rate.match(Piece(text, nullptr), accepts);
      whole && whole->front().second.text.ends_with("率")) {
    std::string points, rate = whole->front().second.str();
    for (const auto& [slot, piece] : *whole)
      if (slot == "full") points = piece.str();
    text = points.empty() ? rate + ":按" + rate + "得分" : "得分=" + rate + "×" + points + "分";
    return;
  }
  const auto captures = full_else_rate.match(Piece(text, nullptr), accepts);
  if (!captures || text.find(",") == text.npos || !holds_any(text.substr(text.find(",")), {"比例", "完成率"})) return;
  std::string name;
  for (const auto& [slot, piece] : *captures) name += piece.str();
  text = name + (name.ends_with("率") ? "" : "完成率") + ":按完成率得分";
}

/// 本项得分=合格率×10 as 得分=合格率×10; 每项得2分,满分为止 as what it is anyway; 超定额1%扣1分 is of each 1%.
void shorten(std::string& text, bool is_of_item) {
  for (const std::string_view subject :
       {"实得分", "实际得分", "本项得分", "该项得分", "此项得分", "考核得分", "最终得分"})
    if (text.starts_with(subject) && text.substr(subject.size()).starts_with('='))
      text.replace(0, subject.size(), "得分");
  if (text.find("率") != text.npos && holds_any(text, {"×", "*", "乘"}))  // 完成率乘以10分即为本项得分
    for (const std::string is : {"即为", "即是", "作为", "为", "是", "即"})
      for (const std::string what :
           {"本项得分", "该项得分", "此项得分", "本项分数", "该项分数", "实际得分", "最终得分", "考核得分", "得分"})
        for (const std::string& end : {"," + is + what, is + what})
          if (text.ends_with(end) && text.size() > end.size()) text.resize(text.size() - end.size());
  for (const std::string_view when : {"全年", "年内", "年度内", "本年度", "全年度", "当年", "考核期内", "考核年度内"})
    if (text.starts_with(when) && starts_with_any(text.substr(when.size()), {"零", "无", "未发生", "没有发生"}))
      text.erase(0, when.size());
  if (const auto same = text.find(",即"); same != text.npos && text.find("率") < same)  // 按办结率得分,即办结率×10
    if (text.find("率", same) != text.npos && holds_any(text.substr(same), {"×", "*", "乘"})) text.resize(same);
  const auto drop_end = [&](std::initializer_list<std::string_view> ends) {
    for (const auto end : ends)
      if (text.ends_with(end)) text.resize(text.size() - end.size());
  };
  drop_end({",上不封顶", ",不封顶", ",不设上限", ",上限不限", ",加分不设上限"});
  if (is_of_item && !holds_any(text, {"扣", "减"}))
    drop_end({",满分为止", ",得满分为止", ",加满为止", ",得满为止", ",至满分为止", ",直至满分", ",直至得满分",
              ",加至满分为止", ",满分止", ",计满为止", ",超额完成不加分", ",超额不加分", ",超额部分不加分",
              ",超过部分不加分", ",超出部分不加分", ",超额完成的不加分", ",超过100%按100%计", ",超过100%的按100%计"});
  for (const std::string base : {"定额", "计划", "预算", "指标", "标准", "核定数", "限额"}) {
    for (const std::string verb : {"扣", "减"})
      replace_all(text, "超" + base + "1%" + verb, "超" + base + "每1%" + verb);
    for (const std::string over : {"每超", "每超过", "每超出"}) {  // 每超预算1万元
      const auto at = text.find(over + base);
      const auto behind = at + over.size() + base.size();
      if (at == text.npos || behind >= text.size() || !has_digit(text.substr(behind, 1))) continue;
      text.replace(at, over.size() + base.size(), over.substr(3) + base + "每");
    }
  }
}

}  // namespace

std::string reworded(std::string text, std::string_view verb, const std::optional<Number>& points) {
  const bool is_of_item = points.has_value();
  shorten(text, is_of_item);
  if (is_of_item) turn_to_rate(text);
  if (is_of_item) drop_baseline(text, *points);
  replace_all(text, "每人每次", "每人次");
  replace_all(text, "每次每人", "每人次");
  if (has_digit(text))  // 3次以上不达标的,该项不得分
    for (const std::string item : {"该项", "本项", "此项"})
      for (const std::string mark : {"的,", "者,"})
        for (const std::string verdict : {"不得分", "得0分", "计0分", "记0分", "得零分"})
          replace_all(text, mark + item + verdict, "的不得分");
  spell_void(text);
  spell_ordinals(text);
  say_what_is_free(text);
  if (!verb.empty()) spell_repeated(text);
  set_target(text);
  drop_demand(text);
  drop_samples(text);
  plain_rates(text);
  spell_places(text);
  if (!verb.empty())
    spell_verb(text, verb, false);
  else if (holds_any(text, {"扣完", "减完"}) && !holds_any(text, {"加", "得"}))  // 每处0.5分,扣完为止
    spell_verb(text, "扣", true);
  open_highest(text);
  count_each(text);
  turn_required(text);
  return text;
}

}  // namespace pingxing::scheme
