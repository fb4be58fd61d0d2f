// The indices of names, by kind of thing. Where several have one name the first is meant, but for inputs of indicators:
// their name alone is then no name at all. Grades are few (the parser sees to that) and are looked through one by one,
// since 5星级 is another name of 五星级.
#include "scheme/names.hpp"

#include <algorithm>

#include "scheme/input_key.hpp"
#include "scheme/lines.hpp"
#include "scheme/messages.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::scheme {

namespace {

constexpr std::size_t ending_bytes_max = 120;  // of a title that is named by its ending; a longer one is named in full

/// Both lists of kinds together; empty: all.
void widen(std::vector<std::string>& kinds, const std::vector<std::string>& more) {
  if (more.empty()) kinds.clear();
  if (kinds.empty()) return;
  for (const auto& kind : more)
    if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) kinds.push_back(kind);
}

bool is_measure(InputType type) { return type == InputType::Amount || type == InputType::Count; }

}  // namespace

Phrase type_name(InputType type) {
  switch (type) {
    case InputType::YesNo:
      return Text{"是/否", "yes/no"};
    case InputType::Count:
      return Text{"次数", "a count"};
    case InputType::Amount:
      return Text{"数值", "a number"};
    case InputType::Percent:
      return Text{"百分数", "a per cent"};
    case InputType::Points:
      return Text{"评分", "points"};
    case InputType::Choice:
      return Text{"单选", "a choice"};
    case InputType::Choices:
      return Text{"多选", "choices"};
    case InputType::Name:
      return Text{"姓名", "a name"};
  }
  return "";
}

Names::Names(Scheme& scheme, Problems& problems) : s_(scheme), problems_(problems) {
  for (std::size_t i = 0; i < s_.indicators.size(); ++i) {  // the first of a name is the one that is meant
    indicators_.emplace(s_.indicators[i].id, static_cast<int>(i));
    indicators_.emplace(s_.indicators[i].title, static_cast<int>(i));
  }
  for (std::size_t i = 0; i < s_.sections.size(); ++i) {
    constexpr std::string_view mark = "、";
    const std::string& title = s_.sections[i].title;
    if (s_.sections[i].kind != SectionKind::Ordinary) continue;
    sections_.emplace(title, static_cast<int>(i));
    for (auto at = title.find(mark); at != title.npos; at = title.find(mark, at + 1)) {
      const std::size_t begin = at + mark.size();
      if (begin < title.size() && title.size() - begin <= ending_bytes_max)
        sections_.emplace(title.substr(begin), static_cast<int>(i));
    }
  }
}

int Names::found(const Index& index, std::string_view name) {
  const auto at = index.find(name);
  return at == index.end() ? -1 : at->second;
}

int Names::grade(std::string_view name) const {
  const auto& grades = s_.grading.grades;
  for (std::size_t i = 0; i < grades.size(); ++i)
    if (grades[i].name == name) return static_cast<int>(i);
  if (auto stars = stars_in(name))
    for (std::size_t i = 0; i < grades.size(); ++i)
      if (grades[i].stars == *stars) return static_cast<int>(i);
  return -1;
}

int Names::input(std::string_view name) const {
  if (const int exact = found(by_header_, name); exact >= 0) return exact;
  return found(by_name_, name);
}

int Names::indicator(std::string_view name) const { return found(indicators_, name); }

int Names::section(std::string_view name) const { return found(sections_, name); }

Phrase Names::grade_list() const {
  std::vector<std::string> names;
  if (is_heard(problems_))
    for (const auto& grade : s_.grading.grades) names.push_back(grade.name);
  return listed(names);
}

int Names::add_input(Input made) {
  const int next = static_cast<int>(s_.inputs.size());
  const auto [at, is_new] = inputs_.emplace(std::pair(made.indicator, made.name), next);
  if (is_new) {
    s_.inputs.push_back(std::move(made));
    const auto& added = s_.inputs.back();
    by_header_.emplace(s_.header(next), next);
    give_key(next);
    if (added.indicator >= 0) {
      const auto [same, is_only] = by_name_.emplace(added.name, next);
      if (!is_only) same->second = -2;
    }
    return next;
  }
  auto& known = s_.inputs[static_cast<std::size_t>(at->second)];
  if (known.type != made.type && !(is_measure(known.type) && is_measure(made.type)))
    problems_.add(messages::input_conflict, made.place,
                  {made.name, type_name(made.type), type_name(known.type), std::to_string(known.place.line)});
  const bool are_listed_alike =
      known.entries == made.entries || known.entries == Entries::None || made.entries == Entries::None;
  if (!are_listed_alike) {
    const auto said = [](Entries entries) {
      return entries == Entries::Dated ? Phrase(Text{"逐次写日期的", "listed by dates"})
                                       : Phrase(Text{"逐人(次)写的", "listed by persons"});
    };
    problems_.add(messages::input_conflict, made.place,
                  {made.name, said(made.entries), said(known.entries), std::to_string(known.place.line)});
  }
  if (known.entries == Entries::None) known.entries = made.entries;
  if (made.low && known.low) known.low = min(*known.low, *made.low);
  if (made.high && known.high) known.high = max(*known.high, *made.high);
  known.is_list |= made.is_list;
  widen(known.kinds, made.kinds);
  return at->second;
}

/// Two that would have one key keep their headers instead: what such a scheme once recorded stays apart.
void Names::give_key(int input) {
  auto& added = s_.inputs[static_cast<std::size_t>(input)];
  const std::string header = s_.header(input);
  added.key = key_of_header(header);
  const auto [at, is_new] = by_key_.emplace(added.key, input);
  if (is_new) return;
  auto& known = s_.inputs[static_cast<std::size_t>(at->second)];
  known.key = s_.header(at->second);
  added.key = header;
  problems_.add(messages::input_alike, added.place, {header, known.key, std::to_string(known.place.line)});
}

void Names::ask_of(int input, const std::vector<std::string>& kinds) {
  auto& known = s_.inputs[static_cast<std::size_t>(input)];
  if (known.indicator < 0) widen(known.kinds, kinds);
}

}  // namespace pingxing::scheme
