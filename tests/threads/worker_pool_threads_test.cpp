// When a WorkerPool starts and ends threads, by the operating system's own list of them.

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <thread>

#include "host/system/error.hpp"
#include "host/threads/worker_pool.hpp"
#include "tests/support/leave_memory.hpp"
#include "tests/support/patience.hpp"

namespace crossover {
namespace {

/// The threads that were started since this was made and have not ended. (Counting all of them would also count those
/// of an earlier test that the kernel has not yet cleared away.)
class NewThreads {
 public:
  std::size_t count() const {
    std::size_t count = 0;
    for (const std::string& id : ids()) count += !before_.contains(id);
    return count;
  }

 private:
  static std::set<std::string> ids() {
    std::set<std::string> ids;
    for (const auto& task : std::filesystem::directory_iterator("/proc/self/task"))
      ids.insert(task.path().filename().string());
    return ids;
  }

  /// The first thread of a process may bring others with it: ThreadSanitizer's own is one.
  static std::set<std::string> ids_after_first_thread() {
    std::thread([] {}).join();
    return ids();
  }

  std::set<std::string> before_ = ids_after_first_thread();
};

const auto nothing = [](unsigned) {};

TEST(WorkerPoolThreads, AreNoneBeforeTheFirstJob) {
  const NewThreads threads;
  const WorkerPool pool(8);
  EXPECT_EQ(threads.count(), 0U);
}

TEST(WorkerPoolThreads, AreNoneForOneWorker) {
  const NewThreads threads;
  WorkerPool pool_of_one(1), pool_of_many(8);
  pool_of_one.run(1, nothing);
  pool_of_many.run(1, nothing);
  EXPECT_EQ(threads.count(), 0U);
}

TEST(WorkerPoolThreads, AreStartedWithTheFirstJobThatNeedsThem) {
  const NewThreads threads;
  WorkerPool pool(4);
  pool.run(2, nothing);
  EXPECT_EQ(threads.count(), 1U);
  pool.run(4, nothing);
  EXPECT_EQ(threads.count(), 3U);
  pool.run(2, nothing);
  EXPECT_EQ(threads.count(), 3U);
}

TEST(WorkerPoolThreads, EndWithThePool) {
  const NewThreads threads;
  { WorkerPool(4).run(4, nothing); }
  // A joined thread may stay in the list for a moment.
  const auto give_up = std::chrono::steady_clock::now() + std::chrono::seconds(30);
  while (threads.count() > 0 && std::chrono::steady_clock::now() < give_up) std::this_thread::yield();
  EXPECT_EQ(threads.count(), 0U);
}

[[noreturn]] void start_more_threads_than_there_is_memory_for() {
  leave_memory_for_few_threads();
  WorkerPool pool(1000);
  std::atomic<unsigned> calls = 0;
  try {
    pool.run(1000, [&](unsigned) { ++calls; });
  } catch (const Error& e) {
    const unsigned calls_before_error = calls;
    pool.run(2, [&](unsigned) { ++calls; });
    std::fprintf(stderr, "%u calls, then %u: %s\n", calls_before_error, calls.load(), e.what());
    std::_Exit(0);
  }
  std::_Exit(1);
}

TEST(WorkerPoolDeathTest, SaysWhichWorkerCannotBeStartedRunsNoJobAndStaysUsable) {
  if (built_with_sanitizer) GTEST_SKIP() << "sanitizers need more address space than a limit leaves";
  EXPECT_EXIT(start_more_threads_than_there_is_memory_for(), testing::ExitedWithCode(0),
              "0 calls, then 2: cannot start worker [0-9]+ of 1000: .+; try --workers [0-9]+");
}

}  // namespace
}  // namespace crossover
