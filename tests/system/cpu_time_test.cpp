#include "host/system/cpu_time.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <chrono>
#include <thread>

namespace crossover {
namespace {

void work_for(double seconds) {
  const double end = cpu_seconds_of_this_process() + seconds;
  while (cpu_seconds_of_this_process() < end) {
  }
}

TEST(CpuSeconds, GrowWithWorkAndNotWithSleep) {
  const double start = cpu_seconds_of_this_process();
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_LT(cpu_seconds_of_this_process() - start, 0.01);
  work_for(0.01);
  EXPECT_GE(cpu_seconds_of_this_process() - start, 0.01);
}

TEST(CpuSeconds, AreThoseOfAllThreads) {
  const double start = cpu_seconds_of_this_process();
  std::thread([] { work_for(0.01); }).join();
  EXPECT_GE(cpu_seconds_of_this_process() - start, 0.01);
}

TEST(CpuSeconds, OfAnotherProcessAreItsOwn) {
  EXPECT_GT(cpu_seconds_of(getpid()), 0);
  EXPECT_NEAR(cpu_seconds_of(getpid()), cpu_seconds_of_this_process(), 0.05);
}

}  // namespace
}  // namespace crossover
