// What is not there: sections without contents, annexes nobody names, blanks to be filled in, paragraphs that break
// off; and what is no scheme at all.
#include <algorithm>

#include "base/text.hpp"
#include "scheme/check/families.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"

namespace pingxing::scheme {

namespace {

bool is_comment(const Block& block) {
  return block.kind == Block::Kind::Prose && trimmed(block.text).starts_with("<!--");
}

void check_empty(const Scheme& s, Problems& problems) {
  for (std::size_t i = 0; i < s.blocks.size(); ++i) {
    if (s.blocks[i].kind != Block::Kind::Section) continue;
    const auto& section = s.sections[static_cast<std::size_t>(s.blocks[i].index)];
    bool has_any_line = false;
    for (std::size_t j = i + 1; j < s.blocks.size(); ++j) {
      if (is_comment(s.blocks[j])) continue;
      if (s.blocks[j].kind == Block::Kind::Section)
        has_any_line = s.sections[static_cast<std::size_t>(s.blocks[j].index)].level > section.level;
      else
        has_any_line = true;
      break;
    }
    if (!has_any_line) problems.add(findings::section_empty, section.place, {section.title});
  }
}

/// The text of a line as written, where it may speak of annexes or hold blanks.
std::string text_of(const Scheme& s, const Block& block) {
  if (block.kind != Block::Kind::Rule) return block.text;
  return s.indicators[static_cast<std::size_t>(block.index)].rules[static_cast<std::size_t>(block.sub)].name;
}

/// 见赛区划分表, 下发的考核表, 《细则》第5项, 第18条 of a scheme without one: what stands elsewhere.
bool speaks_of_other(const Scheme& s, std::string_view text) {
  for (std::string_view word : {"见", "下发的", "所附", "制发的"}) {
    const auto at = text.find(word);
    if (at == text.npos) continue;
    auto clause = text.substr(at + word.size());
    clause = clause.substr(0, clause.find_first_of(",;:)"));
    clause = clause.substr(0, clause.find("。"));
    const bool is_here = starts_with_any(clause, {"下表", "上表", "本表", "左表", "右表", "表", "后", "面"});
    if (clause.ends_with("表") && !is_here && character_count(clause) >= 3 && character_count(clause) <= 16 &&
        !has_any(clause, {"代表", "述", "仪表"}))
      return true;
  }
  for (auto at = text.find("第"); at != text.npos; at = text.find("第", at + 3)) {
    for (std::string_view unit : {"条", "款", "项"}) {
      const auto end = text.find(unit, at);
      if (end == text.npos || end - at > 12) continue;
      const auto number = text.substr(at + 3, end - at - 3);
      const auto count = small_count(number);
      if (!count) continue;
      const bool is_of_other = text.substr(0, at).ends_with("》");
      const bool is_here = std::any_of(s.indicators.begin(), s.indicators.end(),
                                       [&](const Indicator& one) { return one.id == std::to_string(*count); });
      if (is_of_other || (!is_here && !s.indicators.empty() && unit != "款" && *count > 1)) return true;
    }
  }
  return false;
}

void check_annexes(const Scheme& s, Problems& problems) {
  if (property_line(s, "annex")) return;
  for (const auto& block : s.blocks) {
    if (is_comment(block)) continue;
    const std::string text = text_of(s, block), lower = lower_ascii(text);
    const bool is_annex = has_any(lower, {"附件", "附表", "见附", "附后", "另附", "附录", "annex", "appendix",
                                          "attached table", "attached form", "see attached"});
    const bool is_other = !is_annex && block.kind == Block::Kind::Prose && speaks_of_other(s, Line(text, 0).text());
    if (!is_annex && !is_other) continue;
    problems.add(findings::annex_missing, block.place,
                 {shortened(text), is_annex ? Phrase(Text{"附件", "an annex"})
                                            : Phrase(Text{"另一份表或文件", "a table or another document"})});
    return;
  }
}

/// XX, ××, ____, 某某: something stands for what was not known. Empty where there is none.
std::string blank_in(const std::string& text) {
  if (text.starts_with("未定级") || text.starts_with("unrated")) return {};  // 待定 is a name there
  for (std::string_view word : {"××", "╳╳", "○○", "〇〇", "□□", "某某", "__", "待定", "TBD", "tbd"})
    if (const auto found = text.find(word); found != text.npos) return std::string(word);
  for (std::size_t at = text.find("XX"); at != text.npos; at = text.find("XX", at + 1)) {
    const auto is_letter = [&](std::size_t i) {
      return i < text.size() && ((text[i] >= 'a' && text[i] <= 'z') || (text[i] >= 'A' && text[i] <= 'W') ||
                                 text[i] == 'Y' || text[i] == 'Z');
    };
    std::size_t end = at;
    while (end < text.size() && text[end] == 'X') ++end;
    const bool is_a_make = starts_with_any(std::string_view(text).substr(end), {"型", "牌", "式", "系列", "码"});
    if (!is_letter(end) && !(at > 0 && is_letter(at - 1)) && !is_a_make) return text.substr(at, end - at);
  }
  return {};
}

void check_blanks(const Scheme& s, Problems& problems) {
  int count = 0;
  std::string shown;
  Place place;
  for (const auto& block : s.blocks) {
    if (is_comment(block)) continue;
    const std::string text = text_of(s, block);
    if (blank_in(text).empty()) continue;
    if (count++ == 0) {
      shown = shortened(text);
      place = block.place;
    }
  }
  if (count > 0) problems.add(findings::placeholder, place, {shown, std::to_string(count)});
}

/// 对各县委、34诺事项: a page number where a page is lost. Behind a comma, before what is no unit.
std::size_t spliced(std::string_view text) {
  for (std::string_view mark : {"、", ","}) {
    for (auto at = text.find(mark); at != text.npos; at = text.find(mark, at + mark.size())) {
      std::size_t end = at + mark.size();
      while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
      const std::size_t digits = end - at - mark.size();
      if (digits < 2 || digits > 3 || end >= text.size() || (text[end] & 0x80) == 0) continue;
      std::size_t next = end;
      next_character(text, next);
      static constexpr std::string_view units =
          "个名项次人天条份元年月日号时分岁位家户场篇期届级类种件处所座亩公吨米里平千百万亿周小季度星点版页间套台辆支队"
          "组班社区"
          "村镇乡部本张例起宗批轮遍步册卷章节款倍成半多余几以左及至到字头对副只棵株片块届门科课堂集栏行列厘毫升斤克、";
      if (units.find(text.substr(end, next - end)) == units.npos) return at;
    }
  }
  return text.npos;
}

/// 人数控制在50: a paragraph that stops behind a figure which a word leads up to.
bool ends_in_bare_figure(std::string_view text) {
  std::size_t from = text.size();
  while (from > 0 && text[from - 1] >= '0' && text[from - 1] <= '9') --from;
  return from < text.size() && character_count(text) > 8 &&
         ends_with_any(text.substr(0, from),
                       {"在", "为", "达", "达到", "不超过", "不少于", "至少", "超过", "共", "约", "近"});
}

void check_truncation(const Reading& r, Problems& problems) {
  for (const auto& line : r.prose) {
    const bool is_lost = has_any(line.lower, {"此处缺页", "以下缺页", "原件缺页", "page missing", "page lost"});
    bool breaks_off = false;
    if (line.is_last_of_paragraph && line.text.size() > 12 && !line.text.starts_with("|") &&
        !line.text.starts_with("-"))
      breaks_off = ends_with_any(
          line.lower, {",", "、", "(", "以及", "或者", "并且", " and", " or", " the", " of", " to", " with"});
    const auto splice = spliced(line.text);
    const bool ends_in_figure = line.is_last_of_paragraph && ends_in_bare_figure(line.text);
    if (!is_lost && !breaks_off && !ends_in_figure && splice == line.text.npos) continue;
    if (splice != line.text.npos) {
      problems.add(findings::source_truncated, line.place, {shortened(line.text)});
      continue;
    }
    const auto characters = characters_of(line.text);
    std::string tail;
    for (std::size_t i = characters.size() > 20 ? characters.size() - 20 : 0; i < characters.size(); ++i)
      tail += characters[i];
    problems.add(findings::source_truncated, line.place, {(characters.size() > 20 ? "…" : "") + tail});
  }
}

}  // namespace

bool is_no_scheme(const Scheme& s, Problems& problems) {
  const std::string title = lower_ascii(s.title);
  const bool is_report =
      ends_with_any(title, {"汇报", "总结", "报告", "简报", "纪要", " report", " minutes", " summary"});
  const bool has_rules =
      !s.grading.grades.empty() || !s.reviews.empty() || !s.measures.empty() ||
      std::any_of(s.indicators.begin(), s.indicators.end(), [&](const Indicator& one) { return one.has_written_rule; });
  if (!is_report || has_rules) return false;
  problems.add(findings::not_a_scheme, s.blocks.empty() ? s.place(1) : s.blocks.front().place, {s.title});
  return true;
}

void check_contents(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  check_empty(s, problems);
  check_annexes(s, problems);
  check_blanks(s, problems);
  check_truncation(r, problems);
}

}  // namespace pingxing::scheme
