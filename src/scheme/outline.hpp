// The outline of a document: which line is a heading, an item, a bullet, a property, prose. No meaning yet.
#pragma once
#include <deque>
#include <string>
#include <vector>

#include "base/text.hpp"

namespace pingxing::scheme {

struct OutlineLine {
  enum class Kind { Blank, Title, Heading, Item, Bullet, Property, Prose };
  Kind kind = Kind::Prose;
  int level = 0;    // Heading: number of #; Bullet, Item: nesting by indentation (0 = none)
  std::string id;   // Item: its number
  Piece body;       // without the marker
  std::string raw;  // the line as written
  std::size_t marker_bytes = 0;  // Bullet: of its marker in `raw`, without blanks before it
};

struct Outline {
  std::deque<Line> lines;  // what the pieces point into
  std::vector<OutlineLine> entries;
};

Outline read_outline(std::string_view text);

/// "基础工作(15分)" as "基础工作" and "15分"; the bracket is empty where there is none at the end.
std::pair<Piece, Piece> split_bracket(Piece text);

/// "名称:句式" at the first colon outside brackets; the second is empty where there is none.
std::pair<Piece, Piece> split_colon(Piece text);

}  // namespace pingxing::scheme
