// The only door to time: whoever needs to know it is given a Clock.
#pragma once
#include <atomic>
#include <cstdint>

namespace pingxing {

class Clock {
 public:
  virtual ~Clock() = default;
  /// Milliseconds since 1970 in UTC, without leap seconds.
  [[nodiscard]] virtual std::int64_t now_ms() const = 0;
};

/// The clock of the machine. It may be set back: whoever needs an order keeps one of his own.
class SystemClock : public Clock {
 public:
  [[nodiscard]] std::int64_t now_ms() const override;
};

/// Stands still until it is moved: for tests and replays. Any thread may look or move.
class FixedClock : public Clock {
 public:
  explicit FixedClock(std::int64_t now_ms) : now_ms_(now_ms) {}
  [[nodiscard]] std::int64_t now_ms() const override { return now_ms_; }
  void set(std::int64_t now_ms) { now_ms_ = now_ms; }
  void advance(std::int64_t by_ms) { now_ms_ += by_ms; }

 private:
  std::atomic<std::int64_t> now_ms_;
};

}  // namespace pingxing
