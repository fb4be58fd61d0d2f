// A spot check's sample that anybody can draw again: the subjects whose SHA-256 of "seed:code" is smallest. Pure.
// See docs/rounds.md, "Spot checks", for the same in one line of shell.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace pingxing::round {

/// `size` of the codes (all, where there are fewer), in the order in which they are drawn.
std::vector<std::string> draw_sample(std::string_view seed, std::vector<std::string> codes, std::size_t size);

}  // namespace pingxing::round
