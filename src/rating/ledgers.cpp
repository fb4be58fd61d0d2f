#include "rating/ledgers.hpp"

#include "rating/item_evaluation.hpp"
#include "rating/rule_outcome.hpp"
#include "scheme/outcome.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::rating {

namespace {

Phrase words(Text pattern, const std::vector<Phrase>& fills) {
  return {fill(pattern.zh, fills, Language::Chinese), fill(pattern.en, fills, Language::English)};
}

/// Its sentence, which reads as one that adds.
Phrase sentence_of(const scheme::Rule& rule) {
  Phrase said(scheme::say_rule(rule, Language::Chinese), scheme::say_rule(rule, Language::English));
  for (auto at = said.zh.find("加"); at != said.zh.npos; at = said.zh.find("加", at)) said.zh.replace(at, 3, "记");
  return said;
}

}  // namespace

void add_ledgers(const scheme::Scheme& s, const Facts& facts, std::size_t row, Tracing tracing, Scores& out) {
  const auto kind = facts.kind(row);
  for (std::size_t k = 0; k < s.sections.size(); ++k)
    if (s.sections[k].kind == scheme::SectionKind::Ledger) out.sections[k].applies = true;
  for (const auto& entry : s.bonuses) {
    if (s.sections[static_cast<std::size_t>(entry.section)].kind != scheme::SectionKind::Ledger) continue;
    const scheme::Rule& rule = entry.rule;
    if (!applies_to(s, entry.kinds, kind) || !applies_to(s, rule.kinds, kind)) continue;
    std::vector<int> lacking;
    const auto outcome = apply_rule(rule, facts, row, rule.highest, s, lacking);
    out.missing_of_ledgers.insert(out.missing_of_ledgers.end(), lacking.begin(), lacking.end());
    const Range comes = outcome ? Range::of(outcome->credit) : range_of(rule, rule.highest, s).credit;
    auto& ledger = out.sections[static_cast<std::size_t>(scheme::ledger_of(s, entry.section))];
    ledger.range += comes;
    if (!outcome) continue;
    ledger.score += outcome->credit;
    if (tracing == Tracing::Off || outcome->credit.is_zero()) continue;
    const Phrase value = value_text(s, facts, rule.inputs.front(), row);
    ledger.steps.push_back({Step::Kind::Credit,
                            words({"{0}:{1}({2}) → 记{3}分", "{0}: {1} ({2}) → {3} recorded"},
                                  {rule.name, value, sentence_of(rule), outcome->credit.exact()}),
                            outcome->credit, rule.place});
  }
}

bool is_ledger_open(const SectionScore& ledger) { return !ledger.range.high || *ledger.range.high != ledger.score; }

}  // namespace pingxing::rating
