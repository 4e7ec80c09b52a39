#include "host/measure/start_costs.hpp"

#include <gtest/gtest.h>

#include "host/system/stopwatch.hpp"
#include "tests/support/without_processes.hpp"

namespace crossover {
namespace {

TEST(StartCosts, AreTimesOfStartsThatTookPlace) {
  const Stopwatch all;
  const StartCosts costs = measure_start_costs(true);
  ASSERT_TRUE(costs.thread && costs.process);
  EXPECT_LE(costs.thread->median + costs.process->median, all.seconds());
  // Faster than any machine: to enter the kernel for a thread, and to load a program and have its answer.
  EXPECT_GT(costs.thread->median, 1e-6);
  EXPECT_GT(costs.process->median, 100e-6);
  EXPECT_TRUE(costs.thread->ci95);
  EXPECT_TRUE(costs.process->ci95);
  EXPECT_FALSE(costs.failure);
}

TEST(StartCosts, AreThoseOfAThreadWhereNoProcessIsAskedForOrCanBeStarted) {
  const WithoutProcesses here;
  const StartCosts of_thread = measure_start_costs(false), of_both = measure_start_costs(true);
  for (const StartCosts* costs : {&of_thread, &of_both}) {
    EXPECT_TRUE(costs->thread);
    EXPECT_FALSE(costs->process);
  }
  EXPECT_FALSE(of_thread.failure);
  EXPECT_TRUE(of_both.failure);
}

}  // namespace
}  // namespace crossover
