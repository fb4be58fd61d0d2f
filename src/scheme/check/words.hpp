// Looking at the words of a scheme: its prose, and the names of what it asks for. Heuristics stand on these; each is
// careful, since a false finding costs more trust than a missed one.
#pragma once
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "scheme/rule_words.hpp"
#include "scheme/scheme.hpp"
#include "scheme/sentences.hpp"

namespace pingxing::scheme {

using Words = std::initializer_list<std::string_view>;

/// The first of `words` in `text`, which is in lower case; empty where there is none. A word of Latin letters must not
/// be part of a longer one.
std::string_view first_of(std::string_view text, Words words);
inline bool has_any(std::string_view text, Words words) { return !first_of(text, words).empty(); }
std::vector<std::string> characters_of(std::string_view text);

/// A line of prose, or a numbered one that tells more than a name.
struct ProseLine {
  std::string raw;    // as written
  std::string text;   // normalised as base Line does it
  std::string lower;  // of `text`
  int section = -1;   // -1: before the first
  bool is_last_of_paragraph = false;
  bool is_last_of_document = false;
  bool is_numbered = false;  // an item or a stage: its number is looked at elsewhere
  Place place;
};
/// A line with a name that somebody has to answer or count.
struct NamedLine {
  enum class Where { Rule, Measure, Requirement, Bonus };
  Where where = Where::Rule;
  std::string name;  // as written
  std::string lower;
  const Rule* rule = nullptr;  // Rule, Bonus
  int indicator = -1;          // Rule
  bool has_assessor = false;
  Place place;
};

/// A scheme as the checker reads it: its words, made ready once for all families.
struct Reading {
  explicit Reading(const Scheme& scheme);
  /// Whether prose, a note or an attribute says one of the words: how a scheme states what has no sentence of its own.
  [[nodiscard]] bool says_any(Words words) const { return has_any(said, words); }

  const Scheme& scheme;
  std::vector<ProseLine> prose;  // comments left out
  std::vector<NamedLine> named;
  std::string said;  // prose, properties and attributes in lower case, a line each
};

/// The part of a section's ancestors, itself included, that names an assessor; empty where none does.
std::string assessor_of(const Scheme& scheme, int section);

/// The line that states a property, by any of its names; nothing where none does.
const PropertyLine* property_line(const Scheme& scheme, std::string_view key);
/// Where a property is stated; else the head of the document.
Place property_place(const Scheme& scheme, std::string_view key);

/// The first characters of a text, with … where there are more.
std::string shortened(std::string_view text, std::size_t characters_max = 24);
Phrase period_name(Period period);
/// Months of a period; 0 where it is shorter than one.
int months_of(Period period);

}  // namespace pingxing::scheme
