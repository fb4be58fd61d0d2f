#include "scheme/item_words.hpp"

#include <algorithm>

#include "scheme/account.hpp"
#include "scheme/averaging.hpp"
#include "scheme/outline.hpp"
#include "scheme/rule_words.hpp"

namespace pingxing::scheme {

namespace {

/// Whatever may be of points: such words are read as rules or refused, never passed over.
bool is_about_points(std::string_view text) { return speaks_of_points(text) || says_points(text) || has_points(text); }

/// By what a paragraph goes on to say how the item is looked into: 查看相关记录, 听汇报.
bool begins_method(std::string_view text) {
  return starts_with_any(
      text, {"听汇报", "听取汇报", "听工作汇报", "查文件",        "查看",     "查阅",     "查活动",   "查记录",
             "查资料", "查相关",   "查档案",     "查台账",        "看资料",   "看活动",   "看记录",   "看宣传",
             "看现场", "走访",     "实地",       "现场查看",      "现场检查", "现场测评", "集中测评", "座谈",
             "调阅",   "问卷调查", "check of ",  "by inspection", "by visits"});
}

/// The words of a rule without the method that somebody wrote right behind it: 此项不得分听汇报、查记录.
Piece without_method(Piece words) {
  for (const std::string_view end : {"不得分", "减完为止", "扣完为止", "满分", "分", "。"})
    for (auto at = words.text.find(end); at != words.text.npos; at = words.text.find(end, at + end.size())) {
      const std::size_t behind = at + end.size();
      auto rest = words.text.substr(behind);
      while (rest.starts_with(',') || rest.starts_with(';')) rest.remove_prefix(1);
      if (begins_method(rest) && !is_about_points(rest)) return words.sub(0, behind).trimmed();
    }
  return words;
}

bool is_stop(std::string_view text, std::size_t at, std::size_t& size) {
  const auto rest = text.substr(at);
  if (rest.starts_with("。")) {
    size = 3;
    return true;
  }
  // ① to ⑳, ⑴ to ⒇, with the mark behind: one of several rules begins.
  if (rest.size() > 3 && rest[0] == '\xE2' && (rest[1] == '\x91' || (rest[1] == '\x92' && rest[2] <= '\x87'))) {
    size = rest.substr(3).starts_with("、") ? 6 : 3;
    return true;
  }
  // A point between words of English, not 12.5 and not 2.4.
  size = 1;
  return text[at] == '.' && at > 0 && at + 1 < text.size() && text[at + 1] == ' ' &&
         !(text[at - 1] >= '0' && text[at - 1] <= '9');
}

/// Words by which a sentence without points of its own changes what another one says: it is never passed over.
bool may_change_a_rule(std::string_view text) {
  return holds_any(
      text, {"除外",     "不计",   "例外",   "免予",   "免于",     "免扣",        "可免",        "加倍",   "减半",
             "双倍",     "不超过", "最多",   "至多",   "上限",     "封顶",        "为限",        "不扣",   "不减",
             "不加",     "不算",   "免",     "视为",   "视同",     "翻番",        "翻倍",        "加重",   "从重",
             "从轻",     "折半",   "抵",     "酌",     "特殊情况", "类推",        "不在此",      "不纳入", "不列入",
             "可不",     "可以不", "为准",   "累计",   "不重复",   "取最高",      "就高",        "只计",   "仅计",
             "一票否决", "取消",   "except", "unless", "at most",  "not counted", "no more than"});
}

/// Sentences, and brackets that say something of points, each by itself.
std::vector<Piece> sentences_of(Piece text) {
  std::vector<Piece> out;
  std::size_t begin = 0;
  const auto cut = [&](std::size_t end) {
    if (end <= begin) return;
    Piece one = text.sub(begin, end - begin).trimmed();
    while (starts_with_any(one.text, {",", ";", ":"})) one = one.sub(1).trimmed();
    if (!one.empty()) out.push_back(one);
  };
  for (std::size_t i = 0; i < text.text.size();) {
    std::size_t size = 1;
    if (is_stop(text.text, i, size)) {
      cut(i);
      begin = i + size;
    } else if (text.text[i] == '(') {
      int depth = 0;
      std::size_t close = i;
      for (; close < text.text.size(); ++close) {
        if (text.text[close] == '(') ++depth;
        if (text.text[close] == ')' && --depth == 0) break;
      }
      const Piece inside = text.sub(i + 1, close > i ? close - i - 1 : 0);
      const bool is_rule = close < text.text.size() && is_about_points(inside.text) && character_count(inside.text) > 8;
      if (is_rule) {
        cut(i);
        for (const auto& one : sentences_of(inside)) out.push_back(one);
        begin = close + 1;
      }
      size = close < text.text.size() ? close + 1 - i : 1;
    }
    i += size;
  }
  cut(text.text.size());
  return out;
}

/// 标题【5分】: what stands before the bracket at the end, and in it.
std::pair<Piece, Piece> bracket_at_end(Piece body) {
  for (const auto& [open, close] :
       {std::pair<std::string_view, std::string_view>{"【", "】"}, {"[", "]"}, {"〔", "〕"}})
    if (body.text.ends_with(close))
      if (const auto at = body.text.rfind(open); at != body.text.npos) {
        const std::size_t begin = at + open.size();
        return {body.sub(0, at).trimmed(), body.sub(begin, body.text.size() - close.size() - begin).trimmed()};
      }
  return split_bracket(body);
}

/// The bracket of points that ends the paragraph.
std::optional<std::pair<Piece, TitlePoints>> points_at_end(Piece body) {
  const auto [before, bracket] = bracket_at_end(body);
  if (bracket.empty() || before.empty()) return std::nullopt;
  // As the bracket behind a short title is read.
  const Line probe("x(" + bracket.str() + ")", 0);
  const auto read = split_points(Piece(probe));
  if (!read.value || read.is_percent || !read.behind.empty()) return std::nullopt;
  TitlePoints points;
  points.points = bracket;
  points.value = read.value;
  return std::pair(before, points);
}

/// The first clause that says something of points ends the title, where the first sentence says both.
std::pair<Piece, Piece> split_title(Piece sentence) {
  if (!speaks_of_points(sentence.text)) return {sentence, {}};
  for (std::size_t at = sentence.text.find(','); at != sentence.text.npos; at = sentence.text.find(',', at + 1)) {
    const auto next = std::min(sentence.text.find(',', at + 1), sentence.text.size());
    if (speaks_of_points(sentence.text.substr(0, at))) break;
    if (speaks_of_points(sentence.text.substr(at + 1, next - at - 1)))
      return {sentence.sub(0, at).trimmed(), sentence.sub(at + 1).trimmed()};
  }
  return {sentence, {}};
}

/// What a clause may be that says only how things ought to be, and begins as such clauses do: nothing on which points
/// hang. 发生事故 is none: it is what the points behind it are taken for.
bool is_plain_wish(std::string_view text) {
  std::string clause(text);
  for (const std::string_view often : {"每月", "每年", "每季度", "每半年", "每周", "每期"})
    replace_all(clause, often, "");
  return starts_with_any(text, {"坚持", "按照", "根据", "做到", "建立", "健全",   "组织",   "落实",
                                "加强", "认真", "及时", "按时", "定期", "开展",   "执行",   "严格",
                                "完成", "积极", "向",   "每月", "每年", "每季度", "每半年", "每周"}) &&
         !has_digit(clause) && !is_about_points(clause) && !may_change_a_rule(clause) &&
         !ends_with_any(clause, {"的", "者", "时"}) &&
         !holds_any(clause, {"未",   "不",   "无", "没",   "超",   "低于", "高于", "多于", "少于",
                             "达到", "如果", "若", "凡",   "除",   "以上", "以下", "以内", "每",
                             "至少", "缺",   "迟", "逾期", "其中", "另",   "if ",  "when "});
}

/// 按照建档的要求,做到门类齐全,缺少一项减0.2分: the rule without the wishes in front of it.
Piece without_wishes(Piece sentence) {
  if (sentence.text.find(':') != sentence.text.npos) return sentence;  // a name stands in front
  Piece rest = sentence;
  for (auto at = rest.text.find(','); at != rest.text.npos; at = rest.text.find(',')) {
    if (!is_plain_wish(rest.text.substr(0, at))) break;
    rest = rest.sub(at + 1).trimmed();
  }
  // What is left names what it is taken for: 扣1分, 每次扣1分 alone do not.
  const bool is_bare =
      starts_with_any(rest.text, {"扣", "减", "加",   "得",   "计",   "记",   "罚",   "奖", "每",   "一次",
                                  "酌", "视", "不得", "该项", "此项", "本项", "否则", "倒", "最多", "各"}) &&
      !starts_with_any(rest.text, {"每少", "每缺", "每漏"});
  return speaks_of_points(rest.text) && !is_bare ? rest : sentence;
}

}  // namespace

bool speaks_of_points(std::string_view text) {
  const auto fen = text.find("分");
  for (auto at = fen; at != text.npos; at = text.find("分", at + 3))
    if (at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9' &&
        holds_any(text, {"扣", "减", "加", "得", "计", "每", "奖"}))
      return true;
  const std::string lower = lower_ascii(text);
  return holds_any(text, {"不得分", "得满分", "扣完", "酌情扣", "酌情减", "酌情加"}) ||
         (has_digit(text) && holds_any(lower, {" deduct", "deducts ", " points off", "scores ", "adds "}));
}

ItemWords read_item_words(Piece body) {
  ItemWords out;
  const auto parts = split_points(body);
  Piece behind;
  // Points at the very end of words that say how they are taken: the words are no title.
  const bool is_paragraph = parts.value && parts.behind.empty() && speaks_of_points(parts.title.text);
  if (parts.value && !parts.is_percent && !is_paragraph) {
    out.title = parts.title;
    out.points = parts.value;
    out.points_words = parts.points;
    behind = parts.behind;
  } else if (const auto at_end = points_at_end(body)) {
    out.points = at_end->second.value;
    out.points_words = at_end->second.points;
    const auto all = sentences_of(at_end->first);
    const auto [title, rules] = split_title(all.empty() ? at_end->first : all.front());
    out.title = without_method(title);
    const auto from = static_cast<std::size_t>(title.text.data() + title.text.size() - at_end->first.text.data());
    behind = at_end->first.sub(std::min(from, at_end->first.text.size()));
  } else {
    out.title = body;
    return out;
  }
  // 有独立场所得15分,无不得分(15分): the title is the rule.
  if (behind.trimmed().empty() && is_about_points(out.title.text)) out.sentences.push_back(out.title);
  for (const auto& sentence : sentences_of(behind)) {
    const Piece words = without_method(sentence);
    if (parse_averaging(words.text))  // 去掉一个最高分和一个最低分后取平均
      out.sentences.push_back(words);
    else if (is_about_points(words.text))
      out.sentences.push_back(without_wishes(words));
    else if (may_change_a_rule(words.text))
      out.sentences.push_back(words);
  }
  return out;
}

}  // namespace pingxing::scheme
