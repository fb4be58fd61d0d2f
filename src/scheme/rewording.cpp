#include "scheme/rewording.hpp"

#include "scheme/interval.hpp"
#include "scheme/outcome.hpp"
#include "scheme/pattern.hpp"
#include "scheme/rule_words.hpp"

namespace pingxing::scheme {

namespace {

constexpr std::size_t text_bytes_max = 600;

/// 卫生死角,每处0.5分,扣完为止; of 加分, 信息每条0.5分,最高5分: whether it takes or gives is not said by a verb.
void insert_verbs(std::string& text, bool is_bonus) {
  const bool deducts = holds_any(text, {"扣完", "减完"}) && !holds_any(text, {"加", "得"});
  const bool gives = is_bonus && holds_any(text, {"最高", "封顶", "上限", "计满"}) &&
                     !holds_any(text, {"扣", "减", "加", "得", "记", "计分"});
  if (!deducts && !gives) return;
  const std::string_view verb = deducts ? "扣" : "加";
  for (auto at = text.find("每"); at != text.npos; at = text.find("每", at + 3)) {
    std::size_t end = at + 3;
    while (end < text.size() && (text[end] & 0x80)) ++end;
    const auto rest = std::string_view(text).substr(end);
    const auto digits = rest.find_first_not_of("0123456789.");
    if (may_be_unit(std::string_view(text).substr(at + 3, end - at - 3)) && digits != 0 && digits != rest.npos &&
        rest.substr(digits).starts_with("分"))
      text.insert(end, verb);
  }
}

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
      "(未达到|达不到|未达标|不达标|未达要求|未达到要求|达不到要求|低于的|不足的)[的|者][,]{gives}"};
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

}  // namespace

std::string reworded(std::string text, bool is_bonus) {
  replace_all(text, "每人每次", "每人次");
  replace_all(text, "每次每人", "每人次");
  if (has_digit(text))  // 3次以上不达标的,该项不得分
    for (const std::string item : {"该项", "本项", "此项"})
      for (const std::string mark : {"的,", "者,"})
        for (const std::string verdict : {"不得分", "得0分", "计0分", "记0分", "得零分"})
          replace_all(text, mark + item + verdict, "的不得分");
  insert_verbs(text, is_bonus);
  open_highest(text);
  turn_required(text);
  return text;
}

}  // namespace pingxing::scheme
