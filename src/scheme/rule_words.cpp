#include "scheme/rule_words.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::scheme {

namespace {

constexpr std::size_t name_bytes_max = 240, counted_bytes_max = 60;

/// 百分之五 and 百分之95 as 5% and 95%.
void read_hundredths(std::string& text) {
  constexpr std::string_view words = "百分之";
  for (auto at = text.find(words); at != text.npos; at = text.find(words, at + 1)) {
    std::size_t end = at + words.size();
    const std::size_t begin = end;
    while (end < text.size() && ((text[end] >= '0' && text[end] <= '9') || text[end] == '.')) ++end;
    if (end == begin)
      while (end + 3 <= text.size() && small_count(std::string_view(text).substr(end, 3))) end += 3;
    const auto number = std::string_view(text).substr(begin, end - begin);
    const auto value = has_digit(number) ? short_number(number) : [&]() -> std::optional<Number> {
      const auto count = small_count(number);
      return count ? std::optional(Number(*count)) : std::nullopt;
    }();
    if (value) text.replace(at, end - at, value->exact() + "%");
  }
}

/// A bracket at the end, or of a clause, that is a clause itself: 每次扣2分(最多10分).
void open_last_bracket(std::string& text) {
  const auto close = text.rfind(')');
  const auto open = text.rfind('(', close);
  if (close == text.npos || open == text.npos || open == 0) return;
  if (close + 1 < text.size() && text[close + 1] != ',' && text[close + 1] != ';') return;
  const std::string inside = text.substr(open + 1, close - open - 1);
  const bool is_clause = starts_with_any(lower_ascii(inside), {"最多", "最高", "至多", "上限", "不超过", "封顶", "扣完",
                                                               "减完", "直至", "可为负", "仅适用", "累计", "取最高",
                                                               "不重复", "限", "max", "up to", "at most", "capped"}) ||
                         (starts_with_any(inside, {"每", "单", "当", "同一"}) &&
                          holds_any(inside, {"最多", "最高", "至多", "不超过", "上限"})) ||
                         inside.ends_with("封顶") || inside.ends_with("为止") || inside.ends_with("为限");
  // 群众票40%(最高、最低各去掉20%后取平均) is said of these marks alone.
  const bool is_of_marks =
      holds_any(lower_ascii(inside), {"去掉", "去除", "剔除", "平均", "中位", "mean", "median", "average"});
  if (is_clause && !is_of_marks) text = text.substr(0, open) + "," + inside + text.substr(close + 1);
}

/// 90分以上(含90分) as 90分以上(含).
void shorten_inclusion(std::string& text) {
  for (const std::string word : {"(含", "(不含", "(包含", "(包括"}) {
    for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
      const auto close = text.find(')', at);
      if (close == text.npos || close - at > 30) continue;
      const auto inside = std::string_view(text).substr(at + word.size(), close - at - word.size());
      const std::string short_form = word == "(不含" ? "(不含)" : "(含)";
      if (inside.empty() || has_digit(inside) || inside == "本数") text.replace(at, close - at + 1, short_form);
    }
  }
}

}  // namespace

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

bool starts_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.starts_with(word); });
}
bool ends_with_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.ends_with(word); });
}
bool holds_any(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return text.find(word) != text.npos; });
}
bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != text.npos; }

/// 此项内容不得分 as 此项不得分.
static void shorten_subject(std::string& text) {
  for (const std::string_view subject :
       {"此项内容", "本项内容", "该项内容", "此项工作", "该项工作", "本项工作", "此小项", "该小项", "此条款", "该条款",
        "本条款", "此条", "该条", "本条", "此款"})
    for (const std::string_view verdict : {"不得分", "不给分", "得满分"})
      replace_all(text, std::string(subject) + std::string(verdict), "该项" + std::string(verdict));
  for (const std::string_view subject : {"此项", "该项", "本项"})
    replace_all(text, "的" + std::string(subject) + "满分", "的得满分");
}

