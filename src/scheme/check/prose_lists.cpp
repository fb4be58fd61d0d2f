// Numbered lines of prose: a list that begins again inside one of its own kind, leaves a number out, or begins with
// its second.
#include <map>

#include "base/text.hpp"
#include "scheme/check/families.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"

namespace pingxing::scheme {

namespace {

struct Mark {
  std::string kind;  // what stands around the number: 、 . ( ) ①
  int number = 0;
  std::string rest;
};

/// 1、 1. (1) (一) 一、 ① at the beginning of a line.
std::optional<Mark> mark_of(const std::string& text) {
  std::size_t at = 0;
  const char32_t first = next_character(text, at);
  if (first >= 0x2460 && first <= 0x2473) return Mark{"①", static_cast<int>(first - 0x2460) + 1, text.substr(at)};
  const bool is_bracketed = text.starts_with("(");
  std::size_t from = is_bracketed ? 1 : 0, end = from;
  while (end < text.size() && end - from < 3 && text[end] >= '0' && text[end] <= '9') ++end;
  const bool is_digits = end > from;
  if (!is_digits)
    while (end + 3 <= text.size() && end - from < 9 && small_count(text.substr(from, end + 3 - from)) &&
           (text[end] & 0x80) != 0)
      end += 3;
  const auto number = end > from ? small_count(text.substr(from, end - from)) : std::nullopt;
  if (!number || *number < 1 || *number > 200) return std::nullopt;
  const std::string_view behind = std::string_view(text).substr(end);
  for (std::string_view close : {")", "、", "."}) {
    if (!behind.starts_with(close) || is_bracketed != (close == ")")) continue;
    const auto rest = trimmed(behind.substr(close.size()));
    if (rest.empty() || (rest[0] >= '0' && rest[0] <= '9')) return std::nullopt;  // 3.5%
    return Mark{std::string(is_bracketed ? "(" : "") + (is_digits ? "1" : "一") + std::string(close), *number,
                std::string(rest)};
  }
  return std::nullopt;
}

/// As the line writes it.
std::string written(const std::string& kind, int number) {
  if (kind == "①") {
    std::string out;
    append_character(out, static_cast<char32_t>(0x2460 + number - 1));
    return out;
  }
  static constexpr std::string_view digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
  const bool is_hanzi = kind.find("一") != kind.npos && number <= 10;
  const std::string shown = is_hanzi ? std::string(digits[number]) : std::to_string(number);
  return kind.starts_with("(") ? "(" + shown + ")" : shown;
}

/// 2、定级程序, 3. 评定步骤:. What follows belongs to it.
bool is_title(const std::string& rest) {
  return rest.ends_with(":") ||
         (character_count(rest) <= 14 && rest.find("。") == rest.npos && !rest.ends_with(";") && !rest.ends_with(","));
}

class Lists {
 public:
  explicit Lists(Problems& problems) : problems_(problems) {}

  void begin_section() { open_.clear(); }

  void read(const ProseLine& line) {
    const auto mark = mark_of(line.text);
    if (!mark) {
      if (!open_.empty()) open_.back().is_interrupted = true;
      if (line.text.ends_with(":") && !open_.empty()) open_.back().is_introduced = true;
      return;
    }
    for (std::size_t i = open_.size(); i-- > 0;)
      if (open_[i].kind == mark->kind) {
        open_.resize(i + 1);
        return follow(*mark, line.place);
      }
    if (!open_.empty() && mark->number > 1) gap({}, 0, *mark, line.place);
    open_.push_back({mark->kind, {}, 0, {}, false, false});
    keep(*mark, line.place);
  }

 private:
  struct List {
    std::string kind;
    std::map<int, int> lines;  // of each number
    int last = 0;
    std::string rest;  // of the last
    bool is_interrupted = false, is_introduced = false;
    int outer = 0;  // the number after which it began again
  };

  void keep(const Mark& mark, const Place& place) {
    auto& list = open_.back();
    list.lines[mark.number] = place.line;
    list.last = mark.number;
    list.rest = mark.rest;
    list.is_interrupted = list.is_introduced = false;
  }

  void gap(const std::string& before, int last, const Mark& mark, const Place& place) {
    std::vector<std::string> missing;
    for (int n = last + 1; n < mark.number && missing.size() < 5; ++n) missing.push_back(written(mark.kind, n));
    problems_.add(
        findings::number_gap, place,
        {before.empty() ? Phrase(Text{"最前面的", "comes first"}) : Phrase(before + "后面", "follows " + before),
         written(mark.kind, mark.number), listed(missing), written(mark.kind, last + 1)});
  }

  void follow(const Mark& mark, const Place& place) {
    auto& list = open_.back();
    const int n = mark.number;
    if (list.outer > 0 && n == list.outer + 1 && n != list.last + 1) {
      list.outer = 0;
    } else if (n == 1 && list.last > 0) {
      const bool is_new = list.is_introduced || (list.is_interrupted && !is_title(list.rest));
      if (!is_new) collide(list, n, mark, place);
      list.outer = is_new ? 0 : list.last;
      list.lines.clear();
    } else if (n > list.last + 1) {
      gap(written(mark.kind, list.last), list.last, mark, place);
    } else if (n == list.last) {
      collide(list, n, mark, place);
    } else if (n < list.last) {
      problems_.add(findings::number_order, place, {written(mark.kind, list.last), written(mark.kind, n)});
    }
    keep(mark, place);
  }

  void collide(const List& list, int n, const Mark& mark, const Place& place) {
    const auto before = list.lines.find(n);
    if (before == list.lines.end()) return;
    problems_.add(findings::number_collision, place, {written(mark.kind, n), std::to_string(before->second)});
  }

  Problems& problems_;
  std::vector<List> open_;  // the outer first
};

}  // namespace

void check_prose_lists(const Reading& r, Problems& problems) {
  Lists lists(problems);
  int section = -2;
  for (const auto& line : r.prose) {
    if (line.section != section) lists.begin_section();
    section = line.section;
    if (!line.is_numbered && !line.text.starts_with("|")) lists.read(line);
  }
}

}  // namespace pingxing::scheme
