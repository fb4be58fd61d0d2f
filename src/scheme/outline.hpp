// The outline of a document: which line is a heading, an item, a bullet, a property, prose. No meaning yet.
#pragma once
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "base/number.hpp"
#include "base/text.hpp"

namespace pingxing::scheme {

struct OutlineLine {
  enum class Kind { Blank, Title, Heading, Item, Bullet, Property, Prose, Marked };
  Kind kind = Kind::Prose;
  int level = 0;    // Heading: number of #; Bullet, Item: nesting by indentation (0 = none)
  std::string id;   // Item: its number; Marked: (1) ① 一、 A1. as 1, 1, 一, A1: an item or a rule, by what it says
  Piece body;       // without the marker
  std::string raw;  // the line as written
  std::size_t marker_bytes = 0;  // Bullet: of its marker in `raw`, without blanks before it
  bool is_comment = false;       // between <!-- and -->
};

struct Outline {
  std::deque<Line> lines;  // what the pieces point into
  std::vector<OutlineLine> entries;
};

Outline read_outline(std::string_view text);

/// "基础工作(15分)" as "基础工作" and "15分"; the bracket is empty where there is none at the end.
std::pair<Piece, Piece> split_bracket(Piece text);

/// "考勤(50分):迟到每次扣1分", "考勤 共50分", "卫生【满分50分】": the title, its points or per cent wherever a clerk
/// puts them, and what stands behind.
struct TitlePoints {
  Piece title, points, behind;  // points: as written, without brackets
  std::optional<Number> value;
  bool is_percent = false;
};
TitlePoints split_points(Piece text);

/// "名称:句式" at the first colon outside brackets; the second is empty where there is none.
std::pair<Piece, Piece> split_colon(Piece text);

}  // namespace pingxing::scheme
