#include "host/measure/start_costs.hpp"

#include <gtest/gtest.h>

#include "host/measure/comparison.hpp"
#include "host/pi/backends/entries.hpp"
#include "tests/measure/fake_backends.hpp"

namespace crossover {
namespace {

TEST(StartCosts, AreTimesOfStartsThatTookPlace) {
  const StartCosts costs = measure_start_costs();
  EXPECT_GT(costs.thread, 0);
  EXPECT_GT(costs.process, 0);
}

TEST(StartCosts, AreMeasuredWhereTheBackendProcessesTakesPart) {
  const auto compare_with = [](const BackendEntry& backend) {
    return compare(
        {.configurations = {with_scalar_kernel(backend)}, .seed = Seed{42}, .range = {0, 1000}, .time_limit = 0}, {});
  };
  EXPECT_TRUE(compare_with(processes_backend).starts);
  EXPECT_FALSE(compare_with(honest).starts);
}

}  // namespace
}  // namespace crossover
