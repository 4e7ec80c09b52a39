#include "host/threads/idle_threads.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <semaphore>
#include <thread>

namespace crossover {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// A thread that works for so long, or until this object ends, and sleeps after it.
class Restless {
 public:
  explicit Restless(Clock::duration time) : thread_([this, end = Clock::now() + time] { work_until(end); }) {}
  ~Restless() {
    stop_ = true;
    done_.release();
    thread_.join();
  }
  bool has_worked() const { return worked_; }

 private:
  void work_until(Clock::time_point end) {
    while (!stop_ && Clock::now() < end) continue;
    worked_ = true;
    done_.acquire();
  }

  std::atomic<bool> stop_ = false, worked_ = false;
  std::binary_semaphore done_{0};
  std::thread thread_;
};

Clock::duration time_waited() {
  const auto start = Clock::now();
  wait_until_other_threads_sleep();
  return Clock::now() - start;
}

TEST(WaitUntilOtherThreadsSleep, ReturnsWhenTheLastHasDoneItsWork) {
  bool returned_early = false;
  for (int i = 0; i < 100 && !returned_early; ++i) {  // on a busy machine threads get no core for longer than it waits
    const Restless first(5ms), second(10ms);
    returned_early = time_waited() < 50ms;
    EXPECT_TRUE(!returned_early || (first.has_worked() && second.has_worked()));
  }
  EXPECT_TRUE(returned_early);
}

TEST(WaitUntilOtherThreadsSleep, IsPatientForAMomentOnly) {
  const Restless restless(1min);
  const auto start = Clock::now();
  EXPECT_FALSE(wait_until_other_threads_sleep());
  EXPECT_FALSE(restless.has_worked());
  EXPECT_GE(Clock::now() - start, 50ms);
}

TEST(SettingThatKeepsThreadsAwake, IsTheOneOfTheEnvironment) {
  for (const char* name : {"OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "KMP_BLOCKTIME"}) unsetenv(name);
  EXPECT_EQ(setting_that_keeps_threads_awake(), "");
  setenv("OMP_WAIT_POLICY", "PASSIVE", 1);
  EXPECT_EQ(setting_that_keeps_threads_awake(), "");
  setenv("OMP_WAIT_POLICY", "Active", 1);
  EXPECT_EQ(setting_that_keeps_threads_awake(), "OMP_WAIT_POLICY=Active");
  unsetenv("OMP_WAIT_POLICY");
  setenv("GOMP_SPINCOUNT", "infinite", 1);
  EXPECT_EQ(setting_that_keeps_threads_awake(), "GOMP_SPINCOUNT=infinite");
  unsetenv("GOMP_SPINCOUNT");
}

}  // namespace
}  // namespace crossover
