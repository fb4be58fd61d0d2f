// What a band, a level or an answer gives: 得10分, 扣3分, 不得分, 得一半, scores full marks; and whether a rule gives
// points.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "scheme/scheme.hpp"

namespace pingxing::scheme {

/// A band without its figure; nothing where the words give nothing.
std::optional<Band> parse_outcome(std::string_view text);
/// A look at the end of a line spares most lines a look at every cut: what gives something ends with what it gives.
bool ends_with_outcome(std::string_view text);

/// Some band gives points: then the item starts from what is given.
bool is_scoring(const std::vector<Band>& bands);
/// A line of 加分, and not of 扣分.
bool is_bonus(const Scheme& scheme, const BonusEntry& entry);
/// The ledger that a section of 记分 belongs to: itself, or the outermost around it.
int ledger_of(const Scheme& scheme, int section);
bool is_ledger(const Scheme& scheme, const BonusEntry& entry);
/// Points are built up by the rule, as against those that take from the item's points.
bool gives_points(const Rule& rule);

}  // namespace pingxing::scheme
