// Splits rows among threads. Nothing is kept between calls; a call returns when all threads are done.
#pragma once
#include <cstddef>
#include <thread>
#include <vector>

namespace pingxing::national {

/// Calls `work(thread, begin, end)` for `threads` (at least 1) shares of [0, rows), the caller taking the first; shares
/// begin at multiples of `grain`. `work` must not throw.
template <class Work>
void in_shares(unsigned threads, std::size_t rows, std::size_t grain, const Work& work) {
  const std::size_t grains = (rows + grain - 1) / grain;
  const auto border = [&](unsigned thread) {
    const std::size_t row = grains * thread / threads * grain;
    return row < rows ? row : rows;
  };
  std::vector<std::jthread> others;
  for (unsigned thread = 1; thread < threads; ++thread)
    others.emplace_back([&, thread] { work(thread, border(thread), border(thread + 1)); });
  work(0U, border(0), border(1));
}

}  // namespace pingxing::national
