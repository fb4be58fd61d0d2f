// Keys of papers made ahead, while the office still prepares a poll: a key takes a quarter of a second, and a poll may
// have hundreds. They are only in memory until a poll is opened. One object a server.
#pragma once
#include <condition_variable>
#include <mutex>
#include <thread>
#include <vector>

#include "ballot/blind_rsa.hpp"

namespace pingxing::office {

class KeyStock {
 public:
  static constexpr std::size_t keys_max = 1000;  // 2 MB

  enum class Pace { Idle, Usual };

  /// Idle: only while nothing else wants the processor.
  explicit KeyStock(Pace pace = Pace::Idle) : pace_(pace) {}
  ~KeyStock();
  KeyStock(const KeyStock&) = delete;
  KeyStock& operator=(const KeyStock&) = delete;

  /// Makes keys in the background until so many are there; returns how many are there now.
  std::size_t want(std::size_t count);
  /// How many are there now.
  [[nodiscard]] std::size_t count() const;
  /// So many keys: those in stock, the others made at once on all cores.
  std::vector<ballot::PrivateKey> take(std::size_t count);

 private:
  void run();

  const Pace pace_;
  mutable std::mutex mutex_;  // guards the rest
  std::condition_variable wanting_;
  std::vector<ballot::PrivateKey> keys_;
  std::size_t wanted_ = 0;
  bool is_ending_ = false;
  std::thread thread_;  // started when the first is wanted
};

}  // namespace pingxing::office