/// 1,000 yuan as 1000 yuan; a list of points (5,100,200) keeps its commas.
static void join_thousands(std::string& text) {
  const auto is_digit = [&](std::size_t at) { return at < text.size() && text[at] >= '0' && text[at] <= '9'; };
  for (std::size_t at = text.find(','); at != text.npos; at = text.find(',', at)) {
    std::size_t digits = 0;
    while (digits < at && is_digit(at - 1 - digits)) ++digits;
    const bool is_group =
        digits >= 1 && digits <= 3 && is_digit(at + 1) && is_digit(at + 2) && is_digit(at + 3) && !is_digit(at + 4);
    const auto behind = std::string_view(text).substr(std::min(at + 4, text.size()));
    const bool has_unit =
        starts_with_any(behind, {"元", "人", "字", "米", "公里", "吨", "户", "亩", "万"}) ||
        (behind.size() > 1 && behind[0] == ' ' && ((behind[1] | 32) >= 'a' && (behind[1] | 32) <= 'z'));
    const bool is_in_list = digits < at && text[at - 1 - digits] == ',';
    if (is_group && has_unit && !is_in_list)
      text.erase(at, 1);
    else
      ++at;
  }
}

std::string plain_rule(std::string_view normalised) {
  std::string text(trimmed(normalised));
  join_thousands(text);
  replace_all(text, "。", ";");
  replace_all(text, "“", "");
  replace_all(text, "”", "");
  replace_all(text, "——", "-");
  replace_all(text, "--", "-");
  const auto trim_marks = [&] {
    while (ends_with_any(text, {";", ",", "、", ".", " ", "!"}))
      text.resize(text.size() - (text.ends_with("、") ? 3 : 1));
  };
  trim_marks();
  read_hundredths(text);
  shorten_inclusion(text);
  shorten_subject(text);
  open_last_bracket(text);
  replace_all(text, ";,", ";");
  replace_all(text, ",;", ";");
  replace_all(text, ";;", ";");
  replace_all(text, ",,", ",");
  trim_marks();
  return text;
}

std::string_view without_label(std::string_view text) {
  static constexpr std::string_view labels[] = {
      "评分标准", "扣分标准", "加分标准", "得分标准", "计分标准", "计分办法", "计分方法", "计分规则", "评分办法",
      "评分方法", "评分细则", "评分规则", "考核标准", "考评标准", "考核细则", "考核办法", "考核方法", "考核方式",
      "考评方法", "考评办法", "评价标准", "评价方法", "扣分办法", "加分办法", "扣分细则", "扣分项",   "扣分情形",
      "方法",     "标准",     "细则",     "扣分",     "得分",     "计分",     "评分",     "scoring",  "criteria",
      "standard", "marking",  "method",   "rule",     "rules"};
  const auto colon = text.find(':');
  if (colon == text.npos || colon + 1 == text.size()) return text;
  const std::string head = lower_ascii(trimmed(text.substr(0, colon)));
  const bool is_label = std::find(std::begin(labels), std::end(labels), head) != std::end(labels);
  return is_label ? trimmed(text.substr(colon + 1)) : text;
}

std::optional<Number> points_number(std::string_view text) {
  if (text == "半") return Number::fraction(1, 2);
  if (text.empty() || text[0] == '-' || text[0] == '+') return std::nullopt;
  if (auto number = short_number(text)) return number;
  if (!(text[0] & 0x80)) return std::nullopt;
  const auto count = small_count(text);
  return count ? std::optional(Number(*count)) : std::nullopt;
}

bool counts_one(std::string_view before, std::string_view unit) {
  constexpr std::size_t measure_characters_max = 4;
  if (before.ends_with("个")) before.remove_suffix(3);
  if (!before.ends_with("一")) return true;
  before.remove_suffix(3);
  if (unit == "样" && ends_with_any(before, {"缺", "少", "差", "缺少"})) return true;  // 缺一样, not 一样的
  return character_count(unit) <= measure_characters_max &&
         !starts_with_any(
             unit, {"线", "般", "致", "定", "直", "切", "律", "旦", "些", "样", "把手", "系列", "步", "等", "级"}) &&
         !ends_with_any(before,
                        {"统", "唯", "同", "周", "万", "逐", "第", "星期", "进", "之", "单", "专", "如", "归", "划"});
}

