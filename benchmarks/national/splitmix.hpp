// The random numbers of the incremental task: splitmix64 from a seed.
#pragma once
#include <cstdint>

#include "checksum.hpp"

namespace pingxing::national {

class SplitMix {
 public:
  explicit SplitMix(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() { return mix(state_ += 0x9E3779B97F4A7C15u); }

 private:
  std::uint64_t state_;
};

}  // namespace pingxing::national
