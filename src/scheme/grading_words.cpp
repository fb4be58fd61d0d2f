#include "scheme/grading_words.hpp"

#include <algorithm>

#include "scheme/lines.hpp"
#include "scheme/outline.hpp"
#include "scheme/pattern.hpp"
#include "scheme/rule_words.hpp"

namespace pingxing::scheme {

namespace {

constexpr std::size_t line_bytes_max = 400, grade_bytes_max = 45;

/// Without the words that only say that the total is meant: 综合得分在90分以上的 as 90分以上.
std::string_view bare_figure(std::string_view text) {
  text = trimmed(text);
  for (const std::string_view word :
       {"年度综合得分率", "年度得分率",   "考核得分率",   "综合得分率", "总得分率", "得分率",   "年度考核总得分",
        "年度考核得分",   "考核总得分",   "考核综合得分", "考核总分",   "考核得分", "考核成绩", "综合得分",
        "综合评分",       "综合成绩",     "年度得分",     "年度总分",   "最终得分", "总得分",   "总成绩",
        "总评分",         "总分",         "得分",         "评分",       "分数",     "成绩",     "总评",
        "total score",    "total points", "final score",  "score",      "scores",   "total"}) {
    if (!starts_with_any_case(text, word) || text.size() == word.size()) continue;
    text = trimmed(text.substr(word.size()));
    break;
  }
  for (const std::string_view word : {"在", "为", "达到或超过", "of "})
    if (text.starts_with(word) && text.size() > word.size() && word != "达到或超过")
      text = trimmed(text.substr(word.size()));
  if (text.ends_with("的") || text.ends_with("者")) text.remove_suffix(3);
  if (text.ends_with("之间")) text.remove_suffix(6);
  return trimmed(text);
}

bool is_figure(std::string_view text) {
  const auto bare = bare_figure(text);
  return parse_interval(bare).has_value() || parse_quota_words(bare).has_value();
}

/// Figures of a grade: all of them, behind one another.
bool are_figures(std::string_view text) {
  const auto parts = split(text, ",、");
  if (parts.empty()) return false;
  for (const auto& part : parts)
    if (!is_figure(part)) return false;
  return true;
}

bool may_be_grade(std::string_view text) {
  return !text.empty() && text.size() <= grade_bytes_max && !has_digit(text) &&
         text.find_first_of(",;:()") == text.npos && !parse_interval(text);
}

/// A grade and its figures where no colon parts them.
std::optional<std::pair<std::string, std::string>> parted(std::string_view line) {
  for (const std::string_view word :
       {"评定为", "确定为", "认定为", "评为", "定为", "列为", "授予", "属于", "为", ":", " is ", " are ", " = "}) {
    const auto at = line.rfind(word);
    if (at == line.npos || at == 0) continue;
    auto left = trimmed(line.substr(0, at)), right = trimmed(line.substr(at + word.size()));
    while (left.ends_with(',')) left.remove_suffix(1);
    if (right.ends_with("等次") && right.size() > 6) right.remove_suffix(6);
    if (may_be_grade(right) && are_figures(left)) return std::pair(std::string(right), std::string(left));
    if (may_be_grade(left) && are_figures(right)) return std::pair(std::string(left), std::string(right));
  }
  const auto [head, bracket] = split_bracket(Piece(line, nullptr));
  if (!bracket.empty() && may_be_grade(head.text) && are_figures(bracket.text))
    return std::pair(head.str(), bracket.str());
  for (std::size_t at = 1; at < line.size(); ++at) {
    if ((static_cast<unsigned char>(line[at]) & 0xC0) == 0x80) continue;
    auto left = trimmed(line.substr(0, at)), right = trimmed(line.substr(at));
    while (left.ends_with(',') || left.ends_with('-')) left.remove_suffix(1);
    while (right.starts_with(',') || right.starts_with('-')) right.remove_prefix(1);
    if (may_be_grade(left) && !ends_with_any(left, {"得分", "总分", "分数", "成绩", "不", "达", "超"}) &&
        are_figures(right))
      return std::pair(std::string(left), std::string(right));
    if (may_be_grade(right) && are_figures(left) && !starts_with_any(right, {"以", "及", "分", "的", "("}))
      return std::pair(std::string(right), std::string(left));
  }
  return std::nullopt;
}

}  // namespace

std::string plain_grading(std::string_view normalised) {
  std::string text(normalised);
  while (ends_with_any(text, {";", ",", "。", "."})) text.resize(text.size() - (text.ends_with("。") ? 3 : 1));
  if (text.size() > line_bytes_max) return text;
  for (const std::string_view word : {",并且", ",同时", ",而且", "并且", "同时", ",且"}) replace_all(text, word, ",");
  auto [grade, conditions] = [&]() -> std::pair<std::string, std::string> {
    const auto [name, rest] = split_colon(Piece(text, nullptr));
    if (!rest.empty() && !are_figures(name.text)) return {name.str(), rest.str()};
    if (auto found = parted(text)) return *found;
    return {};
  }();
  if (grade.empty()) return text;
  std::string out;
  const bool may_cut = are_figures(conditions);
  for (const auto& part : split(conditions, may_cut ? ",、;" : ",;")) {
    out += out.empty() ? "" : ",";
    auto interval = is_figure(part) ? parse_interval(bare_figure(part)) : std::nullopt;
    if (interval && interval->low && interval->high && *interval->high < *interval->low) {  // 89分-80分
      std::swap(interval->low, interval->high);
      std::swap(interval->has_low, interval->has_high);
      out += interval->say(Language::Chinese);
      continue;
    }
    out += is_figure(part) ? std::string(bare_figure(part)) : part;
  }
  return grade + ":" + out;
}

/// 80分(含)至90分 as 80分以上不满90分, and 60分以下 beside 60分(含): where (含) says it of one end of a sentence, the
/// other end is left out.
static std::string with_ends_said(std::string text) {
  constexpr std::string_view mark = "(含)";
  for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at + 1)) {
    auto from = at;
    while (from > 0 && (text[from - 1] & 0x80)) --from;
    while (from > 0 && ((text[from - 1] >= '0' && text[from - 1] <= '9') || text[from - 1] == '.')) --from;
    const std::string end = text.substr(from, at - from);  // 80分
    if (!has_digit(end)) continue;
    const std::size_t behind = at + mark.size();
    for (const std::string until : {"至", "到", "-", "~"}) {
      if (text.compare(behind, until.size(), until) != 0) continue;
      auto rest = std::string_view(text).substr(behind + until.size());
      const auto high = take_quantity(rest, Units::Known);
      if (!high || rest.starts_with("(")) break;
      std::string said = end;
      said += "以上不满";
      text.replace(from, behind + until.size() - from, said);
      break;
    }
    for (const std::string& below : {end + "以下", end + "及以下"})
      for (auto other = text.find(below); other != text.npos; other = text.find(below, other + 1))
        if (other == 0 || !has_digit(text.substr(other - 1, 1))) text.replace(other, below.size(), "不满" + end);
  }
  return text;
}

