// Which family a line is of: each family weighs what the line speaks of, with more weight in its own section. Where two
// weigh the same, the one that stands first in the table.
#include <algorithm>

#include "scheme/rule_words.hpp"
#include "scheme/sentences.hpp"
#include "scheme/suggest/line_words.hpp"
#include "scheme/suggest/rewrite.hpp"
#include "scheme/suggest/suggest.hpp"

namespace pingxing::scheme {

namespace {

using Kind = Figure::Kind;
using S = Speaks;

struct FamilyRow {
  Family family;
  std::string_view word;
  Text form;
  int (*weigh)(const LineWords&);  // 0: it is not of this family
};

bool has_points(const LineWords& w) { return w.count(Kind::Points) > 0; }
bool has_amounts(const LineWords& w) { return w.count(Kind::Percent) + w.count(Kind::Count) > 0; }
bool moves_points(const LineWords& w) { return w.any({S::Deducts, S::Adds, S::Gives}); }
/// Figures that are no points and count no single thing: 90%, 4次, 85; not 一次.
std::size_t marks_in(const LineWords& w) {
  std::size_t count = 0;
  for (const auto& one : w.figures)
    count += one.kind == Kind::Percent || (one.kind == Kind::Count && one.value != Number(1) && !one.value.is_zero());
  return count;
}
bool has_range(const LineWords& w) {
  return std::any_of(w.figures.begin(), w.figures.end(), [](const Figure& one) { return one.is_range; });
}

// Tables read best with a row a line.
// clang-format off

const std::vector<FamilyRow>& family_rows() {
  static const std::vector<FamilyRow> rows = {
      {Family::Ballot, "ballot", {"{票组}票{比例}%、{票组}票{比例}%", "{electorate} {share}%, {electorate} {share}%"},
       [](const LineWords& w) { return w.count(Kind::Percent) >= 2 && !has_points(w) && w.any({S::Ballots, S::WholeShares}) ? 11 : 0; }},
      {Family::Levels, "levels", {"{名称}:国家级加{分}分、省级加{分}分、市级加{分}分,取最高", "{name}: national adds {points}, province adds {points}, city adds {points}, highest only"},
       [](const LineWords& w) { return w.speaks(S::Levels) && w.count(Kind::Points) + w.count(Kind::Count) >= 2 && !w.speaks(S::Ballots) ? 9 : 0; }},
      {Family::Shortfall, "shortfall", {"{名称}:应达{次数}次,每少1次扣{分}分", "{name}: at least {required}, each missing deducts {points}"},
       [](const LineWords& w) { return w.speaks(S::OneOfMany) && has_points(w) && marks_in(w) > 0 && !w.speaks(S::Above) ? 10 : w.speaks(S::Needs) && w.speaks(S::Lacks) && marks_in(w) > 0 && w.count(Kind::Count) > 0 && marks_in(w) <= 2 && !w.speaks(S::Moves) && w.any({S::Deducts, S::Each}) ? 9 : 0; }},
      {Family::Discretion, "discretion", {"{名称}:酌情扣{少}至{多}分", "{name}: deducts {least} to {most} at discretion"},
       [](const LineWords& w) { return w.speaks(S::Judged) && marks_in(w) == 0 && (moves_points(w) || has_points(w)) ? (w.speaks(S::Each) && !has_range(w) ? 5 : 8) + (has_range(w) ? 2 : 0) : has_range(w) && moves_points(w) && marks_in(w) == 0 ? 7 : 0; }},
      {Family::Rank, "rank", {"{名称}:第1名得{分}分;第2名得{分}分;其余得{分}分", "{name}: first scores {points}; second scores {points}; others score {points}"},
       [](const LineWords& w) { return (w.speaks(S::Rank) || w.count(Kind::Place) > 0) && (has_points(w) || moves_points(w)) ? 8 + (w.count(Kind::Place) > 0 ? 1 : 0) : 0; }},
      {Family::Exemption, "exemption", {"{名称}:不扣分", "{name}: is exempt"},
       [](const LineWords& w) { return w.speaks(S::Frees) && !has_points(w) ? 8 : w.figures.empty() && w.speaks(S::Negates) && !w.any({S::Full, S::Voids}) ? 2 : 0; }},
      {Family::Rate, "rate", {"{名称}:按完成率得分", "{name}: in proportion to the rate"},
       [](const LineWords& w) { return w.speaks(S::Rate) && !w.speaks(S::Moves) && marks_in(w) == 0 && !w.speaks(S::Each) && (w.any({S::Gives, S::Full}) || w.count(Kind::Points) <= 1) ? (has_points(w) ? 7 : 9) : 0; }},
      {Family::Steps, "steps", {"{名称}:低于{线}%后每1%扣{分}分", "{name}: below {line}%, every full 1% deducts {points}"},
       [](const LineWords& w) { return w.speaks(S::EachSoMany) && has_points(w) && !w.speaks(S::OneOfMany) ? 9 : w.speaks(S::Moves) && w.any({S::Deducts, S::Adds, S::Gives}) && (has_points(w) || w.speaks(S::Deducts)) ? 8 + (marks_in(w) > 0 || w.count(Kind::Percent) > 0 ? 1 : 0) : 0; }},
      {Family::Bands, "bands", {"{名称}:{线}%以上得{分}分;{线}%以上不满{线}%得{分}分;不满{线}%不得分", "{name}: {line}% or more scores {points}; below {line}% scores 0"},
       [](const LineWords& w) { return marks_in(w) >= 1 && !w.speaks(S::Moves) && (w.any({S::Above, S::Below}) || marks_in(w) >= 2) && (has_points(w) || w.any({S::Full, S::Voids})) ? 5 + (marks_in(w) >= 2 ? 3 : 0) : marks_in(w) >= 2 && w.count(Kind::Points) >= 2 ? 6 : 0; }},
      {Family::Named, "named levels", {"{名称}:优得{分}分;良得{分}分;差不得分", "{name}: good scores {points}; fair scores {points}; poor scores {points}"},
       [](const LineWords& w) { return w.speaks(S::Qualities) && w.count(Kind::Points) + w.count(Kind::Count) >= 2 && marks_in(w) <= w.count(Kind::Count) ? 8 : w.any({S::Parts}) && marks_in(w) == 0 && w.any({S::Gives}) && !w.any({S::Each}) ? 6 : 0; }},
      {Family::MetOrNot, "met or not", {"{名称}:满足得满分,否则不得分", "{name}: full if met, otherwise 0"},
       [](const LineWords& w) { return marks_in(w) <= (w.any({S::Above, S::Below}) ? 0 : 1) && w.speaks(S::Full) ? 6 + (w.any({S::Otherwise, S::Voids}) ? 2 : 0) : 0; }},
      {Family::Void, "void", {"{名称}:不得分", "{name}: voids the item"},
       [](const LineWords& w) { return w.speaks(S::Voids) && marks_in(w) == 0 && w.count(Kind::Points) <= 1 && !w.any({S::Full, S::Adds}) && (!has_points(w) || w.last(Kind::Points)->value <= Number(1)) ? 7 : 0; }},
      {Family::Each, "each", {"{名称}:每次扣{分}分", "{name}: each deducts {points}"},
       [](const LineWords& w) { return w.speaks(S::Each) && (has_points(w) || (w.speaks(S::Deducts) && !w.figures.empty())) ? 6 : 0; }},
      {Family::Once, "once", {"{名称}:扣{分}分", "{name}: deducts {points}"},
       [](const LineWords& w) { return has_points(w) && moves_points(w) ? 3 : 0; }},

      {Family::Ties, "ties", {"同分:比较{指标}、{指标}", "ties: compare {item}, {item}"},
       [](const LineWords& w) { return w.speaks(S::Ties) ? 9 : 0; }},
      {Family::Target, "target", {"{等次}:应占{比例}%以上", "{grade}: should be {share}% or more"},
       [](const LineWords& w) { return w.speaks(S::Goal) && w.count(Kind::Percent) > 0 && !w.any({S::Deducts, S::Full}) && !has_points(w) ? 6 : 0; }},
      {Family::Quota, "quota", {"{等次}:不超过{比例}%", "{grade}: at most {share}%"},
       [](const LineWords& w) { return w.speaks(S::Share) && !w.any({S::Deducts}) && !has_points(w) ? 5 + (w.count(Kind::Percent) + w.count(Kind::Count) + w.count(Kind::Place) > 0 ? 2 : 0) : 0; }},
      {Family::History, "history", {"{等次}:连续{期数}期{等次}", "{grade}: {grade} for {rounds} rounds"},
       [](const LineWords& w) { return w.speaks(S::Past) ? 6 : 0; }},
      {Family::Grade, "grade", {"{等次}:{线}分以上", "{grade}: {line} or more"},
       [](const LineWords& w) { return has_points(w) || has_amounts(w) ? 4 + (w.any({S::Above, S::Below}) ? 1 : 0) : 1; }},
      {Family::Veto, "veto", {"{名称}:取消资格", "{name}: disqualifies"},
       [](const LineWords& w) { return w.speaks(S::Disqualifies) ? 8 : 0; }},
      {Family::Demotion, "demotion", {"{名称}:降一级", "{name}: drops 1 grade"},
       [](const LineWords& w) { return w.speaks(S::Demotes) && !has_points(w) ? 7 : 0; }},
      {Family::Scope, "scope", {"{名称}:不参评", "{name}: is out of scope"},
       [](const LineWords& w) { return w.speaks(S::OutOfScope) ? 9 : 0; }},
      {Family::Notice, "notice", {"1. 公示({天数}天以上):{谁}", "1. Notice ({days} days or more): {who}"},
       [](const LineWords& w) { return w.speaks(S::Notice) ? 6 : 0; }},
      {Family::Consequence, "consequence", {"{等次}:{结果}", "{grade}: {what follows}"},
       [](const LineWords& w) { return w.speaks(S::Follows) && !has_points(w) ? 5 : 0; }},
  };
  return rows;
}
// clang-format on

const FamilyRow& row_of(Family family) {
  const auto& rows = family_rows();
  return *std::find_if(rows.begin(), rows.end(), [&](const FamilyRow& row) { return row.family == family; });
}

/// What its own section adds to a family; below 0 where the family has no place there.
int weight_in(SectionKind section, Family family) {
  const auto of = [&](std::initializer_list<Family> own) {
    return std::find(own.begin(), own.end(), family) != own.end();
  };
  switch (section) {
    case SectionKind::Ordinary:
      if (of({Family::Grade, Family::Quota, Family::Target, Family::History, Family::Consequence, Family::Notice}))
        return -20;
      return of({Family::Veto, Family::Demotion, Family::Scope, Family::Ties}) ? -1 : 1;
    case SectionKind::Bonus:
      return of({Family::Each, Family::Once, Family::Levels, Family::Discretion, Family::Steps, Family::Rank,
                 Family::Bands, Family::Named})
                 ? 1
                 : -8;
    case SectionKind::Grading:
    case SectionKind::Ladder:
      if (of({Family::Grade, Family::Quota, Family::Ties, Family::Target, Family::History})) return 4;
      return of({Family::Veto, Family::Demotion, Family::Scope}) ? 1 : -8;
    case SectionKind::Veto:
      return of({Family::Veto}) ? 8 : of({Family::Demotion, Family::Scope}) ? 2 : -8;
    case SectionKind::Demotion:
      return of({Family::Demotion}) ? 8 : of({Family::Veto, Family::Scope}) ? 2 : -8;
    case SectionKind::Eligibility:
      return of({Family::Scope, Family::Veto}) ? 6 : of({Family::Demotion}) ? 0 : -8;
    case SectionKind::Consequences:
      return of({Family::Consequence}) ? 12 : -8;
    case SectionKind::Targets:
      return of({Family::Target}) ? 12 : of({Family::Quota}) ? 2 : -8;
    case SectionKind::Procedure:
      return of({Family::Notice}) ? 8 : -8;
    default:
      return 0;
  }
}

/// Of the section, where no word tells anything.
Family usual_in(SectionKind section) {
  switch (section) {
    case SectionKind::Grading:
    case SectionKind::Ladder:
      return Family::Grade;
    case SectionKind::Veto:
      return Family::Veto;
    case SectionKind::Demotion:
      return Family::Demotion;
    case SectionKind::Eligibility:
      return Family::Scope;
    case SectionKind::Consequences:
      return Family::Consequence;
    case SectionKind::Targets:
      return Family::Target;
    case SectionKind::Procedure:
      return Family::Notice;
    default:
      return Family::Each;
  }
}

constexpr std::size_t suggestions_max = 3;

/// 每次扣{分}分 as 每次加{分}分, where the line adds.
std::string with_verb(std::string_view form, const LineWords& words, SectionKind section) {
  std::string out(form);
  const bool adds = section == SectionKind::Bonus || (words.speaks(S::Adds) && !words.speaks(S::Deducts));
  if (adds) replace_all(out, "扣", "加"), replace_all(out, "deducts", "adds");
  return out;
}

}  // namespace

std::string_view word_of(Family family) { return row_of(family).word; }

std::vector<Suggestion> suggest(std::string_view line, const LineContext& context) {
  const LineWords words(line);
  std::vector<std::pair<int, const FamilyRow*>> weighed;
  for (const auto& row : family_rows()) {
    int weight = row.weigh(words);
    if (weight > 0) weight += weight_in(context.section, row.family);
    if (weight > 0) weighed.emplace_back(weight, &row);
  }
  if (weighed.empty()) weighed.emplace_back(1, &row_of(usual_in(context.section)));
  std::stable_sort(weighed.begin(), weighed.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<Suggestion> out;
  for (const auto& [weight, row] : weighed) {
    if (out.size() == suggestions_max) break;
    const bool is_near = weight + 2 >= weighed.front().first;
    // Only the likeliest is written out: the words of another are no reading of this line.
    auto lines = out.empty() ? rewritten(row->family, line, words, context) : std::vector<std::string>{};
    if (!is_near && !out.empty()) break;
    Suggestion made{row->family, Phrase(with_verb(row->form.in(words.language), words, context.section)), {}};
    if (lines.empty()) {
      out.push_back(std::move(made));
      continue;
    }
    for (auto& one : lines) {  // 取最高 or 累计: the office says which
      made.rewritten = std::move(one);
      out.push_back(made);
    }
  }
  return out;
}

std::vector<std::string> rewritings(const std::vector<Suggestion>& suggestions) {
  std::vector<std::string> out;
  for (const auto& one : suggestions)
    if (!one.rewritten.empty()) out.push_back(one.rewritten);
  return out;
}

Phrase mend_of(const std::vector<Suggestion>& suggestions) {
  Phrase forms, lines;
  const Phrase* before = nullptr;
  for (const auto& one : suggestions) {
    if (!one.rewritten.empty()) {
      lines.zh += (lines.zh.empty() ? "“" : "”还是“") + one.rewritten;
      lines.en += (lines.en.empty() ? "“" : "” or “") + one.rewritten;
    }
    if (before && *before == one.form) continue;
    forms.zh += (before ? " · “" : "“") + one.form.zh + "”";
    forms.en += (before ? " · “" : "“") + one.form.en + "”";
    before = &one.form;
  }
  if (lines.zh.empty()) return {"相近的句式:" + forms.zh, "nearest sentences: " + forms.en};
  const bool is_one = rewritings(suggestions).size() == 1;
  return {
      (is_one ? "可改写为" : "所指的是") + lines.zh + (is_one ? "”(句式:" : "”?(句式:") + forms.zh + ")",
      (is_one ? "it may be written " : "is it ") + lines.en + (is_one ? "” (form: " : "”? (form: ") + forms.en + ")"};
}

}  // namespace pingxing::scheme
