#include "base/clock.hpp"

#include <chrono>

namespace pingxing {

std::int64_t SystemClock::now_ms() const {
  const auto since_1970 = std::chrono::system_clock::now().time_since_epoch();
  return std::chrono::duration_cast<std::chrono::milliseconds>(since_1970).count();
}

}  // namespace pingxing
