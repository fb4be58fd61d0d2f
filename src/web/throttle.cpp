#include "web/throttle.hpp"

#include <arpa/inet.h>

#include <algorithm>

#include "base/check.hpp"
#include "base/hash.hpp"

namespace pingxing::web {

Throttle::Throttle(unsigned burst, std::chrono::milliseconds refill, std::size_t keys_max)
    : refill_(refill), full_(refill * burst), keys_max_(keys_max) {
  CHECK(burst > 0 && refill.count() > 0 && keys_max > 0);
}

Throttle::Bucket& Throttle::bucket(std::string_view key, Moment now) {
  const std::string name(key);
  auto found = now_.find(name);
  if (found == now_.end()) {
    if (now_.size() >= keys_max_) {
      before_ = std::move(now_);
      now_.clear();
    }
    const auto old = before_.find(name);
    found = now_.emplace(name, old == before_.end() ? Bucket{full_, now} : old->second).first;
  }
  Bucket& known = found->second;
  if (now > known.at) {  // a clock that was set back fills nothing
    known.filled = std::min(full_, known.filled + (now - known.at));
    known.at = now;
  }
  return known;
}

bool Throttle::take(std::string_view key, Moment now) {
  const std::lock_guard lock(mutex_);
  Bucket& known = bucket(key, now);
  if (known.filled < refill_) return false;
  known.filled -= refill_;
  return true;
}

void Throttle::give_back(std::string_view key, Moment now) {
  const std::lock_guard lock(mutex_);
  Bucket& known = bucket(key, now);
  known.filled = std::min(full_, known.filled + refill_);
}

std::chrono::milliseconds Throttle::wait(std::string_view key, Moment now) {
  const std::lock_guard lock(mutex_);
  return std::max(std::chrono::milliseconds(0), refill_ - bucket(key, now).filled);
}

std::string throttle_key(std::string_view remote) {
  in6_addr address{};
  const std::string text(remote);
  if (inet_pton(AF_INET6, text.c_str(), &address) != 1) return text;
  return hex_of({reinterpret_cast<const char*>(&address), 8}) + "/64";
}

}  // namespace pingxing::web
