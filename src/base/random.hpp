// The only door to chance: whoever needs some is given a Random.
#pragma once
#include <cstdint>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

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

/// Every order of a vector as likely as every other.
template <class T>
void shuffle(std::vector<T>& all, Random& random) {
  for (std::size_t i = all.size(); i > 1; --i) {
    std::uint64_t word = 0;  // 64 bits: the favour to small numbers is beyond measure
    for (const char byte : random.bytes(8)) word = word << 8 | static_cast<unsigned char>(byte);
    std::swap(all[i - 1], all[static_cast<std::size_t>(word % i)]);
  }
}

}  // namespace pingxing
