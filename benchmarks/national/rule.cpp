#include "rule.hpp"

#include <algorithm>

namespace pingxing::national {
namespace {

using i64 = std::int64_t;
using Row = std::span<const i64>;

class Number final : public Node {
 public:
  explicit Number(i64 value) : value_(value) {}
  i64 value(Row) const override { return value_; }

 private:
  i64 value_;
};

class Place final : public Node {
 public:
  explicit Place(std::size_t place) : place_(place) {}
  i64 value(Row row) const override { return row[place_]; }

 private:
  std::size_t place_;
};

template <class Operation>
class Binary final : public Node {
 public:
  Binary(Rule a, Rule b) : a_(std::move(a)), b_(std::move(b)) {}
  i64 value(Row row) const override { return Operation{}(a_->value(row), b_->value(row)); }

 private:
  Rule a_, b_;
};

class Choice final : public Node {
 public:
  Choice(Rule condition, Rule yes, Rule no)
      : condition_(std::move(condition)), yes_(std::move(yes)), no_(std::move(no)) {}
  i64 value(Row row) const override { return (condition_->value(row) != 0 ? yes_ : no_)->value(row); }

 private:
  Rule condition_, yes_, no_;
};

struct Smaller {
  i64 operator()(i64 a, i64 b) const { return std::min(a, b); }
};
struct Larger {
  i64 operator()(i64 a, i64 b) const { return std::max(a, b); }
};

template <class Operation>
Rule binary(Rule a, Rule b) {
  return std::make_shared<Binary<Operation>>(std::move(a), std::move(b));
}

}  // namespace

Rule number(i64 value) { return std::make_shared<Number>(value); }
Rule column(std::size_t place) { return std::make_shared<Place>(place); }
Rule operator+(Rule a, Rule b) { return binary<std::plus<>>(std::move(a), std::move(b)); }
Rule operator-(Rule a, Rule b) { return binary<std::minus<>>(std::move(a), std::move(b)); }
Rule operator*(Rule a, Rule b) { return binary<std::multiplies<>>(std::move(a), std::move(b)); }
Rule operator>=(Rule a, Rule b) { return binary<std::greater_equal<>>(std::move(a), std::move(b)); }
Rule smaller(Rule a, Rule b) { return binary<Smaller>(std::move(a), std::move(b)); }
Rule larger(Rule a, Rule b) { return binary<Larger>(std::move(a), std::move(b)); }
Rule when(Rule condition, Rule yes, Rule no) {
  return std::make_shared<Choice>(std::move(condition), std::move(yes), std::move(no));
}

}  // namespace pingxing::national
