// The table of sentence forms: the one authority on what a rule may say. The parser reads by it, the printer writes
// by it, `pingxing language` and docs/scheme-language.md show it, and "did you mean" searches it.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "scheme/scheme.hpp"
#include "scheme/slots.hpp"

namespace pingxing::scheme {

/// One sentence form of a rule. Patterns are as in pattern.hpp, the first of each language being canonical.
struct SentenceRow {
  std::string_view name;  // deduct each
  Form form;
  int variant;  // distinguishes rows of one form (取最高 / 累计, whole / begun steps)
  std::vector<std::string_view> zh, en;
  Text input;    // what has to be supplied
  Text meaning;  // the points
  Text example;
};

/// What may stand before or after any sentence.
struct ModifierRow {
  enum class Kind {
    Mean,
    Latest,
    Lowest,
    Highest,
    FromTotal,
    Further,
    AtMost,
    Floor,
    BelowZero,
    OnlyFor,
    WithoutSamples,
    Within,
    Averaging
  };
  std::string_view name;
  Kind kind;
  bool is_prefix_zh, is_prefix_en;
  std::vector<std::string_view> zh, en;
  Text meaning;
  Text example;
};

std::span<const SentenceRow> sentence_rows();
std::span<const ModifierRow> modifier_rows();

/// What a rule line says after its name. `has_floor` and `may_go_below_zero` are of the indicator.
struct Sentence {
  Rule rule;
  bool has_floor = false;
  bool may_go_below_zero = false;
};

/// Reads a sentence; nothing where no row of the table fits. Several rows that fit are one row: the first. With
/// `may_name`, the words before it may name its input (迟到一次扣1分).
std::optional<Sentence> parse_sentence(std::string_view words, const SentenceContext& context = {},
                                       bool may_name = false);

/// Words that say nothing but modifiers (最多扣5分,扣完为止), taken into `into`; false where they say more.
bool is_only_modifiers(std::string_view words, const SentenceContext& context, Sentence& into);

/// 减完为止 or 可为负 as a line of its own: true where it may go below 0.
std::optional<bool> parse_floor(Piece text);

/// Writes a rule's sentence canonically, modifiers included.
std::string say_rule(const Rule& rule, Language language);

/// "a, b; c" from "a,b;c": English is written with blanks behind its marks.
std::string spaced_english(std::string_view text);

/// Sentences in a message: “a” · “b”.
std::string quoted(const std::vector<std::string>& sentences);

/// Names in a message: "a、b" and "a, b".
Phrase listed(const std::vector<std::string>& parts);

/// The language of a text: Chinese where it has any hanzi.
Language language_of(std::string_view text);

}  // namespace pingxing::scheme
