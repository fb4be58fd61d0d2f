#include "rating/facts.hpp"

namespace pingxing::rating {

std::size_t Facts::bytes() const {
  std::size_t sum = ids.bytes() + names.bytes() + pools.capacity() * 4 + kinds.capacity();
  for (const auto& input : inputs) sum += input.values.bytes() + input.counts.bytes() + input.names.bytes();
  return sum;
}

}  // namespace pingxing::rating
