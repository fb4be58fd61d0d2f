// What a rule gives by where a figure lies: bands of numbers (90%以上得10分), places of a ranking (第1名得10分), named
// levels (优10分、良8分), and the two answers to a question (完成得满分,未完成得一半). All of them become bands.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scheme/scheme.hpp"

namespace pingxing::scheme {

struct BandsRead {
  std::string name;  // of what is looked at, where the words themselves name it
  std::vector<Band> bands;
  std::vector<std::string> choices;
  bool is_yes_no = false;
};

/// Bands of a number, each behind the other; 其余 (otherwise) is what the others leave.
std::optional<BandsRead> parse_bands(std::string_view text);
/// The two answers to one question.
std::optional<BandsRead> parse_answers(std::string_view text);
/// Named levels of which one is chosen. `points` of the item tell a scale from a list of things that count together.
std::optional<BandsRead> parse_choices(std::string_view text, const std::optional<Number>& points);

/// 良好以上得满分 where no known scale says what lies above 良好.
bool names_open_degrees(std::string_view text);

std::string say_bands(const Rule& rule, Language language);

/// Points that levels give together, or the highest of them: 中央加5分、省加4分.
std::optional<std::vector<Level>> parse_levels(std::string_view text, bool* is_deducting = nullptr);

}  // namespace pingxing::scheme
