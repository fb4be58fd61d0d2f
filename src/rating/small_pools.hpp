// Pools too small for places of their own, and with whom they are ranked (docs/rating.md, P-5). Pure: who is in scope
// tells it.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "rating/facts.hpp"
#include "scheme/scheme.hpp"

namespace pingxing::rating {

struct JoinedPools {
  std::vector<std::uint32_t> into;      // by pool: the one that it is ranked in; empty: each in its own
  std::vector<std::uint32_t> in_scope;  // by pool, before they are joined
  bool is_name_missing = false;         // nobody is in the pool that should take them

  [[nodiscard]] std::uint32_t of(std::uint32_t pool) const { return into.empty() ? pool : into[pool]; }
  [[nodiscard]] bool is_joined_away(std::uint32_t pool) const { return of(pool) != pool; }
  /// The pools that are ranked together with this one, itself included.
  [[nodiscard]] std::vector<std::uint32_t> together_with(std::uint32_t pool) const;
  [[nodiscard]] std::uint32_t size_of(std::uint32_t pool) const;  // of those that are ranked in it
};

/// `status` has one entry a row.
JoinedPools join_small_pools(const scheme::Scheme& scheme, const Facts& facts, std::span<const std::uint8_t> status);

/// The pool in which a subject is ranked.
inline std::uint32_t ranked_in(const Facts& facts, const JoinedPools& joined, std::size_t row) {
  return joined.of(facts.pool(row));
}

/// What it is called: 综合组, or the names of the small ones that are ranked together.
std::string name_of_joined(const scheme::Scheme& scheme, const Facts& facts, const JoinedPools& joined,
                           std::uint32_t pool);

/// "甲科 2 个,不足 5 个,并入“综合组”"; empty where the pool stands by itself.
Phrase say_joined(const scheme::Scheme& scheme, const Facts& facts, const JoinedPools& joined, std::uint32_t pool);

}  // namespace pingxing::rating
