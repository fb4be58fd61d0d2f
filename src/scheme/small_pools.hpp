// 小单位合并: which pools are too small for places of their own, and with whom they are ranked (P-5).
#pragma once
#include <optional>
#include <string_view>

#include "scheme/scheme.hpp"

namespace pingxing::scheme {

/// 不足5人的单位并入综合组, pools of fewer than 5 are joined to general; nothing where it does not say how few they are
/// or with whom they are joined. `text` is normalised, without a label before it.
std::optional<SmallPools> parse_small_pools(std::string_view text);

/// Whether a line speaks of joining units that are too small, read or not.
bool speaks_of_small_pools(std::string_view text);

}  // namespace pingxing::scheme
