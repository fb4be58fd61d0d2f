#include "rating/facts.hpp"

namespace pingxing::rating {

void InputColumn::set_not_applicable(std::size_t row, bool is) {
  if (!is && row / 64 >= not_applicable.size()) return;
  if (row / 64 >= not_applicable.size()) not_applicable.resize(row / 64 + 1, 0);
  const std::uint64_t bit = std::uint64_t(1) << (row % 64);
  not_applicable[row / 64] = is ? not_applicable[row / 64] | bit : not_applicable[row / 64] & ~bit;
}

std::size_t Facts::bytes() const {
  std::size_t sum = ids.bytes() + names.bytes() + pools.capacity() * 4 + kinds.capacity();
  for (const auto& input : inputs)
    sum += input.values.bytes() + input.counts.bytes() + input.names.bytes() + input.not_applicable.capacity() * 8;
  return sum;
}

}  // namespace pingxing::rating
