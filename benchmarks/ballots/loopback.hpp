// A server of our own on loopback, and requests to it as lean as they can be: one connection a thread, kept open.
#pragma once
#include <sys/types.h>

#include <string>
#include <vector>

namespace bench {

class Loopback {
 public:
  /// Starts `command` with `arguments` and waits until it answers on `port`. Throws std::runtime_error.
  Loopback(const std::string& command, const std::vector<std::string>& arguments, int port);
  ~Loopback();
  Loopback(const Loopback&) = delete;
  Loopback& operator=(const Loopback&) = delete;

  /// The body of a 200; throws std::runtime_error with any other answer.
  [[nodiscard]] std::string post(const std::string& path, const std::string& json, const std::string& token) const;
  /// SIGTERM; whether it ended well.
  bool stop();

 private:
  int port_;
  pid_t process_ = -1;
};

int free_port();

}  // namespace bench
