// What a line that nobody understood most likely means: families of lines with their slots, the likeliest first, and
// the line rewritten with the office's own words and numbers, ready to take over. A rewriting is offered only where it
// is understood and holds every figure of the line and no other: a suggestion invents nothing.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/text.hpp"
#include "scheme/slots.hpp"

namespace pingxing::scheme {

enum class Family {
  Each,
  Once,
  Void,
  MetOrNot,
  Shortfall,
  Steps,
  Bands,
  Named,
  Levels,
  Rate,
  Discretion,
  Rank,
  Exemption,
  Ballot,
  Grade,
  Quota,
  Ties,
  Target,
  History,
  Veto,
  Demotion,
  Scope,
  Notice,
  Consequence
};
std::string_view word_of(Family family);  // each, shortfall …: for tests and programs

/// Where the line stands, and what stands around it.
struct LineContext {
  SectionKind section = SectionKind::Ordinary;
  std::string_view title;           // of the item
  std::vector<std::string> grades;  // highest first, as far as they are known
  SentenceContext sentence;
  bool has_rule_above = false;  // that an exemption could be from
};

struct Suggestion {
  Family family = Family::Each;
  Phrase form;            // 名称:每次扣2分 · name: each deducts 2
  std::string rewritten;  // the words behind the mark of the line; empty where nothing can be offered
};

/// The likeliest first; never empty. `line` is normalised, without its mark.
std::vector<Suggestion> suggest(std::string_view line, const LineContext& context);

/// The rewritings to take over: one where there is no doubt, several where the office has to choose.
std::vector<std::string> rewritings(const std::vector<Suggestion>& suggestions);

/// For a message: the line rewritten where that is offered, and the forms, the likeliest first.
Phrase mend_of(const std::vector<Suggestion>& suggestions);

}  // namespace pingxing::scheme
