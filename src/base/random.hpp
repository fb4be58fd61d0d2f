// The only door to chance: whoever needs some is given a Random.
#pragma once
#include <cstdint>
#include <mutex>
#include <string>

namespace pingxing {

class Random {
 public:
  virtual ~Random() = default;
  /// That many bytes. Any thread may ask.
  virtual std::string bytes(std::size_t count) = 0;
};

/// The kernel's, fit for keys and tokens. Throws std::runtime_error where the kernel has none.
class SystemRandom : public Random {
 public:
  std::string bytes(std::size_t count) override;
};

/// The same bytes for the same seed: for tests and simulations, never for a secret.
class SeededRandom : public Random {
 public:
  explicit SeededRandom(std::uint64_t seed) : state_(seed) {}
  std::string bytes(std::size_t count) override;

 private:
  std::mutex mutex_;
  std::uint64_t state_;
};

}  // namespace pingxing