/// 第二次, 第三次起, 再犯: how often something happened, and nothing that happens.
static bool is_only_ordinal(std::string_view text) {
  for (const std::string_view word : {"首次", "初次", "初犯", "再次", "再犯", "又犯", "以后", "此后", "其后"})
    if (text == word) return true;
  if (!text.starts_with("第")) return false;
  text.remove_prefix(3);
  for (const std::string_view ending : {"及以上", "及以后", "以上", "以后", "起", "开始", "发生", "出现"})
    if (text.ends_with(ending)) text.remove_suffix(ending.size());
  for (const std::string_view unit : {"次", "起", "例", "回"})
    if (text.ends_with(unit)) return small_count(text.substr(0, text.size() - unit.size())).has_value();
  return false;
}

/// 综合排名后3名, 末位: who stands there is a question.
static bool asks_for_the_last(std::string_view text) {
  for (const std::string_view end : {"名", "位"})
    for (const std::string_view last : {"后", "末", "倒数", "倒数第", "最后"})
      if (const auto at = text.rfind(last); at != text.npos && at > 0 && text.ends_with(end)) {
        const auto count = text.substr(at + last.size(), text.size() - end.size() - at - last.size());
        if (!count.empty() && small_count(count)) return true;
      }
  return false;
}

bool may_be_name(std::string_view text) {
  text = trimmed(text);
  if (text.size() <= counted_bytes_max && asks_for_the_last(text)) return true;
  if (text.empty() || text.size() > name_bytes_max || text.find_first_of(",;:?=<>") != text.npos) return false;
  if (holds_any(text, {"最多",   "最高", "不超过", "至多", "上限", "封顶", "酌情", "视情", "扣",   "得分的",
                       "不得分", "满分", "总分",   "×",    "÷",    "取消", "否则", "其余", "另从", "每"}))
    return false;
  for (std::size_t at = text.find("分"); at != text.npos; at = text.find("分", at + 3))  // 第1加3分、第2 holds points
    if (at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9' &&
        !starts_with_any(text.substr(at), {"分钟", "分之", "分公司", "分局", "分厂", "分队", "分店", "分部", "分院",
                                           "分校", "分会", "分行"}))
      return false;
  for (const std::string_view alone :
       {"达", "达到", "满", "第", "少", "缺", "超", "多", "低", "高", "以后", "之后", "其后", "此后", "再", "查实"})
    if (text == alone) return false;
  if (is_only_ordinal(text) || starts_with_any(text, {"从第", "自第", "名次每"})) return false;
  if (text.starts_with("第") && small_count(text.substr(3))) return false;  // 第3加1分 is one of a list
  const bool says_how =
      ends_with_any(text, {"下降", "上升", "增长", "负增长", "下滑", "减少", "回落"});  // as a question
  if (holds_any(text, {"没有样本", "累计"}) ||
      (!says_how && holds_any(text, {"比上期", "较上期", "比上年", "较上年", "比去年", "同比", "环比"})))
    return false;
  const std::string lower = " " + lower_ascii(text) + " ";
  if (ends_with_any(lower, {" max ", " max. ", " maximum ", " cap ", " limit ", " capped ", " most "})) return false;
  if (holds_any(lower, {" deduct",     " at most ",   " up to ",  " scores ",   " adds ",    " earns ", " otherwise ",
                        " each ",      " per ",       " points ", " at least ", " below ",   " above ", " over ",
                        " more than ", " less than ", " minus ",  " lose ",     " loses ",   " not ",   " void",
                        " exceed",     " under ",     " every ",  " or more ",  " or less ", " and ",   " if met "}))
    return false;
  const bool is_origin = ends_with_any(text, {"级及以上", "级以上"}) && !has_digit(text);  // 省级及以上扣5分
  if (!is_origin && !ends_with_any(text, {"参加", "增加", "获得", "取得", "添加"}) &&
      ends_with_any(text, {"不",     "未",   "可",   "再",   "约",   "可以", "不予", "不再", "才",   "只",
                           "仅",     "共",   "累计", "合计", "另",   "追加", "至少", "最少", "应",   "须",
                           "各",     "也",   "还",   "或",   "和",   "且",   "但",   "至",   "并",   "及",
                           "为",     "按",   "从",   "超过", "低于", "达到", "不足", "少于", "高于", "不低于",
                           "不少于", "以上", "以下", "以内", "(",    "-",    "+",    "减",   "加",   "得"}))
    return false;
  const char last = text.back();
  if (!may_hold_number(text)) return true;
  if (text.find('%') != text.npos) return false;
  while (ends_with_any(text, {"时", "的", "者", "后"}) && text.size() > 3)
    text.remove_suffix(3);  // 超过3次时 is no name either
  // A figure at its end is a condition, no name: 迟到3次, 满意率90%以上.
  for (std::size_t at = 0; at < text.size(); ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
    const bool may_begin_figure = (text[at] >= '0' && text[at] <= '9') || (text[at] & 0x80);
    if (!may_begin_figure || text.size() - at > 40) continue;
    if (at > 0 && (text[at - 1] >= '0' && text[at - 1] <= '9')) continue;
    const auto rest = text.substr(at);
    const auto figure = parse_interval(rest, Units::Any);
    if (!figure) continue;
    const bool is_bare_number = short_number(rest).has_value() && at > 0;                        // ISO 9001
    const bool is_word = (rest[0] & 0x80) && figure->is_point() && !has_digit(rest) && at == 0;  // 一票 as a whole word
    const bool is_one_of_a_word = rest.starts_with("一") && !counts_one(text.substr(0, at + 3), rest.substr(3));
    if (!is_bare_number && !is_word && !is_one_of_a_word) return false;
  }
  const bool ends_with_number = last >= '0' && last <= '9';
  return !(ends_with_number && text.find_first_not_of("0123456789./- ") == text.npos);
}

