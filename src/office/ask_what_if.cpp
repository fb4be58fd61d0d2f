#include "office/ask_what_if.hpp"

#include <algorithm>

#include "office/messages.hpp"
#include "office/round_facts.hpp"
#include "rating/decide.hpp"
#include "rating/what_if.hpp"
#include "scheme/check.hpp"

namespace pingxing::office {

Result<WouldBe> ask_what_if(const Office& office, const Actor& actor, Id round_id, const OtherScheme& wanted,
                            Problems& problems) {
  const auto now = rate_round(office, round_id);
  if (!now) return refuse(not_found, {Phrase("考评", "round")});
  if (!actor.may(round::Command::CompareWhatIf, now->opened.round.unit_id))
    return refuse(not_allowed, {round::row_of(round::Command::CompareWhatIf).name});
  if (!now->rated) {
    problems.add(now->problems);
    return why_not_rated(*now);
  }
  const auto& before = *now->rated;
  std::string text = before.scheme_text;
  scheme::Scheme changed = before.scheme;
  if (wanted.text) {
    const auto reading = read_scheme_text(*wanted.text);
    text = *wanted.text;
    changed = reading->scheme;
    problems.add(reading->problems);
  } else if (wanted.version_id) {
    const auto version =
        look(office, [&](store::Reading& db) { return store::scheme_version_of(db, *wanted.version_id); });
    if (!version) return refuse(not_found, {Phrase("方案版本", "version of a scheme")});
    const auto reading = scheme_of_version(*version);
    text = version->text;
    changed = reading->scheme;
    problems.add(reading->problems);
  }
  for (const auto& setting : wanted.settings) {
    std::string changed_text;
    auto parsed = rating::with_setting(changed, text, setting, &changed_text);
    problems.add(parsed.problems);
    if (parsed.problems.has_errors()) return refuse(scheme_has_errors, {std::to_string(parsed.problems.error_count())});
    changed = std::move(parsed.scheme);
    text = std::move(changed_text);
  }
  if (problems.has_errors()) return refuse(scheme_has_errors, {std::to_string(problems.error_count())});

  // The same figures under the other scheme: an input that it does not have is left alone, one that it has more is
  // missing.
  document::TableProblems found;
  const auto columns = look(office, [&](store::Reading& db) {
    found = {};
    return facts_of_round(db, now->opened, changed, Source::Assessed, found);
  });
  found.tell(problems);
  if (!columns || found.has_errors()) {
    const auto& problem = problems.kept().front();
    return refuse(not_rateable, {Phrase(now->opened.round.name), std::to_string(problems.error_count()),
                                 Phrase(problem.says(Language::Chinese), problem.says(Language::English))});
  }
  const auto after = rating::rate(changed, *columns, before.history);

  const auto compared = rating::compare(before.scheme, before.rating, changed, after, before.facts);
  WouldBe would;
  would.up = compared.up;
  would.down = compared.down;
  would.kept = compared.kept;
  const auto stars = [](const scheme::Scheme& s, int grade) -> std::optional<int> {
    if (grade < 0 || static_cast<std::size_t>(grade) >= s.grading.grades.size()) return std::nullopt;
    const int count = s.grading.grades[static_cast<std::size_t>(grade)].stars;
    return count >= 0 ? std::optional(count) : std::nullopt;
  };
  for (const auto& move : compared.moves) {
    WouldMove one;
    one.code = std::string(before.facts.ids[move.row]);
    one.name = std::string(before.facts.name(move.row));
    if (!before.facts.pool_names.empty()) one.pool = before.facts.pool_names[before.facts.pool(move.row)];
    one.from = rating::grade_name(before.scheme, move.from);
    one.to = rating::grade_name(changed, move.to);
    one.from_stars = stars(before.scheme, move.from);
    one.to_stars = stars(changed, move.to);
    one.is_up = move.way == rating::Move::Way::Up;
    one.is_down = move.way == rating::Move::Way::Down;
    for (const auto row : move.trades_with) one.trades_with.emplace_back(before.facts.name(row));
    would.moves.push_back(std::move(one));
  }
  for (std::size_t g = 0; g < std::max(compared.before.size(), compared.after.size()); ++g)
    would.grades.push_back(
        {rating::grade_name(g < compared.after.size() ? changed : before.scheme, static_cast<int>(g)),
         g < compared.before.size() ? compared.before[g] : 0, g < compared.after.size() ? compared.after[g] : 0});
  return would;
}

}  // namespace pingxing::office
