#include "service/input_words.hpp"

#include <algorithm>
#include <limits>

#include "base/text.hpp"

namespace pingxing::service {

using scheme::InputType;

namespace {
const Number large(1'000'000'000);  // what resolve gives counts and measures without a limit of their own
}

Phrase say(Text pattern, const std::vector<Phrase>& words) {
  return {fill(pattern.zh, words, Language::Chinese), fill(pattern.en, words, Language::English)};
}

Phrase limits_of(const scheme::Input& input) {
  const bool has_high = input.high && *input.high < large;
  const std::string unit = input.type == InputType::Percent ? "%" : "";
  if (input.low && has_high) {
    return say({"{0}至{1}", "{0} to {1}"}, {input.low->exact() + unit, input.high->exact() + unit});
  }
  if (input.low && input.high) return say({"{0}至{1}", "{0} to {1}"}, {input.low->exact(), input.high->exact()});
  if (input.low) return say({"{0}以上", "{0} or more"}, {input.low->exact() + unit});
  if (input.high) return say({"{0}以下", "{0} or less"}, {input.high->exact() + unit});
  return "";
}

Phrase list_of(const std::vector<std::string>& parts) { return {joined(parts, "、"), joined(parts, ", ")}; }

Phrase choices_of(const scheme::Input& input) { return list_of(input.choices); }

/// How the entries of a cell are written.
static Phrase expected_entries(const scheme::Input& input) {
  const bool are_marks = input.type == InputType::Points;
  const std::string one = are_marks ? "×0.5" : "";
  if (input.entries == scheme::Entries::Dated)
    return say(
        are_marks
            ? Text{"逐次写日期×分值,如 2026-03-05{0};2026-03-12×1,没有写0",
                   "the date × points of each, such as 2026-03-05{0};2026-03-12×1, or 0 for none"}
            : Text{"逐次写日期,一天几次写×次数,如 2026-03-05{0};2026-03-12×2,没有写0",
                   "the date of each, ×n for several on a day, such as 2026-03-05{0};2026-03-12×2, or 0 for none"},
        {one});
  return say(are_marks ? Text{"逐个写编号×分值(不必写姓名),如 甲×0.5;乙×1,没有写0",
                              "a key (no name) × points for each, such as A×0.5;B×1, or 0 for none"}
                       : Text{"逐个写编号×次数(不必写姓名),如 甲×2;乙×1,没有写0",
                              "a key (no name) × times for each, such as A×2;B×1, or 0 for none"},
             {});
}

Phrase expected_of(const scheme::Input& input) {
  if (input.entries != scheme::Entries::None) return expected_entries(input);
  const bool has_high = input.high && *input.high < large;
  const Phrase limits = has_high ? limits_of(input) : Phrase();
  switch (input.type) {
    case InputType::YesNo:
      return Text{"“是”或“否”", "yes or no"};
    case InputType::Count:
      return has_high ? say({"{0}的整数", "a whole number from {0}"}, {limits})
                      : Phrase(Text{"整数", "a whole number"});
    case InputType::Percent:
      return say({"百分数({0}),如93.5或187/200", "a per cent ({0}), such as 93.5 or 187/200"}, {limits_of(input)});
    case InputType::Amount:
    case InputType::Points:
      return has_high ? say({"{0}的数", "a number from {0}"}, {limits}) : Phrase(Text{"数", "a number"});
    case InputType::Choice:
      return say({"其中之一:{0}", "one of: {0}"}, {choices_of(input)});
    case InputType::Choices:
      return say({"其中任意几项,用;隔开:{0}(都没有写“无”)", "any of these, separated by ;: {0} (“none” for none)"},
                 {choices_of(input)});
    case InputType::Name:
      return Text{"姓名", "a name"};
  }
  return "";
}

Phrase or_not_applicable(const Phrase& expected) {
  return say({"{0};没有这一项的写“不适用”", "{0}; “n/a” where the item is not applicable"}, {expected});
}

std::string shortened(std::string_view text, std::size_t characters_max) {
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size(); ++count) {
    if (count == characters_max) return std::string(text.substr(0, at)) + "…";
    next_character(text, at);
  }
  return std::string(text);
}

std::string nearest_of(std::string_view text, const std::vector<std::string>& known) {
  std::string best;
  std::size_t least = std::numeric_limits<std::size_t>::max();
  const std::string wanted = shortened(folded(text), 60);  // the edits of a hostile header are not worth counting
  const std::size_t length = character_count(wanted);
  for (const auto& one : known) {
    const std::string other = folded(one);
    const std::size_t distance = edit_distance(wanted, other), other_length = character_count(other);
    const auto [shorter, longer] = std::minmax(length, other_length);
    const bool is_part = wanted.find(other) != wanted.npos || other.find(wanted) != other.npos;
    const bool is_slip = distance < shorter && distance <= std::max<std::size_t>(1, longer / 3);
    if (distance >= least || !(is_slip || (is_part && shorter > 1 && 2 * shorter >= longer))) continue;
    least = distance;
    best = one;
  }
  return best;
}

}  // namespace pingxing::service