bool may_be_counted(std::string_view words) {
  if (words.empty() || words.size() > counted_bytes_max || words.find_first_of(",;:()%+=<>") != words.npos)
    return false;
  if (holds_any(words, {"。", "扣", "每", "总分", "最多", "最高", "至多", "不超过", "上限", "封顶", "酌情", "视情",
                        "至少", "最少", "百", "千", "万", "满分", "分别"}))
    return false;
  std::string bare(words);  // without the words that only hold a verb of points
  for (const std::string_view word : {"参加", "加班", "加强", "得到", "获得", "取得", "增加", "减少", "添加", "附加",
                                      "加工", "加装", "值得", "加急", "削减", "减排"})
    replace_all(bare, word, "");
  if (holds_any(bare, {"减", "得", "加"})) return false;
  if (ends_with_any(words, {"不", "未", "可", "再", "另", "应", "约", "从", "为", "按", "须", "可以", "累计", "共",
                            "合计", "-", "也"}))
    return false;
  if (starts_with_any(words, {"百", "千", "万"})) return false;
  const char last = words.back();
  if (last >= '0' && last <= '9') return false;
  for (std::size_t at = 0; at < words.size();) {  // 每少2次 is no 每少一次
    const bool is_digit = words[at] >= '0' && words[at] <= '9';
    auto rest = words.substr(at);
    if (auto quantity = take_quantity(rest, is_digit ? Units::Any : Units::Known);
        quantity && quantity->value != Number(1))
      return false;
    if (is_digit && rest.size() < words.size() - at)
      at = words.size() - rest.size();
    else
      next_character(words, at);
  }
  const std::string lower = " " + lower_ascii(words) + " ";
  return !holds_any(lower, {" not ", " at most ", " up to ", " of the total ", " from the total ", " further ",
                            " hundred ", " thousand ", " month ", " quarter "});
}

bool may_be_object(std::string_view words) {
  constexpr std::size_t characters_max = 10;
  const std::string one = "1" + std::string(words);
  std::string_view unit = one;
  if (const auto begins = take_quantity(unit, Units::Known); begins && !begins->unit.empty())
    return false;  // 每人迟到3次
  if (character_count(words) < 2 || character_count(words) > characters_max || has_digit(words) || !may_be_name(words))
    return false;
  for (std::size_t at = 0; at < words.size();)
    if (!is_hanzi(next_character(words, at))) return false;
  return !holds_any(words,
                    {"少", "缺", "欠", "漏", "低", "降", "减",   "差", "早", "晚", "迟", "逾", "超", "高", "升",
                     "增", "多", "快", "慢", "短", "长", "提前", "延", "拖", "距", "离", "不", "未", "无", "月",
                     "季", "周", "期", "半", "年", "天", "日",   "各", "分", "名", "第", "前", "后", "比", "或"});
}

