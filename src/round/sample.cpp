#include "round/sample.hpp"

#include <algorithm>
#include <utility>

#include "base/hash.hpp"

namespace pingxing::round {

std::vector<std::string> draw_sample(std::string_view seed, std::vector<std::string> codes, std::size_t size) {
  std::vector<std::pair<std::string, std::string>> lots;
  for (auto& code : codes) {
    auto lot = sha256_hex(std::string(seed) + ":" + code);
    lots.emplace_back(std::move(lot), std::move(code));
  }
  std::sort(lots.begin(), lots.end());
  lots.erase(std::unique(lots.begin(), lots.end()), lots.end());
  lots.resize(std::min(size, lots.size()));
  std::vector<std::string> drawn;
  for (auto& lot : lots) drawn.push_back(std::move(lot.second));
  return drawn;
}

}  // namespace pingxing::round
