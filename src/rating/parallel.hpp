// One loop cut into equal parts, a thread each.
#pragma once
#include <algorithm>
#include <cstddef>
#include <thread>
#include <vector>

namespace pingxing::rating {

/// work(share, first, last) over [0, count) cut into `shares` parts, a thread each; the same cut for the same numbers.
template <class Work>
void in_shares(std::size_t count, unsigned shares, Work work) {
  if (shares <= 1) {
    work(0u, std::size_t(0), count);
    return;
  }
  std::vector<std::thread> running;
  const std::size_t length = (count + shares - 1) / shares;
  for (unsigned share = 0; share < shares; ++share) {
    const std::size_t first = std::min(count, share * length), last = std::min(count, first + length);
    running.emplace_back([=, &work] { work(share, first, last); });
  }
  for (auto& thread : running) thread.join();
}

/// work(first, last) over [0, count); by one thread where count is not above grain.
template <class Work>
void in_parallel(std::size_t count, unsigned threads, std::size_t grain, Work work) {
  in_shares(count, count <= grain ? 1 : threads,
            [&work](unsigned, std::size_t first, std::size_t last) { work(first, last); });
}

}  // namespace pingxing::rating
