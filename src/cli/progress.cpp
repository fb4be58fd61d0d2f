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
  per_cent_ = -1;
}

void Progress::reach(std::size_t done, std::size_t total) {
  const std::lock_guard lock(mutex_);
  if (total > 0) per_cent_ = static_cast<int>(done * 100 / total);
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
    const std::string share = per_cent_ < 0 ? "" : std::to_string(per_cent_) + "% · ";
    std::fprintf(stderr, "\r\x1b[K%s… %s%ds", std::string(now_.in(language_)).c_str(), share.c_str(), seconds);
    std::fflush(stderr);
  }
}

}  // namespace pingxing::cli
