// Caps of each period or each person (S-1.16): what the entries of one come to, and what the cap leaves of it.
#pragma once
#include <string>
#include <vector>

#include "rating/facts.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::rating {

/// What falls into one period, or on one key.
struct InnerShare {
  Phrase of;                  // 3月, 甲
  std::vector<Phrase> parts;  // of each rule: 0.5×3, 1+2
  Number points, kept;        // before the cap and after it
};

/// A rule with the entries that its figure lists.
struct ListedEntries {
  const scheme::Rule* rule;
  const std::vector<Entry>* entries;
};

/// The entries of a cell; none where it lists none.
const std::vector<Entry>& entries_of(const Facts& facts, int input, std::size_t row);

/// In the order of the periods, or of the keys as they were written first.
std::vector<InnerShare> inner_shares(const scheme::InnerCap& cap, const std::vector<ListedEntries>& listed);
Number kept_of(const std::vector<InnerShare>& shares);
/// 3月:0.5×3=1.5,封顶1;4月:0.5.
Phrase words_of(const std::vector<InnerShare>& shares);

}  // namespace pingxing::rating
