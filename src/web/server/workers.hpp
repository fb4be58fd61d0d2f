// The threads on which handlers run, and the bounded queue before them.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <span>
#include <thread>
#include <vector>

namespace pingxing::web {

/// Something to be done once by a worker. Must not throw.
class Job {
 public:
  virtual ~Job() = default;
  virtual void run() = 0;
};

class Workers {
 public:
  Workers(unsigned count, std::size_t queue_max);
  /// Does what is queued, then ends.
  ~Workers();
  /// How many of them, from the first, found room. A job must live until it has run.
  [[nodiscard]] std::size_t queue(std::span<Job* const> jobs);
  [[nodiscard]] std::size_t queued() const;

 private:
  void work();

  const std::size_t queue_max_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Job*> jobs_;
  std::size_t sleeping_ = 0;
  bool is_waking_ = false;  // one is on its way: it wakes the next if there is more than it can take
  bool is_ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace pingxing::web
