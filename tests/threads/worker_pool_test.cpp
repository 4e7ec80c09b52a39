#include "host/threads/worker_pool.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <map>
#include <mutex>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>

namespace crossover {
namespace {

/// Which workers took part in a job, each as often as it did.
std::multiset<unsigned> workers_in_job(WorkerPool& pool, unsigned wanted) {
  std::mutex mutex;
  std::multiset<unsigned> seen;
  pool.run(wanted, [&](unsigned worker) {
    const std::lock_guard lock(mutex);
    seen.insert(worker);
  });
  return seen;
}

std::map<unsigned, std::thread::id> thread_of_each_worker(WorkerPool& pool, unsigned wanted) {
  std::mutex mutex;
  std::map<unsigned, std::thread::id> threads;
  pool.run(wanted, [&](unsigned worker) {
    const std::lock_guard lock(mutex);
    threads[worker] = std::this_thread::get_id();
  });
  return threads;
}

TEST(WorkerPool, RunsTheJobOnceForEachWorker) {
  WorkerPool pool(4);
  EXPECT_EQ(workers_in_job(pool, 4), (std::multiset<unsigned>{0, 1, 2, 3}));
}

TEST(WorkerPool, RunsTheJobOnTheFirstWorkersWhenFewerAreWanted) {
  WorkerPool pool(4);
  EXPECT_EQ(workers_in_job(pool, 2), (std::multiset<unsigned>{0, 1}));
  EXPECT_EQ(workers_in_job(pool, 4), (std::multiset<unsigned>{0, 1, 2, 3}));
  EXPECT_EQ(workers_in_job(pool, 3), (std::multiset<unsigned>{0, 1, 2}));
}

TEST(WorkerPool, RunsNoMoreWorkersThanItHas) {
  WorkerPool pool(2);
  EXPECT_EQ(pool.workers(), 2U);
  EXPECT_EQ(workers_in_job(pool, 100), (std::multiset<unsigned>{0, 1}));
}

TEST(WorkerPool, RunsTheCallerEvenWhenNoWorkerIsWanted) {
  WorkerPool pool(2);
  EXPECT_EQ(workers_in_job(pool, 0), (std::multiset<unsigned>{0}));
}

TEST(WorkerPool, RunsAllWorkersAtTheSameTime) {
  WorkerPool pool(4);
  std::latch all_are_here(4);
  pool.run(4, [&](unsigned) { all_are_here.arrive_and_wait(); });  // never returns when one waits for another
  EXPECT_TRUE(all_are_here.try_wait());
}

TEST(WorkerPool, MakesTheCallerWorkerZeroAndNobodyElse) {
  WorkerPool pool(3);
  const auto threads = thread_of_each_worker(pool, 3);
  EXPECT_EQ(threads.at(0), std::this_thread::get_id());
  EXPECT_NE(threads.at(1), threads.at(0));
  EXPECT_NE(threads.at(2), threads.at(0));
  EXPECT_NE(threads.at(1), threads.at(2));
}

TEST(WorkerPool, KeepsEachWorkersThreadBetweenJobs) {
  WorkerPool pool(4);
  const auto threads = thread_of_each_worker(pool, 4);
  EXPECT_EQ(thread_of_each_worker(pool, 4), threads);
  thread_of_each_worker(pool, 2);
  EXPECT_EQ(thread_of_each_worker(pool, 4), threads);
}

TEST(WorkerPool, KeepsItsFirstThreadsWhenItGrows) {
  WorkerPool pool(4);
  const auto few = thread_of_each_worker(pool, 2), all = thread_of_each_worker(pool, 4);
  EXPECT_EQ(all.size(), 4U);
  EXPECT_EQ(all.at(1), few.at(1));
}

TEST(WorkerPool, HandsOutManyQuickJobsWithoutLosingOrRepeatingOne) {
  constexpr unsigned jobs = 20'000, max_workers = 4;
  WorkerPool pool(max_workers);
  std::atomic<unsigned> calls = 0;
  unsigned expected = 0;
  for (unsigned job = 0; job < jobs; ++job) {
    const unsigned wanted = job % max_workers + 1;
    expected += wanted;
    pool.run(wanted, [&](unsigned) { ++calls; });
    ASSERT_EQ(calls, expected) << "after job " << job;
  }
}

TEST(WorkerPool, ThrowsWhatAHelperThrows) {
  WorkerPool pool(4);
  const auto fail_in_worker_2 = [](unsigned worker) {
    if (worker == 2) throw std::runtime_error("worker 2");
  };
  try {
    pool.run(4, fail_in_worker_2);
    FAIL() << "no exception";
  } catch (const std::runtime_error& e) {
    EXPECT_STREQ(e.what(), "worker 2");
  }
}

TEST(WorkerPool, ThrowsOneOfSeveralExceptionsAndForgetsTheOthers) {
  WorkerPool pool(4);
  EXPECT_THROW(pool.run(4, [](unsigned) { throw std::runtime_error("each of them"); }), std::runtime_error);
  EXPECT_NO_THROW(pool.run(4, [](unsigned) {}));
}

TEST(WorkerPool, WaitsForAllWorkersBeforeItThrows) {
  WorkerPool pool(3);
  std::latch others_may_end(1);
  std::atomic<int> ended = 0;
  EXPECT_THROW(pool.run(3,
                        [&](unsigned worker) {
                          if (worker == 0) {
                            others_may_end.count_down();
                            throw std::runtime_error("worker 0");
                          }
                          others_may_end.wait();
                          ++ended;
                        }),
               std::runtime_error);
  EXPECT_EQ(ended, 2);
}

TEST(WorkerPool, StaysUsableAfterAnException) {
  WorkerPool pool(4);
  const auto threads = thread_of_each_worker(pool, 4);
  for (int i = 0; i < 3; ++i) {
    EXPECT_THROW(pool.run(4, [](unsigned) { throw std::runtime_error("all of them"); }), std::runtime_error);
    EXPECT_EQ(workers_in_job(pool, 4), (std::multiset<unsigned>{0, 1, 2, 3}));
  }
  EXPECT_EQ(thread_of_each_worker(pool, 4), threads);
}

}  // namespace
}  // namespace crossover
