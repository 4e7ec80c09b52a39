#include "host/measure/plan/pi_plan.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdint>
#include <utility>
#include <vector>

#include "tests/support/fakes/fake_backends.hpp"
#include "tests/support/fakes/timed_backends.hpp"

namespace crossover {
namespace {

/// 20 ms to begin with, and a microsecond a sample.
const BackendEntry known = timed<[](const Resources&) { return Cost{0.02, 1e-6}; }>("known");

PiPlanRequest request_for(const std::vector<const BackendEntry*>& entries, std::vector<std::uint64_t> sizes) {
  PiPlanRequest request{.configurations = {}, .seed = Seed{42}, .first = 0, .sizes = std::move(sizes)};
  for (const BackendEntry* entry : entries) request.configurations.push_back(with_scalar_kernel(*entry));
  return request;
}

TEST(Plan, KnowsHowLongALongRunWillTake) {
  const HeldClock clock;
  const PiPlan plan = plan_runs(request_for({&known}, {1'000'000'000'000}), {});
  ASSERT_EQ(plan.configurations.size(), 1U);
  EXPECT_TRUE(plan.complete());
  const PlannedConfiguration& planned = plan.configurations.front();
  EXPECT_NEAR(planned.t0, 0.02, 1e-6);
  EXPECT_NEAR(*planned.samples_per_second(), 1e6, 1);
  const auto time = planned.time_of(1'000'000'000'000);
  ASSERT_TRUE(time);
  EXPECT_NEAR(time->seconds, 1e6 + 0.02, 1);
  ASSERT_TRUE(time->ci95);
  EXPECT_NEAR(time->ci95->low, 1e6, 1);
  EXPECT_NEAR(time->ci95->high, 1e6, 1);
  EXPECT_NEAR(planned.time_of(1000)->seconds, 0.021, 1e-6);
}

TEST(Plan, TakesTwoSeconds) {
  const HeldClock clock;
  const PiPlan plan = plan_runs(request_for({&known}, {1'000'000'000'000}), {});
  EXPECT_GT(plan.measured_seconds, 1.5);
  EXPECT_LT(plan.measured_seconds, 3);
}

TEST(Plan, CountsNoMoreThanAreAskedFor) {
  samples_counted = 0;
  const HeldClock clock;
  const PiPlan plan = plan_runs(request_for({&known}, {10, 100}), {});
  EXPECT_EQ(plan.configurations.front().measured_samples, 100U);
  EXPECT_NEAR(plan.configurations.front().time_of(100)->seconds, 0.0201, 1e-6);
}

TEST(Plan, GoesOnBehindOneThatFails) {
  const HeldClock clock;
  const PiPlan plan = plan_runs(request_for({&failing<0>, &known}, {1'000'000}), {});
  ASSERT_EQ(plan.configurations.size(), 2U);
  EXPECT_TRUE(plan.configurations[0].failure);
  EXPECT_FALSE(plan.configurations[0].time_of(1'000'000));
  EXPECT_TRUE(plan.configurations[1].time_of(1'000'000));
  EXPECT_EQ(plan.ending().exit_code(), ExitCode::failed);
}

TEST(Plan, IsStopped) {
  const HeldClock clock;
  const PiPlan plan = plan_runs(request_for({&known, &known}, {1'000'000}), {.stop_signal = [] { return SIGINT; }});
  EXPECT_FALSE(plan.complete());
  EXPECT_EQ(plan.configurations.size(), 1U);
  EXPECT_FALSE(plan.configurations[0].time_of(1'000'000));
  EXPECT_EQ(plan.ending().exit_code(), ExitCode::interrupted);
}

TEST(PlannedConfiguration, HasTheEnergyOfTheRoundsPower) {
  PlannedConfiguration planned{.configuration = with_scalar_kernel(known), .t0 = 0, .measured_samples = 100};
  const std::vector<double> seconds(6, 0.1);
  const std::vector<Readings> readings(6, Readings{{&cpu_energy_meter, 2.0}});
  planned.timing.keep_warm(seconds, readings);
  EXPECT_NEAR(*planned.joules_of(1000), 20, 1e-9) << "20 W for a second";
  PlannedConfiguration unread = planned;
  unread.timing.meters = {{&cpu_energy_meter, 0, "not permitted"}};
  EXPECT_FALSE(unread.joules_of(1000));
}

}  // namespace
}  // namespace crossover
