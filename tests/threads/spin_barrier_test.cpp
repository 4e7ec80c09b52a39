#include "host/threads/spin_barrier.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

#include "host/threads/idle_threads.hpp"

namespace crossover {
namespace {

void run_in_threads(unsigned workers, const std::function<void(unsigned worker)>& job) {
  std::vector<std::jthread> threads;
  for (unsigned worker = 0; worker < workers; ++worker) threads.emplace_back([&job, worker] { job(worker); });
}

/// After the barrier each sees what all have written before it, and nobody has gone on to the round after the next.
void expect_nobody_gets_ahead(unsigned workers, unsigned rounds) {
  SpinBarrier barrier;
  barrier.set_workers(workers);
  std::vector<std::atomic<unsigned>> round_of(workers);
  std::atomic<unsigned> wrong = 0;
  run_in_threads(workers, [&](unsigned worker) {
    for (unsigned round = 1; round <= rounds; ++round) {
      round_of[worker].store(round, std::memory_order_relaxed);
      barrier.arrive_and_wait();
      for (const auto& other : round_of) {
        const unsigned seen = other.load(std::memory_order_relaxed);
        if (seen < round || seen > round + 1) ++wrong;
      }
    }
  });
  EXPECT_EQ(wrong, 0U) << workers << " workers";
}

TEST(SpinBarrier, LetsNobodyGetAhead) {
  for (const unsigned workers : {2U, 5U}) expect_nobody_gets_ahead(workers, 100);
}

TEST(SpinBarrier, ShowsWhatWasWrittenBeforeIt) {
  // No atomics here: ThreadSanitizer sees a race where the barrier orders nothing.
  constexpr unsigned workers = 3, rounds = 100;
  SpinBarrier barrier;
  barrier.set_workers(workers);
  std::vector<unsigned> written(workers);
  std::atomic<unsigned> wrong = 0;
  run_in_threads(workers, [&](unsigned worker) {
    for (unsigned round = 1; round <= rounds; ++round) {
      written[worker] = round;
      barrier.arrive_and_wait();
      for (const unsigned value : written) wrong += value != round;
      barrier.arrive_and_wait();
    }
  });
  EXPECT_EQ(wrong, 0U);
}

TEST(SpinBarrier, WaitsForOneThatComesLateWhileTheOthersSleep) {
  SpinBarrier barrier;
  barrier.set_workers(3);
  std::atomic<bool> late_one_came = false;
  std::atomic<unsigned> went_before = 0;
  run_in_threads(3, [&](unsigned worker) {
    for (int round = 0; round < 3; ++round) {
      if (worker == 0) {
        wait_until_other_threads_sleep();
        late_one_came = true;
      }
      barrier.arrive_and_wait();
      if (!late_one_came) ++went_before;
      barrier.arrive_and_wait();
      if (worker == 0) late_one_came = false;
      barrier.arrive_and_wait();
    }
  });
  EXPECT_EQ(went_before, 0U);
}

TEST(SpinBarrier, IsNoHindranceToOneWorker) {
  SpinBarrier barrier;
  for (int round = 0; round < 1000; ++round) barrier.arrive_and_wait();
  barrier.set_workers(1);
  for (int round = 0; round < 1000; ++round) barrier.arrive_and_wait();
}

TEST(SpinBarrier, MayBeGivenOtherWorkersBetweenRounds) {
  SpinBarrier barrier;
  for (const unsigned workers : {3U, 1U, 2U}) {
    barrier.set_workers(workers);
    std::atomic<unsigned> passed = 0;
    run_in_threads(workers, [&](unsigned) {
      barrier.arrive_and_wait();
      ++passed;
    });
    EXPECT_EQ(passed, workers);
  }
}

}  // namespace
}  // namespace crossover
