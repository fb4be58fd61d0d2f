// A few connections that read side by side. Each read sees one state of the database from its first query to its last.
#pragma once
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

#include "store/connection.hpp"

namespace pingxing::store {

class Readers {
 public:
  Readers(Backend& backend, unsigned connections_max);

  /// Waits for a free connection. After a lost connection, once more with a new one.
  void read(const std::function<void(Reading&)>& work);

 private:
  class Lease;
  void read_once(Connection& connection, const std::function<void(Reading&)>& work);

  Backend& backend_;
  std::mutex mutex_;
  std::condition_variable freed_;
  std::vector<std::unique_ptr<Connection>> idle_;
  unsigned left_;  // connections that may still be lent: idle ones and those not made yet
};

}  // namespace pingxing::store
