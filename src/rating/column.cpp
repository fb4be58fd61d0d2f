#include "rating/column.hpp"

#include <algorithm>
#include <limits>

#include "base/check.hpp"

namespace pingxing::rating {

namespace {
constexpr std::int64_t powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};

// Scaled values beyond it are kept as fractions: nine more places must not leave the word.
constexpr std::int64_t value_max = 9'000'000'000;

template <class T>
bool fits(std::int64_t value) {
  return value >= std::numeric_limits<T>::min() && value <= std::numeric_limits<T>::max();
}

template <class To>
Column::Data widened(const Column::Data& data) {
  return std::visit(
      [](const auto& values) -> Column::Data {
        std::vector<To> wide;
        wide.reserve(values.capacity());
        for (const auto value : values) wide.push_back(static_cast<To>(value));
        return wide;
      },
      data);
}
}  // namespace

std::size_t Column::size() const {
  return std::visit([](const auto& values) { return values.size(); }, data_);
}

std::size_t Column::bytes() const {
  return std::visit([](const auto& values) { return values.capacity() * sizeof(values[0]); }, data_) +
         missing_.capacity() * 8 + fractions_.size() * 96;
}

void Column::reserve(std::size_t rows) {
  std::visit([&](auto& values) { values.reserve(rows); }, data_);
}

Column Column::of(Data data, int places) {
  Column made;
  made.data_ = std::move(data);
  made.places_ = places;
  std::visit(
      [&](const auto& values) {
        for (const auto value : values) {
          made.least_ = std::min<std::int64_t>(made.least_, value);
          made.most_ = std::max<std::int64_t>(made.most_, value);
        }
      },
      made.data_);
  return made;
}

void Column::widen_for(std::int64_t value) {
  least_ = std::min(least_, value);
  most_ = std::max(most_, value);
  const bool is_held =
      std::visit([&](const auto& values) { return fits<std::decay_t<decltype(values[0])>>(value); }, data_);
  if (is_held) return;
  if (fits<std::int16_t>(value))
    data_ = widened<std::int16_t>(data_);
  else if (fits<std::int32_t>(value))
    data_ = widened<std::int32_t>(data_);
  else
    data_ = widened<std::int64_t>(data_);
}

void Column::rescale(int places) {
  if (places == places_) return;
  CHECK(places > places_ && places <= 9);
  const std::int64_t factor = powers[places - places_];
  std::vector<std::int64_t> raised;
  raised.reserve(size());
  std::int64_t least = 0, most = 0;
  std::visit(
      [&](const auto& values) {
        for (const auto value : values) {
          std::int64_t product = 0;
          CHECK(!__builtin_mul_overflow(static_cast<std::int64_t>(value), factor, &product));
          least = std::min(least, product);
          most = std::max(most, product);
          raised.push_back(product);
        }
      },
      data_);
  places_ = places;
  widen_for(least);
  widen_for(most);
  std::visit(
      [&](auto& values) {
        for (std::size_t i = 0; i < values.size(); ++i)
          values[i] = static_cast<std::decay_t<decltype(values[0])>>(raised[i]);
      },
      data_);
}

void Column::push(std::int64_t value, int places) {
  if (places > places_)
    rescale(places);
  else
    value *= powers[places_ - places];
  widen_for(value);
  std::visit([&](auto& values) { values.push_back(static_cast<std::decay_t<decltype(values[0])>>(value)); }, data_);
  if (!missing_.empty() && missing_.size() * 64 < size()) missing_.push_back(0);
}

void Column::push_block(const std::int32_t* values, std::size_t count, int places) {
  if (places < places_ || !missing_.empty()) {
    for (std::size_t i = 0; i < count; ++i) push(values[i], places);
    return;
  }
  if (places > places_) rescale(places);
  std::int32_t least = 0, most = 0;
  for (std::size_t i = 0; i < count; ++i) {
    least = values[i] < least ? values[i] : least;
    most = values[i] > most ? values[i] : most;
  }
  widen_for(least);
  widen_for(most);
  std::visit(
      [&](auto& own) {
        const std::size_t before = own.size();
        own.resize(before + count);
        for (std::size_t i = 0; i < count; ++i)
          own[before + i] = static_cast<std::decay_t<decltype(own[0])>>(values[i]);
      },
      data_);
}

