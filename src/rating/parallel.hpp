// One loop cut into equal parts, a thread each.
#pragma once
#include <algorithm>
#include <cstddef>
#include <thread>
#include <vector>

namespace pingxing::rating {

/// work(first, last) over [0, count); by one thread where count is not above grain.
template <class Work>
void in_parallel(std::size_t count, unsigned threads, std::size_t grain, Work work) {
  if (threads <= 1 || count <= grain) {
    work(std::size_t(0), count);
    return;
  }
  std::vector<std::thread> running;
  const std::size_t share = (count + threads - 1) / threads;
  for (unsigned t = 0; t < threads; ++t) {
    const std::size_t first = std::min(count, t * share), last = std::min(count, first + share);
    running.emplace_back([=, &work] { work(first, last); });
  }
  for (auto& thread : running) thread.join();
}

}  // namespace pingxing::rating
