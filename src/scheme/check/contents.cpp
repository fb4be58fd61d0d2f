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

void check_annexes(const Scheme& s, Problems& problems) {
  if (property_line(s, "annex")) return;
  for (const auto& block : s.blocks) {
    if (is_comment(block)) continue;
    const std::string text = text_of(s, block), lower = lower_ascii(text);
    if (!has_any(lower, {"附件", "附表", "见附", "附后", "annex", "appendix", "attached table", "attached form",
                         "see attached"}))
      continue;
    problems.add(findings::annex_missing, block.place, {shortened(text)});
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
    if (!is_letter(end) && !(at > 0 && is_letter(at - 1))) return text.substr(at, end - at);
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

void check_truncation(const Reading& r, Problems& problems) {
  for (const auto& line : r.prose) {
    const bool is_lost = has_any(line.lower, {"此处缺页", "以下缺页", "原件缺页", "page missing", "page lost"});
    bool breaks_off = false;
    if (line.is_last_of_paragraph && line.text.size() > 12 && !line.text.starts_with("|") &&
        !line.text.starts_with("-"))
      breaks_off = ends_with_any(
          line.lower, {",", "、", "(", "以及", "或者", "并且", " and", " or", " the", " of", " to", " with"});
    if (!is_lost && !breaks_off) continue;
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
