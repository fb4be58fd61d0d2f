// Time that only goes forward: for how long something is kept, and how long somebody has to wait. A wall clock
// (clock.hpp) may be set back, and what was to last a second would last an hour.
#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>

namespace pingxing {

class SteadyClock {
 public:
  virtual ~SteadyClock() = default;
  /// Since a beginning that means nothing, the same for this process.
  [[nodiscard]] virtual std::chrono::milliseconds now() const;
};

/// Stands still until it is moved: for tests. Any thread may look or move.
class FixedSteadyClock : public SteadyClock {
 public:
  [[nodiscard]] std::chrono::milliseconds now() const override { return std::chrono::milliseconds(now_ms_); }
  void advance(std::int64_t by_ms) { now_ms_ += by_ms; }

 private:
  std::atomic<std::int64_t> now_ms_ = 1;
};

}  // namespace pingxing
