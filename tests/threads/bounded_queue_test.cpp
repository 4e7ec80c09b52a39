#include "host/threads/bounded_queue.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <numeric>
#include <string>
#include <thread>
#include <vector>

#include "host/threads/idle_threads.hpp"

namespace crossover {
namespace {

TEST(BoundedQueue, GivesMessagesInTheOrderTheyCame) {
  BoundedQueue<int> queue(4);
  for (int round = 0; round < 10; ++round) {
    for (int i = 0; i < 3; ++i) ASSERT_TRUE(queue.push(10 * round + i));
    for (int i = 0; i < 3; ++i) ASSERT_EQ(queue.pop(), 10 * round + i);
  }
}

TEST(BoundedQueue, HasRoomForAPowerOfTwo) {
  EXPECT_EQ(BoundedQueue<int>(1).capacity(), 1U);
  EXPECT_EQ(BoundedQueue<int>(5).capacity(), 8U);
  EXPECT_EQ(BoundedQueue<int>(4096).capacity(), 4096U);
}

TEST(BoundedQueue, MovesMessagesThatCannotBeCopied) {
  BoundedQueue<std::unique_ptr<int>> queue(2);
  queue.push(std::make_unique<int>(7));
  EXPECT_EQ(**queue.pop(), 7);
}

TEST(BoundedQueue, LetsWhoPopsFromAnEmptyOneWait) {
  BoundedQueue<int> queue(2);
  std::atomic<int> got = 0;
  std::thread popper([&] { got = *queue.pop(); });
  wait_until_other_threads_sleep();
  EXPECT_EQ(got, 0);
  queue.push(7);
  popper.join();
  EXPECT_EQ(got, 7);
}

TEST(BoundedQueue, LetsWhoPushesIntoAFullOneWait) {
  BoundedQueue<int> queue(2);
  queue.push(1);
  queue.push(2);
  std::atomic<bool> pushed = false;
  std::thread pusher([&] { pushed = queue.push(3); });
  wait_until_other_threads_sleep();
  EXPECT_FALSE(pushed);
  EXPECT_EQ(queue.pop(), 1);
  pusher.join();
  EXPECT_TRUE(pushed);
  EXPECT_EQ(queue.pop(), 2);
  EXPECT_EQ(queue.pop(), 3);
}

TEST(BoundedQueue, TriesToPopWithoutWaiting) {
  BoundedQueue<int> queue(2);
  EXPECT_FALSE(queue.try_pop());
  queue.push(5);
  EXPECT_EQ(queue.try_pop(), 5);
  EXPECT_FALSE(queue.try_pop());
}

TEST(BoundedQueue, KnowsWhetherItHoldsSoManyMessages) {
  BoundedQueue<int> queue(4);
  queue.push(1);
  queue.push(2);
  EXPECT_TRUE(queue.holds(1));
  EXPECT_TRUE(queue.holds(2));
  EXPECT_FALSE(queue.holds(3));
  queue.pop();
  EXPECT_FALSE(queue.holds(2));
}

TEST(BoundedQueue, WakesWhoWaitsForSeveralWhenTheyAreThere) {
  BoundedQueue<int> queue(4);
  std::atomic<bool> woken = false;
  std::thread waiter([&] { woken = queue.wait_for(3); });
  queue.push(1);
  queue.push(2);
  wait_until_other_threads_sleep();
  EXPECT_FALSE(woken);
  queue.push(3);
  waiter.join();
  EXPECT_TRUE(woken);
  EXPECT_EQ(queue.pop(), 1);
}

TEST(BoundedQueue, WakesAllWhoWaitWhenItIsClosed) {
  BoundedQueue<int> empty(2), full(2);
  full.push(1);
  full.push(2);
  std::atomic<int> refused = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i) {
    threads.emplace_back([&] { refused += !empty.pop(); });
    threads.emplace_back([&] { refused += !full.push(3); });
  }
  threads.emplace_back([&] { refused += !empty.wait_for(1); });
  wait_until_other_threads_sleep();
  EXPECT_EQ(refused, 0);
  empty.close();
  full.close();
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(refused, 5);
}

TEST(BoundedQueue, GivesAndTakesNothingOnceItIsClosed) {
  BoundedQueue<int> queue(4);
  queue.push(1);
  queue.close();
  EXPECT_FALSE(queue.push(2));
  EXPECT_FALSE(queue.pop());
  EXPECT_FALSE(queue.try_pop());
  EXPECT_FALSE(queue.holds(1));
}

/// Pushes 1, ..., `messages` from each of some threads and pops all of them from others; the sum of what came out.
std::uint64_t sum_through(BoundedQueue<std::uint64_t>& queue, unsigned pushers, unsigned poppers,
                          std::uint64_t messages) {
  std::atomic<std::uint64_t> sum = 0, left = pushers * messages;
  std::vector<std::thread> threads;
  for (unsigned i = 0; i < pushers; ++i)
    threads.emplace_back([&] {
      for (std::uint64_t m = 1; m <= messages; ++m) queue.push(m);
    });
  for (unsigned i = 0; i < poppers; ++i)
    threads.emplace_back([&] {
      while (const auto message = queue.pop()) {
        sum += *message;
        if (--left == 0) queue.close();
      }
    });
  for (std::thread& thread : threads) thread.join();
  return sum;
}

TEST(BoundedQueue, LosesAndRepeatsNothingAmongManyThreads) {
  constexpr std::uint64_t messages = 20'000, sum = messages * (messages + 1) / 2;
  for (const std::size_t capacity : {4U, 16U, 4096U}) {
    BoundedQueue<std::uint64_t> queue(capacity);
    EXPECT_EQ(sum_through(queue, 3, 3, messages), 3 * sum) << capacity;
  }
}

TEST(BoundedQueue, PassesMessagesOnThroughASingleSlot) {
  BoundedQueue<std::uint64_t> queue(1);
  EXPECT_EQ(sum_through(queue, 1, 1, 5000), 5000U * 5001 / 2);
}

}  // namespace
}  // namespace crossover
