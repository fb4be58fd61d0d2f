// Rule nodes of the interpreted reference: an expression over one organisation's values, built with operators.
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <span>

namespace pingxing::national {

/// A node evaluates to a 64-bit integer; a condition to 1 or 0.
class Node {
 public:
  virtual ~Node() = default;
  virtual std::int64_t value(std::span<const std::int64_t> row) const = 0;
};
using Rule = std::shared_ptr<const Node>;

/// A fixed number; the value at a place of the row.
Rule number(std::int64_t value);
Rule column(std::size_t place);

Rule operator+(Rule a, Rule b);
Rule operator-(Rule a, Rule b);
Rule operator*(Rule a, Rule b);
Rule operator>=(Rule a, Rule b);
Rule smaller(Rule a, Rule b);
Rule larger(Rule a, Rule b);

/// `yes` where the condition is not 0, else `no`; only that one is evaluated.
Rule when(Rule condition, Rule yes, Rule no);

}  // namespace pingxing::national
