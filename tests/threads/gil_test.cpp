#include "host/threads/gil.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <mutex>
#include <thread>
#include <vector>

#include "host/threads/idle_threads.hpp"

namespace crossover {
namespace {

using namespace std::chrono_literals;

TEST(Gil, IsHeldByOneAtATime) {
  Gil gil(100us);
  std::uint64_t total = 0;  // guarded by it alone
  std::vector<std::thread> threads;
  for (int i = 0; i < 3; ++i)
    threads.emplace_back([&] {
      const std::lock_guard holding(gil);
      for (int step = 0; step < 20'000; ++step) {
        ++total;
        gil.hand_over_if_asked();
      }
    });
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(total, 60'000U);
}

TEST(Gil, StaysWithItsHolderWhileNobodyAsks) {
  Gil gil;
  const std::lock_guard holding(gil);
  for (int i = 0; i < 1000; ++i) gil.hand_over_if_asked();
  EXPECT_EQ(gil.turns(), 1U);
}

/// Takes turns with another thread until both have had so many; which of them had each turn.
std::vector<int> turns_of_two(Gil& gil, std::size_t turns) {
  std::vector<int> order;  // guarded by it
  const auto play = [&](int player) {
    const std::lock_guard holding(gil);
    while (order.size() < turns) {
      if (order.empty() || order.back() != player) order.push_back(player);
      gil.hand_over_if_asked();
    }
  };
  std::thread other(play, 1);
  play(0);
  other.join();
  return order;
}

TEST(Gil, GoesToWhoHasWaitedForASwitchInterval) {
  Gil gil(1ms);
  EXPECT_GE(turns_of_two(gil, 20).size(), 20U);
  EXPECT_GE(gil.turns(), 20U);
}

TEST(Gil, IsNotAskedForBeforeASwitchInterval) {
  Gil gil(10s);
  gil.lock();
  std::thread other([&] { const std::lock_guard holding(gil); });
  wait_until_other_threads_sleep();
  gil.hand_over_if_asked();
  EXPECT_EQ(gil.turns(), 1U) << "it is still the first holder's";
  gil.unlock();
  other.join();
  EXPECT_EQ(gil.turns(), 2U);
}

TEST(Gil, IsNotTakenBackBeforeTheOtherHadATurn) {
  Gil gil(1ms);
  gil.lock();
  bool other_had_it = false;
  std::thread other([&] {
    const std::lock_guard holding(gil);
    other_had_it = true;
  });
  while (gil.turns() == 1) gil.hand_over_if_asked();
  EXPECT_TRUE(other_had_it);
  gil.unlock();
  other.join();
}

}  // namespace
}  // namespace crossover
