#include "rating/inner_cap.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "scheme/outcome.hpp"

namespace pingxing::rating {

namespace {

using scheme::InnerCap;
using Of = InnerCap::Of;

/// The first day of the period that holds `day`. Weeks begin on Monday.
Day begin_of(Of of, Day day) {
  switch (of) {
    case Of::Week: {
      const long number = day.number();
      return Day::of_number(number - ((number + 3) % 7 + 7) % 7);  // 1970-01-01 was a Thursday
    }
    case Of::Month:
      return {day.year, day.month, 1};
    case Of::Quarter:
      return {day.year, (day.month - 1) / 3 * 3 + 1, 1};
    case Of::HalfYear:
      return {day.year, day.month <= 6 ? 1 : 7, 1};
    default:
      return day;
  }
}

Phrase name_of(Of of, Day begin, bool has_year) {
  const std::string year = has_year ? std::to_string(begin.year) + "年" : "";
  const std::string month = std::to_string(begin.month), day = std::to_string(begin.day);
  const std::string iso = begin.text();
  switch (of) {
    case Of::Week:
      return {year + month + "月" + day + "日起的一周", "week of " + iso};
    case Of::Month:
      return {year + month + "月", iso.substr(0, iso.size() - 3)};
    case Of::Quarter: {
      const std::string number = std::to_string((begin.month + 2) / 3);
      return {year + "第" + number + "季度", std::to_string(begin.year) + " Q" + number};
    }
    case Of::HalfYear:
      return {year + (begin.month == 1 ? "上半年" : "下半年"),
              std::to_string(begin.year) + (begin.month == 1 ? " H1" : " H2")};
    default:
      return {year + month + "月" + day + "日", iso};
  }
}

/// One rule's entries of a share: marks are listed, counts are summed.
struct Part {
  const scheme::Rule* rule = nullptr;
  Number sum;
  std::string marks;
};

struct Group {
  Phrase of;
  std::vector<Part> parts;
};

bool is_judged(const scheme::Rule& rule) {
  return rule.form == scheme::Form::Judged || rule.form == scheme::Form::JudgedDeduction;
}

void take(Group& group, const scheme::Rule& rule, const Number& amount) {
  auto part = std::find_if(group.parts.begin(), group.parts.end(), [&](const Part& one) { return one.rule == &rule; });
  if (part == group.parts.end()) part = group.parts.insert(group.parts.end(), Part{&rule, Number(0), {}});
  part->sum += amount;
  part->marks += (part->marks.empty() ? "" : "+") + amount.exact();
}

}  // namespace

const std::vector<Entry>& entries_of(const Facts& facts, int input, std::size_t row) {
  static const std::vector<Entry> none;
  const auto& all = facts.inputs[static_cast<std::size_t>(input)].entries;
  const auto found = all.find(row);
  return found == all.end() ? none : found->second;
}

std::vector<InnerShare> inner_shares(const InnerCap& cap, const std::vector<ListedEntries>& listed) {
  std::map<Day, Group> by_period;
  std::vector<std::pair<std::string, Group>> by_key;
  int first_year = 0;
  bool has_years = false;
  for (const auto& one : listed)
    for (const auto& entry : *one.entries) {
      if (cap.of == Of::Each) {
        auto at =
            std::find_if(by_key.begin(), by_key.end(), [&](const auto& known) { return known.first == entry.key; });
        if (at == by_key.end()) at = by_key.insert(by_key.end(), {entry.key, Group{Phrase(entry.key), {}}});
        take(at->second, *one.rule, entry.amount);
        continue;
      }
      if (first_year == 0) first_year = entry.day.year;
      has_years |= entry.day.year != first_year;
      take(by_period[begin_of(cap.of, entry.day)], *one.rule, entry.amount);
    }
  std::vector<InnerShare> out;
  const auto share = [&](const Group& group, Phrase of) {
    InnerShare made{std::move(of), {}, Number(0), Number(0)};
    for (const auto& part : group.parts) {
      const bool is_mark = is_judged(*part.rule);
      made.points += is_mark ? part.sum : part.rule->amount * part.sum;
      made.parts.emplace_back(is_mark                 ? part.marks
                              : part.sum == Number(1) ? part.rule->amount.exact()
                                                      : part.rule->amount.exact() + "×" + part.sum.exact());
    }
    made.kept = min(made.points, cap.points);
    out.push_back(std::move(made));
  };
  for (const auto& [begin, group] : by_period) share(group, name_of(cap.of, begin, has_years));
  for (const auto& [key, group] : by_key) share(group, group.of);
  return out;
}

Number kept_of(const std::vector<InnerShare>& shares) {
  Number sum(0);
  for (const auto& one : shares) sum += one.kept;
  return sum;
}

Phrase words_of(const std::vector<InnerShare>& shares) {
  Phrase out("", "");
  for (const auto& one : shares) {
    std::string sum;
    for (const auto& part : one.parts) sum += (sum.empty() ? "" : "+") + part.zh;
    if (sum != one.points.exact()) sum += "=" + one.points.exact();
    const bool is_capped = one.kept < one.points;
    out.zh += (out.zh.empty() ? "" : ";") + one.of.zh + ":" + sum + (is_capped ? ",封顶" + one.kept.exact() : "");
    out.en +=
        (out.en.empty() ? "" : "; ") + one.of.en + ": " + sum + (is_capped ? ", capped at " + one.kept.exact() : "");
  }
  return out;
}

}  // namespace pingxing::rating
