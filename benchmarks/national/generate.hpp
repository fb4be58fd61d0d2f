// Makes the national population: N organisations whose facts follow a fixed generator by position (splitmix64), the
// same on every machine. It does not rate them.
#pragma once
#include <cstdint>

#include "columns.hpp"

namespace pingxing::national {

inline constexpr std::uint64_t seed = 20240601;
inline constexpr std::uint64_t rows_max = 100'000'000;  // a row of input takes 70 bytes, an id fits 4

/// The population of `rows` organisations (1 to rows_max, else std::invalid_argument) in rows / 50 pools (at least
/// one), ids 1 to rows in order, made with `threads` threads.
Table generate(std::uint64_t rows, unsigned threads = 2);

}  // namespace pingxing::national
