#include "base/turns.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

namespace pingxing {
namespace {

TEST(Turns, AreNeverMoreAtOnce) {
  Turns turns(2);
  std::atomic<int> now = 0, most = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] {
      for (int k = 0; k < 200; ++k) {
        const Turns::Turn turn(turns);
        const int seen = ++now;
        int before = most;
        while (before < seen && !most.compare_exchange_weak(before, seen)) {
        }
        std::this_thread::yield();
        --now;
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(most, 2);
}

TEST(Turns, ComeInOrder) {
  Turns turns(1);
  std::vector<int> order;
  std::vector<std::thread> threads;
  {
    const Turns::Turn first(turns);
    for (int i = 0; i < 6; ++i) {
      threads.emplace_back([&, i] {
        const Turns::Turn turn(turns);
        order.push_back(i);
      });
      std::this_thread::sleep_for(std::chrono::milliseconds(50));  // so that they come in this order
    }
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(order, (std::vector{0, 1, 2, 3, 4, 5}));
}

}  // namespace
}  // namespace pingxing