std::vector<std::string> gradings_of(std::string_view sentence) {
  constexpr std::size_t lines_max = 12;
  if (sentence.size() > 2 * line_bytes_max) return {};
  const std::string text = with_ends_said(std::string(sentence));
  if (text.size() > 2 * line_bytes_max || !has_digit(text)) return {};
  std::vector<std::string> lines;
  std::string open;
  for (const auto& clause : split(std::string(text), ",;。")) {
    if (open.empty() && lines.empty() && !has_digit(clause)) continue;  // 考核结果分为四个等次,
    open += (open.empty() ? "" : ",") + clause;
    const auto found = open.size() <= line_bytes_max ? parted(open) : std::nullopt;
    const bool is_one = found && holds_any(open, {"为", "授予", "属于", "是", ":", " is ", " are "});
    if (!is_one) continue;
    lines.push_back(std::move(open));
    open.clear();
    if (lines.size() > lines_max) return {};
  }
  return open.empty() && lines.size() > 1 ? lines : std::vector<std::string>();
}

std::optional<std::vector<std::string>> parse_tie_names(std::string_view line) {
  if (line.size() > line_bytes_max) return std::nullopt;
  static constexpr std::string_view heads[] = {"同分",     "总分相同", "总分相等", "得分相同", "得分相等", "分数相同",
                                               "分数相等", "成绩相同", "总分并列", "ties:",    "tied:",    "on a tie:"};
  const auto head = std::find_if(std::begin(heads), std::end(heads),
                                 [&](std::string_view word) { return starts_with_any_case(line, word); });
  if (head == std::end(heads)) return std::nullopt;
  std::string_view rest = line.substr(head->size());
  const auto strip = [](std::string_view& text, bool is_front, std::initializer_list<std::string_view> words) {
    for (bool again = true; again;) {
      again = false;
      text = trimmed(text);
      for (const auto word : words)
        if (text.size() > word.size() && (is_front ? starts_with_any_case(text, word) : text.ends_with(word))) {
          is_front ? text.remove_prefix(word.size()) : text.remove_suffix(word.size());
          again = true;
        }
    }
  };
  strip(rest, true, {"的情况下", "情况下", "的", "时", "者", ":", ","});
  while (ends_with_any(rest, {";", ",", "。", "."})) rest.remove_suffix(rest.ends_with("。") ? 3 : 1);
  std::string other(rest);
  replace_all(other, "高低", "");
  replace_all(other, "从高到低", "");
  replace_all(other, "由高到低", "");
  if (holds_any(other, {"低", "少", "lower", "fewer", "小者"}))
    return std::vector<std::string>{std::string(rest)};  // the higher is what is compared: no item is called so
  std::vector<std::string> names;
  for (const auto& part : split(rest, "、,;")) {
    std::string_view name = part;
    strip(name, true,
          {"再依次", "依次", "首先", "其次", "然后", "再次",  "最后",     "再",      "先",          "则", "以",
           "按",     "由",   "比较", "看",   "比",   "then ", "compare ", "higher ", "the higher ", "by "});
    strip(name, false, {"优先", "得分高低", "得分高", "得分多", "分数高", "分高",     "成绩高",   "高低",
                        "得分", "分数",     "成绩",   "排序",   "排名",   "居前",     "靠前",     "列前",
                        "在前", "排前",     "确定",   "名次",   "先后",   "从高到低", "由高到低", "高",
                        "的",   "者",       "为先",   "进行",   " first", " higher",  " score"});
    if (name.empty()) return std::nullopt;
    names.emplace_back(name);
  }
  return names.empty() ? std::nullopt : std::optional(names);
}