void Column::mark(std::size_t row, bool is_missing_now) {
  if (missing_.empty() && !is_missing_now) return;
  if (missing_.size() * 64 <= row) missing_.resize(size() / 64 + 1, 0);
  auto& word = missing_[row / 64];
  const std::uint64_t bit = std::uint64_t(1) << (row % 64);
  const bool was = word & bit;
  if (was == is_missing_now) return;
  word ^= bit;
  missing_count_ += is_missing_now ? 1 : std::size_t(-1);
}

void Column::push_missing() {
  push(0, 0);
  mark(size() - 1, true);
}

void Column::push_number(const Number& value) {
  for (int places = 0; places <= 9; ++places) {
    const auto scaled = value.whole_times(powers[places]);
    if (!scaled) continue;
    if (*scaled > value_max || *scaled < -value_max) break;  // so that rescaling stays within the word
    push(*scaled, places);
    return;
  }
  push(0, 0);
  fractions_.emplace(size() - 1, value);
}

void Column::set(std::size_t row, std::int64_t value, int places) {
  CHECK(row < size());
  if (places > places_)
    rescale(places);
  else
    value *= powers[places_ - places];
  widen_for(value);
  std::visit([&](auto& values) { values[row] = static_cast<std::decay_t<decltype(values[0])>>(value); }, data_);
  fractions_.erase(row);
  mark(row, false);
}

void Column::set_number(std::size_t row, const std::optional<Number>& value) {
  if (!value) return set_missing(row);
  for (int places = 0; places <= 9; ++places) {
    const auto scaled = value->whole_times(powers[places]);
    if (!scaled) continue;
    if (*scaled > value_max || *scaled < -value_max) break;
    return set(row, *scaled, places);
  }
  set(row, 0);
  fractions_.emplace(row, *value);
}

void Column::set_missing(std::size_t row) {
  set(row, 0);
  mark(row, true);
}

void Column::append(Column&& other) {
  const std::size_t before = size();
  if (before == 0) {
    *this = std::move(other);
    return;
  }
  if (other.places_ > places_) rescale(other.places_);
  if (places_ > other.places_) other.rescale(places_);
  const auto [least, most] = other.range();
  widen_for(least);
  widen_for(most);
  std::visit(
      [&](auto& values) {
        using T = std::decay_t<decltype(values[0])>;
        std::visit(
            [&](const auto& more) {
              for (const auto value : more) values.push_back(static_cast<T>(value));
            },
            other.data_);
      },
      data_);
  for (std::size_t row = 0; row < other.size() && other.has_missing(); ++row)
    if (other.is_missing(row)) mark(before + row, true);
  for (auto& [row, value] : other.fractions_) fractions_.emplace(before + row, std::move(value));
  other = Column();
}

std::vector<std::uint64_t> Column::irregular_rows() const {
  if (!has_irregular()) return {};
  std::vector<std::uint64_t> rows = missing_;
  rows.resize(size() / 64 + 1, 0);
  for (const auto& [row, value] : fractions_) rows[row / 64] |= std::uint64_t(1) << (row % 64);
  return rows;
}

std::int64_t Column::raw(std::size_t row) const {
  return std::visit([&](const auto& values) { return static_cast<std::int64_t>(values[row]); }, data_);
}

Number Column::number(std::size_t row) const {
  if (!fractions_.empty())
    if (auto found = fractions_.find(row); found != fractions_.end()) return found->second;
  return places_ == 0 ? Number(raw(row)) : Number::scaled(raw(row), places_);
}

}  // namespace pingxing::rating
