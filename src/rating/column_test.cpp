#include "rating/column.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace pingxing::rating {
namespace {

int between(int low, int high) { return *rc::gen::inRange(low, high + 1); }

std::string said(const Column& column) {
  std::string out;
  for (std::size_t row = 0; row < column.size(); ++row)
    out += (column.is_missing(row) ? "-" : column.number(row).exact()) + " ";
  return out;
}

template <class T>
bool holds(const Column& column) {
  return std::holds_alternative<std::vector<T>>(column.data());
}

TEST(Column, WidensAndKeepsWhatItHolds) {
  Column column;
  column.push(127);
  EXPECT_TRUE(holds<std::int8_t>(column));
  column.push(-129);
  EXPECT_TRUE(holds<std::int16_t>(column));
  column.push(40'000);
  EXPECT_TRUE(holds<std::int32_t>(column));
  column.push(3'000'000'000);
  EXPECT_TRUE(holds<std::int64_t>(column));
  EXPECT_EQ(said(column), "127 -129 40000 3000000000 ");
  EXPECT_EQ(column.range(), (std::pair<std::int64_t, std::int64_t>{-129, 3'000'000'000}));
}

TEST(Column, RescalesForMorePlaces) {
  Column column;
  column.push(120);
  column.push(25, 1);
  column.push(7);
  column.push(1, 3);
  EXPECT_EQ(said(column), "120 2.5 7 0.001 ");
  EXPECT_EQ(column.places(), 3);
  EXPECT_TRUE(holds<std::int32_t>(column));
}

TEST(Column, KeepsFractionsBeside) {
  Column column;
  column.push_number(Number::fraction(1, 3));
  column.push_number(Number::scaled(15, 1));
  column.push_number(Number(10'000'000'000));  // too large to be rescaled later
  EXPECT_EQ(said(column), "1/3 1.5 10000000000 ");
  EXPECT_TRUE(column.is_irregular(0));
  EXPECT_FALSE(column.is_irregular(1));
  EXPECT_FALSE(column.has_missing());
  EXPECT_EQ(column.irregular_rows(), std::vector<std::uint64_t>{0b101});
  column.set(0, 4);
  EXPECT_FALSE(column.is_irregular(0));
  EXPECT_EQ(said(column), "4 1.5 10000000000 ");
}

TEST(Column, MissingIsNotZero) {
  Column column;
  for (int i = 0; i < 70; ++i) column.push(i);
  EXPECT_TRUE(column.irregular_rows().empty());
  column.set_missing(69);
  column.push_missing();
  EXPECT_TRUE(column.is_missing(69) && column.is_missing(70));
  EXPECT_FALSE(column.is_missing(0));
  EXPECT_EQ(column.irregular_rows(), (std::vector<std::uint64_t>{0, 0b1100000}));
  column.set(69, 0);
  column.set(70, 0);
  EXPECT_FALSE(column.has_missing());
  EXPECT_FALSE(column.is_missing(69));
}

TEST(Column, TakesAWholeColumn) {
  const Column column = Column::of(std::vector<std::int16_t>{935, -20, 0}, 1);
  EXPECT_EQ(said(column), "93.5 -2 0 ");
  EXPECT_EQ(column.range(), (std::pair<std::int64_t, std::int64_t>{-20, 935}));
  EXPECT_GE(column.bytes(), 6U);
}

/// A column and what it should hold.
struct Pair {
  Column column;
  std::vector<std::optional<Number>> wanted;
};

std::int64_t any_integer() {
  return *rc::gen::element<std::int64_t>(0, 1, -1, 99, 127, -128, 128, 32'767, 32'768, -40'000, 2'000'000'000);
}

Pair random_column(int steps) {
  Pair p;
  for (int step = 0; step < steps; ++step) {
    const int places = between(0, 6);
    const std::int64_t value = any_integer();
    const Number number = between(0, 3) ? Number::scaled(value, places) : Number::fraction(value, 7);
    const bool has_rows = !p.wanted.empty();
    const std::size_t row = has_rows ? static_cast<std::size_t>(between(0, static_cast<int>(p.wanted.size()) - 1)) : 0;
    switch (between(0, 6)) {
      case 0:
        p.column.push(value, places);
        p.wanted.push_back(Number::scaled(value, places));
        break;
      case 1:
        p.column.push_missing();
        p.wanted.push_back(std::nullopt);
        break;
      case 2:
        p.column.push_number(number);
        p.wanted.push_back(number);
        break;
      case 3: {
        const std::int32_t block[] = {1, static_cast<std::int32_t>(value), -5};
        p.column.push_block(block, 3, places);
        for (const auto one : block) p.wanted.push_back(Number::scaled(one, places));
        break;
      }
      case 4:
        if (has_rows) p.column.set(row, value, places), p.wanted[row] = Number::scaled(value, places);
        break;
      case 5:
        if (has_rows) p.column.set_missing(row), p.wanted[row] = std::nullopt;
        break;
      default:
        if (has_rows) p.column.set_number(row, number), p.wanted[row] = number;
        break;
    }
  }
  return p;
}

RC_GTEST_PROP(Column, HoldsWhatWasPutIn, ()) {
  Pair p = random_column(between(0, 90)), more = random_column(between(0, 90));
  p.column.append(std::move(more.column));
  p.wanted.insert(p.wanted.end(), more.wanted.begin(), more.wanted.end());
  RC_ASSERT(p.column.size() == p.wanted.size());
  const auto irregular = p.column.irregular_rows();
  const auto [least, most] = p.column.range();
  for (std::size_t row = 0; row < p.wanted.size(); ++row) {
    RC_ASSERT(p.column.is_missing(row) == !p.wanted[row].has_value());
    if (p.wanted[row]) RC_ASSERT(p.column.number(row).exact() == p.wanted[row]->exact());
    const bool is_marked = !irregular.empty() && (irregular[row / 64] >> (row % 64) & 1);
    RC_ASSERT(is_marked == p.column.is_irregular(row));
    RC_ASSERT(least <= p.column.raw(row) && p.column.raw(row) <= most);
  }
}

}  // namespace
}  // namespace pingxing::rating
