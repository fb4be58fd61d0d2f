// What a careless copy leaves behind: page numbers and menus, stray blanks, marks without their pair, doubled marks,
// a clause that stands twice.
#include <map>

#include "base/text.hpp"
#include "scheme/check/families.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"
#include "scheme/messages.hpp"

namespace pingxing::scheme {

namespace {

bool is_only(const std::string& text, std::string_view allowed) {
  for (const auto& c : characters_of(text))
    if (allowed.find(c) == allowed.npos) return false;
  return !text.empty();
}

bool is_furniture(const ProseLine& line) {
  const std::string& t = line.lower;
  if (t.starts_with("第") && t.ends_with("页") && t.size() < 24 && is_only(t, "第共页/,0123456789一二三四五六七八九十"))
    return true;
  if (t.starts_with("page ") && t.size() < 20 && is_only(t.substr(5), "0123456789 of/")) return true;
  int menus = 0;
  for (std::string_view word :
       {"上一页",          "上一篇",      "下一篇",       "打印本页",         "关闭窗口",    "责任编辑", "浏览次数",
        "点击数",          "返回顶部",    "您的位置",     "当前位置",         "设为首页",    "加入收藏", "本文已影响",
        "相关关键词",      "相关推荐",    "范文大全",     "文章播报",         "来源于网友",  "网友上传", "分享到",
        "扫码关注",        "点击下载",    "免责声明",     "版权所有",         "阅读量",      "阅读次数", "手机站",
        "print this page", "back to top", "you are here", "previous article", "next article"})
    menus += t.find(word) != t.npos ? 1 : 0;
  if (menus > 0 && t.size() < 240) return true;
  if (t.starts_with("时间:20") && t.find("来源:") != t.npos) return true;
  if (t.starts_with("首页") && first_of(t, {">", "»", "›", "/"}).size() > 0) return true;
  if (!t.starts_with("|") && t.find('|') != t.rfind('|') && t.size() < 160) return true;  // a menu on one line
  return t.size() < 12 && t.ends_with("-") && is_only(t, "0123456789-—");                 // 1011-
}

void check_furniture(const std::vector<ProseLine>& prose, Problems& problems) {
  for (const auto& line : prose)
    if (is_furniture(line)) problems.add(findings::page_furniture, line.place, {shortened(line.text)});
}

/// A single hanzi cut off by a blank: 考 核办法.
bool has_torn_word(const std::string& raw) {
  if (raw.find(' ') == raw.npos) return false;
  const auto c = characters_of(trimmed(raw));
  const auto hanzi = [&](std::size_t i) {
    std::size_t at = 0;
    return i < c.size() && is_hanzi(next_character(c[i], at));
  };
  int torn = 0, blanks = 0;
  for (std::size_t i = 1; i + 1 < c.size(); ++i) {
    if (c[i] != " " || !hanzi(i - 1) || !hanzi(i + 1)) continue;
    ++blanks;
    const bool is_left_alone = i == 1 || !hanzi(i - 2), is_right_alone = !hanzi(i + 2);
    torn += is_left_alone && !is_right_alone ? 1 : 0;  // 组 长: and 一 星 级 are spaced for looks
  }
  const bool is_sentence = c.size() > 10 && (c.back() == "。" || c.back() == "．");
  return (torn > 0 && blanks < 3) || (is_sentence && blanks == 1);  // 要认真落 实要求。
}

/// The mark without its pair; empty where all have one.
std::string unpaired(const std::string& text) {
  static const std::pair<std::string_view, std::string_view> pairs[] = {
      {"(", ")"}, {"“", "”"}, {"《", "》"}, {"[", "]"}};
  for (const auto& [open, close] : pairs) {
    int depth = 0;
    for (std::size_t at = 0; at < text.size() && depth >= 0;) {
      const std::size_t from = at;
      next_character(text, at);
      const auto c = std::string_view(text).substr(from, at - from);
      if (c == open) ++depth;
      if (c == close) --depth;
    }
    if (depth != 0) return std::string(depth > 0 ? open : close);
  }
  return {};
}

/// 1) and a): a bracket that closes a number has no pair and needs none.
std::string without_list_marks(const std::string& text) {
  std::string out;
  std::size_t at = 0;
  for (int i = 0; i < 4 && at < text.size(); ++i) {
    const std::size_t from = at;
    next_character(text, at);
    const std::string c = text.substr(from, at - from);
    const bool is_mark =
        c == ")" && i > 0 && out.find('(') == out.npos && is_only(out, "0123456789abcdefghij一二三四五六七八九十");
    if (!is_mark) out += c;
  }
  return out + text.substr(at);
}

void check_torn(const std::vector<ProseLine>& prose, Problems& problems) {
  for (const auto& line : prose) {
    const std::string mark = unpaired(without_list_marks(line.text));
    if (!mark.empty() && line.is_last_of_paragraph) {
      problems.add(findings::text_suspect, line.place,
                   {shortened(line.text), Phrase("里“" + mark + "”不成对", "a “" + mark + "” has no pair")});
    } else if (has_torn_word(line.raw)) {
      problems.add(findings::text_suspect, line.place,
                   {shortened(trimmed(line.raw)), Text{"里词中有空格", "a blank stands inside a word"}});
    } else {
      for (std::string_view twice : {"的的", "了了", "和和", "是是", "在在", " the the ", " of of ", " and and "})
        if (line.lower.find(twice) != line.lower.npos) {
          problems.add(findings::text_suspect, line.place,
                       {shortened(line.text), Text{"里有重复的字", "a word stands twice"}});
          break;
        }
    }
  }
}

void check_marks(const std::vector<ProseLine>& prose, Problems& problems) {
  for (const auto& line : prose) {
    std::string wrong;
    for (std::string_view pair :
         {",,", "。。", "、、", ";;", "::", ",。", "。,", "、,", ",、", ";。", "。;", "、。", ":。", ";,", ",;", ".,"})
      if (wrong.empty() && line.text.find(pair) != line.text.npos) wrong = pair;
    for (char digit = '2'; digit <= '9' && wrong.empty(); ++digit)  // “…,2.…”: two items on one line
      for (std::string_view mark : {".", "、"}) {
        const std::string item = std::string(",") + digit + std::string(mark);
        const auto at = line.text.find(item);
        const std::size_t next = at + item.size();
        const bool is_item = at != line.text.npos && next < line.text.size() && (line.text[next] & 0x80) != 0;
        const std::string before = std::string(1, static_cast<char>(digit - 1)) + std::string(mark);
        if (is_item && line.text.find(before) < at) wrong = item;
      }
    if (!wrong.empty()) problems.add(findings::punctuation, line.place, {wrong});
  }
}

/// 二O一O年, 7曰: letters in dates of prose, which nothing reads.
void check_dates(const std::vector<ProseLine>& prose, Problems& problems) {
  for (const auto& line : prose) {
    const auto c = characters_of(line.text);
    std::string mended, found;
    for (std::size_t i = 0; i < c.size(); ++i) {
      const auto numeral = [&](std::size_t at) { return at < c.size() && (small_count(c[at]) || c[at] == "〇"); };
      const bool is_o = (c[i] == "O" || c[i] == "o") && i > 0 && (numeral(i - 1) || c[i - 1] == "O") &&
                        (numeral(i + 1) || (i + 1 < c.size() && c[i + 1] == "年"));
      const bool is_sun = c[i] == "曰" && i > 0 && c[i - 1].size() == 1 && numeral(i - 1);
      mended += is_o ? "〇" : is_sun ? "日" : c[i];
      if (is_o || is_sun) found = c[i];
    }
    if (!found.empty()) problems.add(messages::lookalike, line.place, {shortened(line.text), shortened(mended)});
  }
}

void check_repeats(const Scheme& s, const std::vector<ProseLine>& prose, Problems& problems) {
  std::map<std::string, int> seen;
  const auto note = [&](const std::string& text, const Place& place) {
    const auto [at, is_new] = seen.emplace(text, place.line);
    if (!is_new)
      problems.add(findings::clause_repeated, place,
                   {std::to_string(at->second), shortened(text.substr(0, text.find('\n')))});
  };
  for (const auto& line : prose)
    if (character_count(line.text) >= 12 && !line.text.starts_with("|")) note(line.text, line.place);
  seen.clear();
  for (const auto& one : s.measures)
    note(one.name + "\n" + std::to_string(static_cast<int>(one.kind)) + one.effect.text, one.place);
}

}  // namespace

void check_copies(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  const auto& prose = r.prose;
  check_furniture(prose, problems);
  check_torn(prose, problems);
  check_marks(prose, problems);
  check_dates(prose, problems);
  check_repeats(s, prose, problems);
}

}  // namespace pingxing::scheme
