// At most so many at once, in the order of their coming: for work that fills a processor or much memory, where a
// semaphore would let the lucky go again and again.
#pragma once
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace pingxing {

class Turns {
 public:
  explicit Turns(unsigned at_once) : may_go_(at_once) {}

  /// Waits for its turn; the turn lasts as long as this does.
  class Turn {
   public:
    explicit Turn(Turns& turns) : turns_(turns) {
      std::unique_lock lock(turns.mutex_);
      const auto ticket = turns.tickets_++;
      turns.next_.wait(lock, [&] { return ticket < turns.may_go_; });
    }
    ~Turn() {
      {
        const std::lock_guard lock(turns_.mutex_);
        ++turns_.may_go_;
      }
      turns_.next_.notify_all();
    }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    Turns& turns_;
  };

 private:
  std::mutex mutex_;
  std::condition_variable next_;
  std::uint64_t tickets_ = 0;  // given out so far
  std::uint64_t may_go_;       // tickets below it
};

}  // namespace pingxing
