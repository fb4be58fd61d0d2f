#include "cli/progress.hpp"

#include <chrono>
#include <cstdio>

#include "cli/terminal.hpp"

namespace pingxing::cli {

Progress::Progress(Language language) : language_(language) {
  if (is_terminal(stderr)) thread_ = std::thread([this] { show_now_and_then(); });
}

Progress::~Progress() { end(); }

void Progress::tell(Text what) {
  const std::lock_guard lock(mutex_);
  now_ = what;
}

void Progress::end() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    has_ended_ = true;
  }
  wakes_.notify_all();
  thread_.join();
  if (is_shown_) std::fprintf(stderr, "\r\x1b[K");
}

void Progress::show_now_and_then() {
  std::unique_lock lock(mutex_);
  for (int seconds = 1;; ++seconds) {
    if (wakes_.wait_for(lock, std::chrono::seconds(1), [this] { return has_ended_; })) return;
    is_shown_ = true;
    std::fprintf(stderr, "\r\x1b[K%s… %ds", std::string(now_.in(language_)).c_str(), seconds);
    std::fflush(stderr);
  }
}

}  // namespace pingxing::cli