std::optional<Quota> parse_quota_words(std::string_view text) {
  if (text.size() > 120) return std::nullopt;
  static const auto accepts = [](std::string_view slot, std::string_view words) {
    if (slot == "share") return words.ends_with('%') && points_number(words.substr(0, words.size() - 1)).has_value();
    return small_count(words).has_value();
  };
  static const Patterns share = {
      "[一般|原则上|一般情况下|原则上一般][比例|数量|名额|人数|占比|评定比例][为]*(不超过|不得超过|不多于|不高于|最多|"
      "至多|最多不超过|控制在|占|占比|限|限额|上限|取前|前|按|按不超过|为|取)[为|总数的|参评总数的|参评对象的|"
      "参评单位的|参评单位总数的|参评人数的|总人数的|本组的|全部对象的|被考核单位的|考核对象的]*{share}[以内|之内|内|"
      "以下|左右][确定|评定|掌握]",
      "排名前{share}[以内|之内]",
      "[normally |as a rule ](at most|no more than|not more than|up to|max|maximum) {share}[ of all| of the pool| of "
      "subjects| of the units]",
      "[the ]top {share}"};
  static const Patterns count = {
      "[一般|原则上][名额|数量]*[为]*(不超过|不得超过|不多于|最多|至多|控制在|限|限额|共|取前|前|取|名额|评选|设|只设|"
      "共设|评){count}(个|名|人|家|户|位|席|个名额)[以内|之内|以下]",
      "名额{count}[个]",
      "排名前{count}[名|位]",
      "{count}(名|人|家)",
      "[normally ](at most|no more than|not more than|up to|max|maximum) {count}[ subjects| units| people| teams| "
      "places| of them]",
      "[the ]top {count}[ places]",
      "[the ]first {count}"};
  Quota out;
  const Piece piece(text, nullptr);
  const auto capture = [](const Captures& captures, std::string_view slot) {
    for (const auto& [name, words] : captures)
      if (name == slot) return words.text;
    return std::string_view();
  };
  if (const auto found = share.match(piece, accepts)) {
    const auto words = capture(*found, "share");
    out.share = *points_number(words.substr(0, words.size() - 1));
  } else if (const auto many = count.match(piece, accepts)) {
    out.count = Number(small_count(capture(*many, "count")).value_or(1));
  } else if (text == "第一名" || text == "第1名" || text == "取第一名" || text == "取第1名" || text == "the first") {
    out.count = Number(1);
  } else {
    return std::nullopt;
  }
  out.is_soft = starts_with_any(text, {"一般", "原则上"}) || starts_with_any_case(text, "normally") ||
                starts_with_any_case(text, "as a rule");
  return out;
}

std::pair<Piece, Piece> split_measure(const Piece& line) {
  const std::string_view text = line.text;
  for (std::size_t at = 3; at < text.size() && at <= 300; ++at) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
    const auto words = parse_measure_words(line.sub(at).trimmed());
    if (!words || words->when || words->is_unless) continue;
    Piece name = line.sub(0, at).trimmed();
    while (true) {
      const std::size_t cut =
          ends_with_any(name.text, {",", ";", ":"}) ? 1
          : ends_with_any(name.text, {"的", "者", "则", "将", "直接", "一律", "、", "当年", "全年", "本期"}) &&
                  name.text.size() > 6
              ? (ends_with_any(name.text, {"直接", "一律", "当年", "全年", "本期"}) ? 6 : 3)
              : 0;
      if (cut == 0) break;
      name = name.sub(0, name.text.size() - cut).trimmed();
    }
    if (name.empty()) continue;
    return {name, line.sub(at).trimmed()};
  }
  return {line, line.sub(text.size())};
}

}  // namespace pingxing::scheme
