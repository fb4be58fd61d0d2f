// Numbering: headings, items by their path (2.4 belongs to 2), stages, requirements of a level.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/text.hpp"
#include "scheme/check/families.hpp"
#include "scheme/check/words.hpp"
#include "scheme/check_messages.hpp"

namespace pingxing::scheme {

namespace {

struct Numbered {
  int number = 0;
  std::string suffix;  // 12b
  std::string shown;   // as written
  std::string path;    // 2. of 2.4
  bool is_hanzi = false;
  Place place;
};

/// 一 … 九十九, or digits.
std::optional<int> hanzi_number(std::string_view text) {
  if (auto small = small_count(text); small && text != "两") return small;
  const auto ten = text.find("十");
  if (ten == text.npos) return std::nullopt;
  const auto tens = ten == 0 ? std::optional(1) : small_count(text.substr(0, ten));
  const auto ones = ten + 3 == text.size() ? std::optional(0) : small_count(text.substr(ten + 3));
  if (!tens || !ones || *tens > 9 || *ones > 9) return std::nullopt;
  return *tens * 10 + *ones;
}

/// The number a heading begins with: 一、 (二) 3. 第四部分.
std::optional<Numbered> heading_number(std::string_view title) {
  const auto made = [&](std::string_view words) -> std::optional<Numbered> {
    const auto number = hanzi_number(words);
    if (!number) return std::nullopt;
    Numbered out;
    out.number = *number;
    out.shown = words;
    out.is_hanzi = !has_digit(words);
    return out;
  };
  if (title.starts_with("(")) {
    const auto end = title.find(')');
    return end == title.npos ? std::nullopt : made(title.substr(1, end - 1));
  }
  if (title.starts_with("第")) {
    for (std::string_view unit : {"部分", "章", "节"})
      if (const auto end = title.find(unit); end != title.npos && end <= 12) return made(title.substr(3, end - 3));
    return std::nullopt;
  }
  if (const auto mark = title.find("、"); mark != title.npos && mark > 0 && mark <= 9)
    return made(title.substr(0, mark));
  if (const auto mark = title.find('.'); mark != title.npos && mark > 0 && mark <= 3) {
    const bool is_path = mark + 1 < title.size() && title[mark + 1] >= '0' && title[mark + 1] <= '9';
    if (!is_path) return made(title.substr(0, mark));
  }
  return std::nullopt;
}

/// The last step of an item's number, and what stands before it.
std::pair<std::string, Numbered> item_number(const std::string& id, const Place& place) {
  Numbered out;
  out.shown = id;
  out.place = place;
  const auto dot = id.rfind('.');
  std::string last = dot == std::string::npos ? id : id.substr(dot + 1);
  while (!last.empty() && !(last.back() >= '0' && last.back() <= '9')) {
    out.suffix = last.back() + out.suffix;
    last.pop_back();
  }
  out.number = small_count(last).value_or(0);
  out.path = dot == std::string::npos ? "" : id.substr(0, dot + 1);
  return {out.path, out};
}

/// Another number of the same list, written as its neighbours are.
std::string written(int number, const Numbered& like) {
  if (!like.is_hanzi || number > 99) return like.path + std::to_string(number);
  static constexpr std::array<std::string_view, 10> digits = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
  const auto tens = static_cast<std::size_t>(number / 10), ones = static_cast<std::size_t>(number % 10);
  return std::string(tens > 1 ? digits[tens] : "") + (tens > 0 ? "十" : "") + std::string(digits[ones]);
}

/// A list that begins with its second number or a later one.
void check_beginning(const Numbered& first, Problems& problems) {
  if (first.number < 2 || first.number > 20) return;
  std::vector<std::string> missing;
  for (int n = 1; n < first.number && missing.size() < 5; ++n) missing.push_back(written(n, first));
  problems.add(findings::number_gap, first.place,
               {Text{"最前面的", "comes first"}, first.shown, listed(missing), written(1, first)});
}

void check_list(const std::vector<Numbered>& list, bool may_repeat, Problems& problems) {
  std::map<int, const Numbered*> seen;
  for (const auto& one : list) seen.emplace(one.number, &one);
  std::map<int, int> free_from;  // the first number that is not there, behind one that is
  for (auto one = seen.rbegin(); one != seen.rend(); ++one) {
    const auto next = free_from.find(one->first + 1);
    free_from[one->first] = next == free_from.end() ? one->first + 1 : next->second;
  }
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto& one = list[i];
    if (i == 0) continue;
    const auto& before = list[i - 1];
    const auto& first = *seen[one.number];
    if (&first != &one && one.suffix.empty() && first.suffix.empty()) {
      if (!may_repeat)
        problems.add(findings::number_collision, one.place, {one.shown, std::to_string(first.place.line)});
      continue;
    }
    if (one.number < before.number) {
      problems.add(findings::number_order, one.place, {before.shown, one.shown});
    } else if (one.number > before.number + 1) {
      std::vector<std::string> missing;
      for (int n = free_from[before.number]; n < one.number && missing.size() < 5; ++n) {
        if (const auto taken = free_from.find(n); taken != free_from.end()) n = taken->second;
        if (n < one.number) missing.push_back(written(n, one));
      }
      if (!missing.empty())
        problems.add(findings::number_gap, one.place,
                     {Phrase(before.shown + "后面", "follows " + before.shown), one.shown, listed(missing),
                      written(before.number + 1, one)});
    }
  }
}

/// Two headings of one number, each for kinds of its own, are alternatives.
bool is_for_others(const Section& a, const Section& b) {
  if (a.kinds.empty() || b.kinds.empty()) return false;
  return std::none_of(a.kinds.begin(), a.kinds.end(), [&](const std::string& kind) {
    return std::find(b.kinds.begin(), b.kinds.end(), kind) != b.kinds.end();
  });
}

void check_headings(const Scheme& s, Problems& problems) {
  std::map<int, std::vector<const Section*>> levels;
  for (const auto& one : s.sections)
    if (one.kind != SectionKind::Ladder) levels[one.parent].push_back(&one);
  for (const auto& [parent, siblings] : levels) {
    std::vector<Numbered> list;
    std::string example;
    const Section *without = nullptr, *last = nullptr;
    for (const auto* one : siblings) {
      auto number = heading_number(one->title);
      if (number) {
        number->place = one->place;
        const bool is_alternative =
            last && !list.empty() && list.back().number == number->number && is_for_others(*last, *one);
        if (!is_alternative) list.push_back(*number);
        last = one;
        if (example.empty()) example = one->title;
      } else if (one->kind == SectionKind::Ordinary && !without) {
        without = one;
      }
    }
    if (!list.empty()) check_beginning(list.front(), problems);
    check_list(list, false, problems);
    if (without && !list.empty()) problems.add(findings::number_missing, without->place, {without->title, example});
  }
}

void check_items(const Scheme& s, Problems& problems) {
  std::map<std::string, std::vector<Numbered>> paths;
  std::set<std::string, std::less<>> implied;  // 12.2 of 12.2.1, where 12.2 has no line of its own
  for (const auto& one : s.indicators) {
    for (auto dot = one.id.find('.'); dot != std::string::npos; dot = one.id.find('.', dot + 1)) {
      const std::string above = one.id.substr(0, dot);
      if (above.find('.') == std::string::npos || !implied.insert(above).second) continue;
      auto [path, number] = item_number(above, one.place);
      paths[path].push_back(number);
    }
    if (!implied.insert(one.id).second && one.id.find('.') != std::string::npos) continue;
    auto [path, number] = item_number(one.id, one.place);
    paths[path].push_back(number);
  }
  for (const auto& [path, list] : paths) {
    if (!path.empty() || list.front().number == 2) check_beginning(list.front(), problems);
    check_list(list, true, problems);  // parsing refuses a number used twice
  }
  std::vector<Numbered> stages;
  for (const auto& one : s.stages) stages.push_back(item_number(one.id, one.place).second);
  if (!stages.empty()) check_beginning(stages.front(), problems);
  check_list(stages, false, problems);
}

/// Numbered lines of the other sections, whose numbers identify nothing: they stand in the blocks alone.
void check_special_lists(const Scheme& s, Problems& problems) {
  std::map<int, std::vector<Numbered>> lists;
  int section = -1;
  for (const auto& block : s.blocks) {
    if (block.kind == Block::Kind::Section) section = block.index;
    const bool is_line = block.kind == Block::Kind::Requirement || block.kind == Block::Kind::Measure ||
                         block.kind == Block::Kind::Bonus || block.kind == Block::Kind::Consequence ||
                         block.kind == Block::Kind::Target;
    const auto dot = block.text.find(". ");
    if (!is_line || dot == std::string::npos || dot > 6 || !has_digit(block.text.substr(0, 1))) continue;
    auto number = item_number(block.text.substr(0, dot), block.place);
    if (number.first.empty()) lists[section].push_back(number.second);
  }
  for (const auto& [where, list] : lists) {
    if (list.front().number == 2) check_beginning(list.front(), problems);
    check_list(list, false, problems);
  }
}

}  // namespace

void check_numbers(const Reading& r, Problems& problems) {
  const Scheme& s = r.scheme;
  check_headings(s, problems);
  check_items(s, problems);
  check_special_lists(s, problems);
}

}  // namespace pingxing::scheme
