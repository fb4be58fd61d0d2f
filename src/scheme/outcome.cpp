#include "scheme/outcome.hpp"

#include <algorithm>
#include <vector>

#include "base/text.hpp"
#include "scheme/pattern.hpp"
#include "scheme/rule_words.hpp"

// Tables read best with a row a line.
// clang-format off

namespace pingxing::scheme {

namespace {

constexpr std::size_t outcome_bytes_max = 60;
using Gives = Band::Gives;

bool accepts(std::string_view slot, std::string_view part) {
  if (slot == "share") return part.ends_with('%') && points_number(part.substr(0, part.size() - 1));
  return points_number(part).has_value();
}

}  // namespace

std::optional<Band> parse_outcome(std::string_view text) {
  if (text.empty() || text.size() > outcome_bytes_max) return std::nullopt;
  struct Outcome {
    Pattern pattern;
    Gives gives;
  };
  const auto row = [](std::string_view pattern, Gives gives) { return Outcome{Pattern(pattern), gives}; };
  static const std::vector<Outcome> outcomes = {
      row("<full>", Gives::Full), row("[的]<gets>{amount}分", Gives::Points), row("[的]<plus>{amount}分", Gives::Points),
      row("<void>", Gives::Nothing), row("[的]<so>(不加分|不奖励)", Gives::Nothing), row("[的]<minus>{amount}分", Gives::Deduction),
      row("<free>", Gives::NoDeduction), row("[的](不减|不扣)", Gives::NoDeduction),
      row("[的]<so>(得|计|给|按)[<item>][满分的|分值的](一半|一半分|一半分值|一半的分|一半的分值|二分之一)[计分|计]", Gives::Share),
      row("[的]<so>(得|计|给|按)[<item>](满分|分值|标准分|标准分值|分数)的{share}[计分|计|得分]", Gives::Share),
      row("[的]<so>(得|计|给|按){share}(的分|的分值|的分数|计分|得分|分值|分数)", Gives::Share), row("[的]{amount}分", Gives::Points),
      row("[ is| are][ ]<earns> <fullmarks>", Gives::Full), row("<fullmarks>", Gives::Full), row("[ ]<earns> half[ the points| marks| the marks]", Gives::Share), row("half[ the points| marks| the marks]", Gives::Share),
      row("<nothing>", Gives::Nothing), row("<earns> {amount}<points>", Gives::Points), row("adds {amount}<points>", Gives::Points),
      row("(deducts nothing|no deduction)", Gives::NoDeduction), row("<off> {amount}<points>", Gives::Deduction), row("{amount}<points>", Gives::Points)};
  static const Letters firsts = [] {
    Letters all;
    for (const auto& outcome : outcomes) all |= outcome.pattern.first_letters();
    return all;
  }();
  if ((firsts & letters_in(text.substr(0, text.size() < 3 || !(text[0] & 0x80) ? 1 : 3))).none()) return std::nullopt;
  const MarkedText marked(Piece(text, nullptr));
  for (const auto& outcome : outcomes) {
    if (!outcome.pattern.may_match(marked)) continue;
    const auto captures = outcome.pattern.match(marked, accepts);
    if (!captures) continue;
    Band band;
    band.gives = outcome.gives;
    if (band.gives == Gives::Share) band.points = Number::fraction(1, 2);
    for (const auto& [slot, piece] : *captures)
      band.points = slot == "share" ? *points_number(piece.text.substr(0, piece.text.size() - 1)) / Number(100) : *points_number(piece.text);
    return band;
  }
  return std::nullopt;
}

bool ends_with_outcome(std::string_view text) {
  while (!text.empty() && (text.back() == ';' || text.back() == ',' || text.back() == ' ')) text.remove_suffix(1);
  if (text.ends_with("、")) text.remove_suffix(3);
  for (std::size_t size = 1; size <= std::min(text.size(), outcome_bytes_max); ++size) {
    const auto end = text.substr(text.size() - size);
    if ((static_cast<unsigned char>(end[0]) & 0xC0) != 0x80 && parse_outcome(end)) return true;
  }
  return false;
}

bool is_scoring(const std::vector<Band>& bands) {
  return std::any_of(bands.begin(), bands.end(), [](const Band& band) {
    return band.gives == Gives::Points || band.gives == Gives::Full || band.gives == Gives::Share;
  });
}

bool is_bonus(const Scheme& scheme, const BonusEntry& entry) {
  return scheme.sections[static_cast<std::size_t>(entry.section)].kind == SectionKind::Bonus;
}

int ledger_of(const Scheme& scheme, int section) {
  const auto at = [&](int i) -> const Section& { return scheme.sections[static_cast<std::size_t>(i)]; };
  while (at(section).parent >= 0 && at(at(section).parent).kind == SectionKind::Ledger) section = at(section).parent;
  return section;
}

bool is_ledger(const Scheme& scheme, const BonusEntry& entry) {
  return scheme.sections[static_cast<std::size_t>(entry.section)].kind == SectionKind::Ledger;
}

bool gives_points(const Rule& rule) {
  switch (rule.form) {
    case Form::MetOrNot:
    case Form::Proportion:
    case Form::AddEach:
    case Form::AddSteps:
    case Form::AddOnce:
    case Form::GrantEach:
    case Form::GrantOnce:
    case Form::Ballot:
    case Form::Judged:
      return true;
    case Form::Levels:
      return !rule.is_deducting;
    case Form::Bands:
      return is_scoring(rule.bands);
    default:
      return false;
  }
}

}  // namespace pingxing::scheme
