// Electorates and their weights: 党员票60%、群众票40%; 40% manager, 60% peers.
#pragma once
#include <optional>
#include <string_view>
#include <vector>

#include "scheme/scheme.hpp"

namespace pingxing::scheme {

/// Nothing where it is no such list.
std::optional<std::vector<Electorate>> parse_electorates(std::string_view text);

}  // namespace pingxing::scheme
