#include "store/readers.hpp"

#include <algorithm>
#include <utility>

#include "base/check.hpp"
#include "store/errors.hpp"
#include "store/statements.hpp"

namespace pingxing::store {
namespace {

/// Whose connection this thread holds: a second one of the same could wait for ever.
thread_local const Readers* held_of = nullptr;

}  // namespace

/// A connection for a while; it goes back unless it was lost.
class Readers::Lease {
 public:
  explicit Lease(Readers& readers) : readers_(readers), held_before_(std::exchange(held_of, &readers)) {
    std::unique_lock lock(readers.mutex_);
    readers.freed_.wait(lock, [&] { return readers.left_ > 0; });
    --readers.left_;
    if (readers.idle_.empty()) return;
    connection_ = std::move(readers.idle_.back());
    readers.idle_.pop_back();
  }
  Lease(const Lease&) = delete;
  Lease& operator=(const Lease&) = delete;
  ~Lease() {
    held_of = held_before_;
    const std::lock_guard lock(readers_.mutex_);
    if (connection_ && connection_->is_alive()) readers_.idle_.push_back(std::move(connection_));
    ++readers_.left_;
    readers_.freed_.notify_one();
  }

  Connection& connection() {
    if (!connection_) connection_ = readers_.backend_.connect(Purpose::Reading);
    return *connection_;
  }
  void drop_if_lost() {
    if (connection_ && !connection_->is_alive()) connection_.reset();
  }

 private:
  Readers& readers_;
  const Readers* held_before_;
  std::unique_ptr<Connection> connection_;
};

Readers::Readers(Backend& backend, unsigned connections_max)
    : backend_(backend), left_(std::max(connections_max, 1U)) {}

void Readers::read(const std::function<void(Reading&)>& work) {
  CHECK(held_of != this);  // a read inside a read: use the Reading that is there
  Lease lease(*this);
  try {
    read_once(lease.connection(), work);
  } catch (const ConnectionLost&) {
    lease.drop_if_lost();
    read_once(lease.connection(), work);
  } catch (const TryAgain&) {
    lease.drop_if_lost();
    read_once(lease.connection(), work);
  }
}

void Readers::read_once(Connection& connection, const std::function<void(Reading&)>& work) {
  struct End {
    Connection& connection;
    ~End() { connection.rollback(); }  // nothing was written
  } const end{connection};
  connection.begin_reading();
  Statements statements(connection);
  work(statements);
  statements.rethrow_failure();
}

}  // namespace pingxing::store