std::string counted_name(std::string_view each) {
  std::string name;
  bool has_number = false;
  for (std::size_t at = 0; at < each.size();) {
    auto rest = each.substr(at);
    const auto quantity = has_number ? std::nullopt : take_quantity(rest, Units::Known);
    if (quantity && quantity->value == Number(1) && rest.size() < each.size() - at) {
      has_number = true;
      at = each.size() - rest.size();
      continue;
    }
    if (!has_number && name.empty() && at == 0) {  // 每次迟到, 每例投诉: the unit stands alone
      std::string one = "1" + std::string(each);
      std::string_view whole = one;
      const auto unit = take_quantity(whole, Units::Known);
      if (unit && !unit->unit.empty()) {
        has_number = true;
        at = each.size() - whole.size();
        continue;
      }
    }
    const std::size_t from = at;
    next_character(each, at);
    name += each.substr(from, at - from);
  }
  if (name.ends_with("的")) name.resize(name.size() - 3);
  if (starts_with_any(name, {"有", "的"}) && name.size() > 3) name.erase(0, 3);
  static constexpr std::string_view verbs[] = {"少", "缺", "差",   "漏",   "发现", "发生", "出现",
                                               "有", "超", "超过", "增加", "多",   "查实"};
  const bool is_verb_alone = std::find(std::begin(verbs), std::end(verbs), name) != std::end(verbs);
  return is_verb_alone || !may_be_name(name) ? std::string() : name;
}

std::string joined_name(std::string_view head, std::string_view trigger, Language language) {
  if (head.empty() || trigger.find(head) != trigger.npos) return std::string(trigger);
  if (trigger.empty() || head.find(trigger) != head.npos) return std::string(head);
  return std::string(head) + (language == Language::Chinese ? "" : " ") + std::string(trigger);
}

std::string doubtful_words(std::string_view text) {
  for (const std::string_view word :
       {"应扣未扣", "应扣尽扣", "扣约",   "约扣",   "大约",     "左右",   "至少扣", "最少扣", "分起扣", "倒扣",
        "适当扣",   "适当加",   "适当减", "若干分", "扣若干",   "一定分", "相应扣", "相应分", "相应加", "相应减",
        "可扣",     "可减",     "可不扣", "建议扣", "原则上扣", "一般扣", "加倍",   "翻倍",   "双倍",   "递增"})
    if (text.find(word) != text.npos && !(word == "倒扣" && holds_any(text, {"不倒扣", "不得倒扣", "不再倒扣"})))
      return std::string(word);  // 不倒扣 is the floor
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto about = text.find("约");
  const bool is_word = about != text.npos && ends_with_any(text.substr(0, about), {"节", "签", "合", "预", "公", "违",
                                                                                   "履", "邀", "制", "爽", "失"});
  if (about != text.npos && !is_word && about + 3 < text.size() && is_digit(text[about + 3])) return "约";
  for (auto from = text.find("从"); from != text.npos; from = text.find("从", from + 3))
    for (const std::string_view purse : {"年终奖", "奖金", "工资", "绩效", "薪酬", "津贴"})
      if (const auto at = text.find(purse, from); at != text.npos && at - from <= 24)
        return std::string(text.substr(from, at + purse.size() - from));
  const std::string lower = " " + lower_ascii(text) + " ";
  for (const std::string_view word : {" about ", " approximately ", " roughly ", " around ", " some "})
    if (const auto at = lower.find(word); at != lower.npos && is_digit(lower[at + word.size()]))
      return std::string(trimmed(word));
  for (const std::string_view word :
       {" at least deducts ", " some points ", " may deduct ", " should deduct ", " might deduct ", " from the salary ",
        " from salary ", " from the annual bonus ", " doubled ", " or so "})
    if (lower.find(word) != lower.npos) return std::string(trimmed(word));
  return "";
}

}  // namespace pingxing::scheme
