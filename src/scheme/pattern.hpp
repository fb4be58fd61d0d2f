// Sentence patterns: (a|b) is either, the first being the canonical one; [x] may be missing and canonically is, [x]*
// may stand twice; {slot} takes what the slot accepts; <name> are the synonyms of that name (synonyms.hpp). One pattern
// serves to read a sentence and to write it. Compiled once, matched in bounded work: a line is hostile until it is
// read.
#pragma once
#include <bitset>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.hpp"

namespace pingxing::scheme {

using Captures = std::vector<std::pair<std::string, Piece>>;
/// Whether `text` may fill the slot of that name.
using SlotTest = std::function<bool(std::string_view slot, std::string_view text)>;

/// Which characters are in a text, by a number under 512 of each. Two may share one: what is not in it, is not in the
/// text.
using Letters = std::bitset<512>;
Letters letters_in(std::string_view text);

/// A text that many patterns are tried on, with what all of them look at first.
struct MarkedText {
  explicit MarkedText(Piece whole);
  Piece text;
  Letters letters;
  std::vector<std::uint16_t> marks;  // by byte, where a character begins: its number
  int numbers = 0;                   // at most so many stand in it
};

class Pattern {
 public:
  explicit Pattern(std::string_view written);

  /// False where the text lacks what every instance has: most rows are ruled out by it, at the cost of two looks.
  [[nodiscard]] bool may_match(const MarkedText& text) const;

  /// With which characters instances begin; all where nothing is known of it.
  [[nodiscard]] Letters first_letters() const;

  /// The captures where `text` as a whole is an instance of the pattern (ASCII letters in any case).
  [[nodiscard]] std::optional<Captures> match(Piece text, const SlotTest& accepts) const;
  [[nodiscard]] std::optional<Captures> match(const MarkedText& text, const SlotTest& accepts) const;

 private:
  friend class Matcher;
  /// A part of the pattern and what comes behind it; choices are the beginnings of their alternatives.
  struct Node {
    enum class Kind { End, Literal, Blank, Choice, Slot };
    Kind kind = Kind::End;
    std::string words;  // Literal: in lower case; Slot: its name
    std::vector<std::size_t> choices;
    std::size_t next = 0;
    bool is_tail_plain = true;   // no slot behind this one
    bool has_slot = false;       // this one is a slot, or one comes behind it
    bool begins_anyhow = false;  // with a slot: with any character
    Letters begins;              // by the characters that it may begin with
  };

  std::size_t compile(std::string_view pattern, std::size_t next);
  [[nodiscard]] bool has_slot(std::size_t node) const;
  void note_beginnings();
  void note_needed();

  std::vector<Node> nodes_;  // the first is the end
  std::size_t begin_ = 0;
  Letters needed_;                   // the characters of all instances
  std::vector<Letters> one_needed_;  // of each, one at least
  int numbers_needed_ = 0;           // of all instances
};

/// Several ways to say one thing: the first that matches.
class Patterns {
 public:
  Patterns(std::initializer_list<std::string_view> written);
  [[nodiscard]] std::optional<Captures> match(Piece text, const SlotTest& accepts) const;

 private:
  std::vector<Pattern> patterns_;
};

/// The canonical instance, the slots filled in.
std::string write_pattern(std::string_view pattern, const std::function<std::string(std::string_view slot)>& fill);

/// What a reader sees: alternatives and options resolved to the canonical form, slots kept as {slot}.
std::string canonical_pattern(std::string_view pattern);

}  // namespace pingxing::scheme
