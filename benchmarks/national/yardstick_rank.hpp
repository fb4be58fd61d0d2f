// The yardstick's kernel for ranks and quotas within pools.
#pragma once
#include <cstdint>
#include <span>

namespace pingxing::national {

/// Pool p's rows stand at [first[p], first[p + 1]) of `keys`. Per row: what `Block::key` holds becomes rank << 3 |
/// star. Ranks are counted, each row against every row of its pool: quickest for pools of up to a few hundred rows.
void rank_pools(std::span<const std::uint32_t> first, std::uint32_t* keys);

}  // namespace pingxing::national
