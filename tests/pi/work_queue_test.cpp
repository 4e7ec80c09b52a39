#include "host/pi/work_queue.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <set>
#include <stdexcept>
#include <thread>

#include "host/machine/cpu_time.hpp"
#include "host/pi/backends/entries.hpp"
#include "kernels/scalar/count_hits.hpp"
#include "tests/support/held_clock.hpp"

namespace crossover {
namespace {

SampleRange tenth(std::uint64_t i) { return {10 * i, 10 * i + 10}; }
std::uint64_t size_of(SampleRange chunk) { return chunk.size(); }

TEST(WorkQueue, CountsEachChunkOnce) {
  WorkQueue queue(3);
  std::mutex mutex;
  std::multiset<std::uint64_t> firsts;
  const std::uint64_t sum = queue.sum(1000, tenth, [&](SampleRange chunk) {
    const std::lock_guard lock(mutex);
    firsts.insert(chunk.first);
    return chunk.size();
  });
  EXPECT_EQ(sum, 10'000U);
  EXPECT_EQ(firsts.size(), 1000U);
  EXPECT_EQ(std::set<std::uint64_t>(firsts.begin(), firsts.end()).size(), 1000U);
}

TEST(WorkQueue, TakesMoreChunksThanItHasRoomFor) {
  for (const unsigned workers : {1U, 2U, 5U}) EXPECT_EQ(WorkQueue(workers).sum(50'000, tenth, size_of), 500'000U);
}

TEST(WorkQueue, HasNoMoreOnTheirWayThanItHasRoomFor) {
  constexpr std::uint64_t room = 4096;
  WorkQueue queue(2);
  std::atomic<std::uint64_t> sent = 0, counted = 0;
  std::atomic<bool> too_many = false;
  const auto send = [&](std::uint64_t i) {
    // Two workers may have counted a chunk and not said so yet.
    if (sent++ - counted > room + 2) too_many = true;
    return tenth(i);
  };
  queue.sum(20'000, send, [&](SampleRange chunk) {
    ++counted;
    return chunk.size();
  });
  EXPECT_FALSE(too_many);
}

TEST(WorkQueue, GivesEveryWorkerWork) {
  WorkQueue queue(3);
  std::mutex mutex;
  std::condition_variable another_came;
  std::set<std::thread::id> threads;
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  queue.sum(30, tenth, [&](SampleRange chunk) {
    std::unique_lock lock(mutex);
    threads.insert(std::this_thread::get_id());
    another_came.notify_all();
    another_came.wait_until(lock, give_up, [&] { return threads.size() == 3; });
    return chunk.size();
  });
  EXPECT_EQ(threads.size(), 3U);
}

TEST(WorkQueue, SumsNothingUpToNothing) { EXPECT_EQ(WorkQueue(2).sum(0, tenth, size_of), 0U); }

TEST(WorkQueue, EndsWithTheErrorOfAWorkerAndGoesOnAfterwards) {
  WorkQueue queue(3);
  for (int round = 0; round < 20; ++round) {
    const auto fail_at_some = [](SampleRange chunk) -> std::uint64_t {
      if (chunk.first == 1230) throw std::runtime_error("a worker failed");
      return chunk.size();
    };
    EXPECT_THROW(queue.sum(10'000, tenth, fail_at_some), std::runtime_error);
    EXPECT_EQ(queue.sum(1000, tenth, size_of), 10'000U);
  }
}

TEST(WorkQueue, EndsWithTheErrorOfTheProducer) {
  WorkQueue queue(3);
  for (const std::uint64_t at : {0U, 1U, 100U, 9999U}) {
    const auto fail = [at](std::uint64_t i) {
      if (i == at) throw std::runtime_error("nothing left to send");
      return tenth(i);
    };
    EXPECT_THROW(queue.sum(10'000, fail, size_of), std::runtime_error) << at;
  }
  EXPECT_EQ(queue.sum(1000, tenth, size_of), 10'000U);
}

TEST(WorkQueue, TellsMessagesSamplesAndWhereTheTimeWent) {
  WorkQueue queue(2);
  const CpuStopwatch cpu;
  queue.sum(
      4,
      [](std::uint64_t i) {
        return SampleRange{20'000 * i, 20'000 * i + 20'000};
      },
      [](SampleRange chunk) {
        for (const double end = cpu_seconds_of_this_thread() + 0.005; cpu_seconds_of_this_thread() < end;) continue;
        std::this_thread::sleep_for(std::chrono::milliseconds(20));  // to wait is no cost
        return chunk.size();
      });
  const double cpu_seconds = cpu.seconds();
  const MessageCosts& costs = queue.costs();
  EXPECT_EQ(costs.messages, 4U);
  EXPECT_EQ(costs.samples, 80'000U);
  EXPECT_GE(costs.counting_seconds, 0.02);
  EXPECT_GE(costs.other_seconds, 0);
  EXPECT_LE(costs.counting_seconds + costs.other_seconds, cpu_seconds + 1e-3) << "what they slept is not counted";
  queue.sum(10, tenth, size_of);
  EXPECT_EQ(costs.messages, 14U);
}

constexpr double seconds_of_sample = 5e-9;

/// Counts nothing, and takes a known time for it on a clock that is held.
std::uint64_t count_on_the_held_clock(Seed, SampleRange range) {
  HeldClock::advance(seconds_of_sample * static_cast<double>(range.size()));
  return 0;
}

TEST(QueueBackend, CountsNoClockAsCounting) {
  const HeldClock clock;
  Kernel kernel = scalar_kernel;
  kernel.count = count_on_the_held_clock;
  const auto backend = queue_backend.make({.kernel = kernel, .workers = 1, .chunk = 1});
  backend->count(Seed{42}, {0, 100'000});
  EXPECT_GT(backend->message_costs()->seconds_per_sample(), 0);
  EXPECT_LE(backend->message_costs()->seconds_per_sample(), 1.001 * seconds_of_sample)
      << "reading a clock before and after each would take ten times as long";
}

TEST(QueueBackend, TellsWhatItsMessagesCost) {
  const auto backend = queue_backend.make({.kernel = scalar_kernel, .workers = 2, .chunk = 1});
  EXPECT_EQ(backend->count(Seed{42}, {0, 10'000}), count_hits_scalar(Seed{42}, {0, 10'000}));
  ASSERT_TRUE(backend->message_costs());
  EXPECT_EQ(backend->message_costs()->messages, 10'000U);
  EXPECT_GT(backend->message_costs()->seconds_per_message(), 0);
  EXPECT_GE(backend->message_costs()->seconds_per_sample(), 0);
}

}  // namespace
}  // namespace crossover
