// An item as offices write it in one paragraph: what is asked for, how points are taken, how it is looked into, and the
// points, which may stand behind it all. 迟到。(每次扣1分,扣完为止)查记录(2分)
#pragma once
#include <optional>
#include <vector>

#include "base/number.hpp"
#include "base/text.hpp"

namespace pingxing::scheme {

struct ItemWords {
  Piece title;
  std::optional<Number> points;
  Piece points_words;            // as written, without their bracket; empty where there are none
  std::vector<Piece> sentences;  // behind the title, that say something of points; each is to be read as rules
};

/// Of the words of an item without its number.
ItemWords read_item_words(Piece body);

/// 3分, 不得分, 满分: what is no rule and says this is never passed over.
bool speaks_of_points(std::string_view text);

}  // namespace pingxing::scheme
