#include "office/key_stock.hpp"

#include <pthread.h>
#include <sched.h>

#include <algorithm>
#include <atomic>
#include <optional>

namespace pingxing::office {

KeyStock::~KeyStock() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  wanting_.notify_all();
  if (thread_.joinable()) thread_.join();
}

std::size_t KeyStock::want(std::size_t count) {
  const std::lock_guard lock(mutex_);
  wanted_ = std::min(count, keys_max);
  if (keys_.size() < wanted_ && !thread_.joinable()) thread_ = std::thread([this] { run(); });
  wanting_.notify_all();
  return keys_.size();
}

std::size_t KeyStock::count() const {
  const std::lock_guard lock(mutex_);
  return keys_.size();
}

void KeyStock::run() {
  const sched_param lowest{};
  if (pace_ == Pace::Idle)
    pthread_setschedparam(pthread_self(), SCHED_IDLE, &lowest);  // who is refused makes them at the usual pace
  std::unique_lock lock(mutex_);
  for (;;) {
    wanting_.wait(lock, [&] { return is_ending_ || keys_.size() < wanted_; });
    if (is_ending_) return;
    lock.unlock();
    auto key = ballot::PrivateKey::make();
    lock.lock();
    keys_.push_back(std::move(key));
  }
}

std::vector<ballot::PrivateKey> KeyStock::take(std::size_t count) {
  std::vector<ballot::PrivateKey> taken;
  {
    const std::lock_guard lock(mutex_);
    const auto from = keys_.end() - static_cast<std::ptrdiff_t>(std::min(count, keys_.size()));
    taken.assign(std::make_move_iterator(from), std::make_move_iterator(keys_.end()));
    keys_.erase(from, keys_.end());
    wanted_ = 0;  // whoever prepares another poll says so again
  }
  std::vector<std::optional<ballot::PrivateKey>> made(count - taken.size());
  std::vector<std::thread> makers;
  std::atomic<std::size_t> next = 0;
  const auto cores = std::min<std::size_t>(std::max(1U, std::thread::hardware_concurrency()), made.size());
  for (std::size_t i = 0; i < cores; ++i)
    makers.emplace_back([&] {
      for (std::size_t at = next++; at < made.size(); at = next++) made[at] = ballot::PrivateKey::make();
    });
  for (auto& maker : makers) maker.join();
  for (auto& key : made) taken.push_back(std::move(*key));
  return taken;
}

}  // namespace pingxing::office
