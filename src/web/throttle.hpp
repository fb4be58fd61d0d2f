// How often somebody may try, such as to sign in: a bucket of tokens for each key, filled again with time. Pure: the
// time is passed in. Any thread may ask.
#pragma once
#include <chrono>
#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace pingxing::web {

class Throttle {
 public:
  using Moment = std::chrono::milliseconds;  // since whatever beginning, the same for all calls

  /// `burst` tries at once; then one more each `refill`. Keeps at least the last `keys_max` keys, at most twice as
  /// many.
  Throttle(unsigned burst, std::chrono::milliseconds refill, std::size_t keys_max = 100'000);

  /// Whether there was a token; it is gone then.
  bool take(std::string_view key, Moment now);
  /// The try was a good one: as if it had not been.
  void give_back(std::string_view key, Moment now);
  /// Until the next token; 0 where there is one.
  [[nodiscard]] std::chrono::milliseconds wait(std::string_view key, Moment now);

 private:
  // All in milliseconds of refilling, so that no fraction of a token is lost.
  struct Bucket {
    std::chrono::milliseconds filled{0};
    Moment at{0};
  };
  using Buckets = std::unordered_map<std::string, Bucket>;
  Bucket& bucket(std::string_view key, Moment now);

  const std::chrono::milliseconds refill_, full_;
  const std::size_t keys_max_;
  std::mutex mutex_;
  Buckets now_, before_;  // what is not asked for is forgotten with `before_`
};

/// For throttling by address: one client of IPv6 has a whole /64.
std::string throttle_key(std::string_view remote);

}  // namespace pingxing::web
