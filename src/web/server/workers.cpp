#include "web/server/workers.hpp"

#include <algorithm>

namespace pingxing::web {

Workers::Workers(unsigned count, std::size_t queue_max) : queue_max_(queue_max) {
  for (unsigned i = 0; i < std::max(1U, count); ++i) threads_.emplace_back([this] { work(); });
}

Workers::~Workers() {
  {
    const std::lock_guard lock(mutex_);
    is_ending_ = true;
  }
  wake_.notify_all();
  for (auto& thread : threads_) thread.join();
}

std::size_t Workers::queue(std::span<Job* const> jobs) {
  bool must_wake;
  {
    const std::lock_guard lock(mutex_);
    jobs = jobs.first(std::min(jobs.size(), queue_max_ - jobs_.size()));
    jobs_.insert(jobs_.end(), jobs.begin(), jobs.end());
    // Waking costs more than a short job. One at a time, each waking the next, gets them all up under load, and lets
    // one do all short jobs that come together.
    must_wake = !jobs.empty() && sleeping_ > 0 && !is_waking_;
    if (must_wake) is_waking_ = true;
  }
  if (must_wake) wake_.notify_one();
  return jobs.size();
}

std::size_t Workers::queued() const {
  const std::lock_guard lock(mutex_);
  return jobs_.size();
}

void Workers::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    if (jobs_.empty()) {
      if (is_ending_) return;
      ++sleeping_;
      wake_.wait(lock);  // another may have been quicker: then round again
      --sleeping_;
      is_waking_ = false;
      continue;
    }
    Job* const job = jobs_.front();
    jobs_.pop_front();
    const bool must_wake = !jobs_.empty() && sleeping_ > 0 && !is_waking_;
    if (must_wake) is_waking_ = true;
    lock.unlock();
    if (must_wake) wake_.notify_one();
    job->run();
    lock.lock();
  }
}

}  // namespace pingxing::web
