// The one writer of a process: a thread that takes all works that wait, runs them in one transaction, each in a
// savepoint, appends what they noted to the journal and seals what they wrote, commits, and only then tells those who
// wait. So many share what is slow: the sync of the disk, and the ways to a server.
#pragma once
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "base/random.hpp"
#include "store/connection.hpp"
#include "store/group_record.hpp"

namespace pingxing::store {

class Writer {
 public:
  Writer(Backend& backend, std::size_t group_max);
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;
  /// Finishes what waits.
  ~Writer();

  /// Returns when the work is on disk; throws what undid it. From any thread but the writer's own (CHECK).
  void write(const std::function<void(Writing&)>& work);
  [[nodiscard]] bool is_this_thread() const { return std::this_thread::get_id() == thread_.get_id(); }

 private:
  struct Waiting {
    const std::function<void(Writing&)>* work;
    std::exception_ptr failure;  // the writer's, until it is done
    std::atomic<int> is_done = 0;
  };
  using Group = std::vector<std::shared_ptr<Waiting>>;  // shared: who is told may be gone while the writer still tells

  void run();
  Group next_group();  // empty: it is time to end
  void store(const Group& group);
  void run_group(const Group& group);
  void commit();
  void run_work(Waiting& waiting, GroupRecord& record);
  void give_up_transaction();
  /// Whether the last group is stored, asked over a new connection; nothing where the database does not answer.
  std::optional<bool> is_stored();

  Backend& backend_;
  const std::size_t group_max_;
  SystemRandom chance_;                              // of the thread: salts
  std::unique_ptr<Connection> connection_;           // of the thread; nothing after a loss
  std::chrono::steady_clock::duration last_took_{};  // of the thread: the last group
  WriteNumber number_;                               // of the thread: the last group

  std::mutex mutex_;  // guards the rest
  std::condition_variable arrived_, ending_;
  std::deque<std::shared_ptr<Waiting>> queue_;
  std::size_t wanted_ = 1;  // works that the next group may wait for
  bool is_ending_ = false;
  std::thread thread_;  // the last: it uses the others
};

}  // namespace pingxing::store
