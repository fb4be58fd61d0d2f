// Says on the terminal what is being done, once that takes long. Silent where standard error is no terminal.
#pragma once
#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <string>
#include <thread>

#include "base/problem.hpp"

namespace pingxing::cli {

class Progress {
 public:
  explicit Progress(Language language);
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  void tell(Text what);
  /// How much of it is done, where that is known.
  void reach(std::size_t done, std::size_t total);
  /// Takes the line away; call before anything else is printed.
  void end();

 private:
  void show_now_and_then();

  Language language_;
  bool is_shown_ = false;
  std::mutex mutex_;
  std::condition_variable wakes_;
  Text now_;
  int per_cent_ = -1;  // not known
  bool has_ended_ = false;
  std::thread thread_;
};

}  // namespace pingxing::cli
