// What a terminal can show: its width, whether it has colours, text without control characters. And how problems are
// printed.
#pragma once
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"

namespace pingxing::cli {

enum class Colour { None, Gold, Red, Green, Yellow, Dim, Bold };

/// How to write to a stream: colours only on a terminal and where NO_COLOR is unset.
struct Look {
  bool has_colours = false;
  std::size_t width = 100;
  static Look of(std::FILE* stream);
  /// Plain text of a fixed width: what files get.
  static Look plain() { return {}; }
  [[nodiscard]] std::string paint(Colour colour, std::string_view text) const;
};

bool is_terminal(std::FILE* stream);

/// `text` without characters that move the cursor or turn the direction of text: names come from anybody's files.
std::string printable(std::string_view text);

/// Lines of at most `width` columns, cut between words or hanzi; lines after the first begin with `indent` blanks.
std::string wrapped(std::string_view text, std::size_t width, std::size_t indent);

/// `text` in at most `width` columns, with "…" where it was cut.
std::string fitted(std::string_view text, std::size_t width);

/// One line a problem, then how many more there are. How to mend is said once of all that are mended alike.
void print_problems(std::FILE* stream, const Problems& problems, Language language);

}  // namespace pingxing::cli
