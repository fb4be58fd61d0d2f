// UTF-8 text as people type it: full-width and half-width read alike, blanks between hanzi do not count, and every
// character still knows the column it came from. Also display width for terminal tables.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"

namespace pingxing {

/// Bytes of the UTF-8 character that starts with `lead` (1 for anything malformed).
std::size_t character_size(char lead);
/// The code point at `at`, which is moved behind it; malformed bytes come out as themselves.
char32_t next_character(std::string_view text, std::size_t& at);
void append_character(std::string& text, char32_t character);
bool is_hanzi(char32_t character);
std::size_t character_count(std::string_view text);
/// Columns on a terminal: 2 for hanzi and full-width forms.
std::size_t display_width(std::string_view text);
std::string pad_to(std::string_view text, std::size_t width, bool is_right = false);

std::string_view trimmed(std::string_view text);
/// A space of any width (also NBSP, the ideographic one, a tab): it looks like a blank. Line ends are none.
bool is_blank(char32_t character);
/// A character that nobody sees or types on purpose: zero-width marks, the byte order mark, the soft hyphen.
bool is_unseen(char32_t character);
/// What somebody wrote in a cell, wherever it was typed, pasted or uploaded: every blank is a plain one, unseen marks
/// are gone, line ends are LF, nothing of these is left at either end. Full-width forms stay, for a reason is text;
/// who reads numbers and codes makes a Line of it. Control characters stay too, to be refused by name.
std::string cell_text(std::string_view text);
/// What two spellings of one name have in common, wherever names are compared: ids, pools, kinds, headers, sheets,
/// names, rolls. Width, case, blanks of any kind and marks that nobody sees do not count. For comparing, not for
/// showing.
std::string folded(std::string_view text);
std::vector<std::string> split(
    std::string_view text, std::string_view separators);  // any of the (UTF-8) characters; trimmed, without empty ones
std::string joined(const std::vector<std::string>& parts, std::string_view between);
bool starts_with_any_case(std::string_view text, std::string_view prefix);
std::string lower_ascii(std::string_view text);
/// Edits (insert, delete, replace, by character) that make one text of the other.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// One line, normalised: full-width forms are ASCII, blanks beside hanzi and punctuation are gone.
/// Borrowed by Pieces, so it must outlive them.
class Line {
 public:
  Line(std::string_view original, int number);
  [[nodiscard]] const std::string& text() const { return text_; }
  [[nodiscard]] int number() const { return number_; }
  /// Column (from 1, in characters of the original) of a byte of the normalised text; its end is allowed.
  [[nodiscard]] int column(std::size_t at) const { return columns_[at]; }

 private:
  std::string text_;
  std::vector<int> columns_;
  int number_;
};

/// A part of a Line that knows its place.
struct Piece {
  std::string_view text;
  const Line* line = nullptr;

  Piece() = default;
  explicit Piece(const Line& whole) : text(whole.text()), line(&whole) {}
  Piece(std::string_view part, const Line* of) : text(part), line(of) {}
  [[nodiscard]] Piece sub(std::size_t at, std::size_t size = std::string_view::npos) const {
    return {text.substr(at, size), line};
  }
  [[nodiscard]] Piece trimmed() const { return {pingxing::trimmed(text), line}; }
  [[nodiscard]] bool empty() const { return text.empty(); }
  [[nodiscard]] std::string str() const { return std::string(text); }
  [[nodiscard]] Place place(const std::string& file) const;
  /// Parts between any of the separator characters, trimmed; brackets protect what is inside them.
  [[nodiscard]] std::vector<Piece> split(std::string_view separators) const;
};

}  // namespace pingxing
