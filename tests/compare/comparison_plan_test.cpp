#include "host/compare/comparison_plan.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdint>
#include <optional>
#include <string>

#include "kernels/cuda/gpu_kernels.hpp"
#include "tests/support/fakes/fake_backends.hpp"

namespace crossover {
namespace {

using testing::IsSubstring;

constexpr std::uint64_t billion = 1'000'000'000;

/// Two configurations.
ComparisonRequest request_for(std::uint64_t samples, double time_limit) {
  return {.configurations = {with_scalar_kernel(honest_serial), with_scalar_kernel(honest, 2)},
          .seed = Seed{42},
          .range = {0, samples},
          .time_limit = time_limit};
}

TEST(ComparisonPlan, AddsUpWhatEachConfigurationTakes) {
  const ComparisonRequest request = request_for(billion, 60);
  const ComparisonPlan plan(request, {2e-9, 1e-9}, 5e-9);
  EXPECT_DOUBLE_EQ(plan.run(0), 2);
  EXPECT_DOUBLE_EQ(plan.run(1), 1);
  EXPECT_DOUBLE_EQ(plan.round(), 3);
}

TEST(ComparisonPlan, RecountsAllWhereThePlainLoopIsQuick) {
  const ComparisonRequest request = request_for(billion, 60);
  EXPECT_EQ(ComparisonPlan(request, {2e-9, 1e-9}, 5e-9).samples_to_recount(), billion) << "5 s";
}

TEST(ComparisonPlan, RecountsOnlyWhatLeavesTimeForRounds) {
  const ComparisonRequest request = request_for(billion, 60);
  // The plain loop alone would take 50 of 60 s. 15 s last for so many samples by it and both configurations.
  EXPECT_EQ(ComparisonPlan(request, {9e-9, 1e-9}, 50e-9).samples_to_recount(), 250'000'000U);
  const ComparisonRequest larger = request_for(100 * billion, 60);
  EXPECT_EQ(ComparisonPlan(larger, {2e-10, 1e-10}, 5e-10).samples_to_recount(), max_recounted);
  const ComparisonRequest without_time = request_for(billion, 0);
  EXPECT_EQ(ComparisonPlan(without_time, {2e-9, 1e-9}, 2e-9).samples_to_recount(), 100'000'000U) << "half a second";
}

TEST(ComparisonPlan, WarnsBeforeWhatTakesLongerThanTheTimeLimit) {
  const ComparisonRequest hours = request_for(1000 * billion, 5);
  EXPECT_EQ(
      ComparisonPlan(hours, {5e-9, 2.5e-9}, 5e-9).warning(),
      "the first runs and the recount will take about 2.1 h, longer than --time-limit 5; fewer --samples take less");
  const ComparisonRequest no_verdict = request_for(billion, 30);
  EXPECT_EQ(ComparisonPlan(no_verdict, {4e-9, 2.05e-9}, 5e-9).warning(),
            "a verdict will need about 48 s, more than --time-limit 30; write --time-limit 57, or fewer --samples");
  const ComparisonRequest enough = request_for(billion, 60);
  EXPECT_EQ(ComparisonPlan(enough, {4e-9, 2e-9}, 5e-9).warning(), "");
  const ComparisonRequest at_once = request_for(billion / 10, 0);
  EXPECT_EQ(ComparisonPlan(at_once, {4e-9, 2e-9}, 5e-9).warning(), "") << "a second, which was asked for";
}

TEST(ComparisonPlan, CountsAFewSamplesToKnow) {
  ComparisonRequest request = request_for(billion, 60);
  request.configurations.push_back({&honest, &philox_kernel, 1});
  const ComparisonPlan plan(request);
  EXPECT_GT(plan.run(0), 0.1);
  EXPECT_LT(plan.run(0), 10'000);
  EXPECT_EQ(plan.run(2), 0) << "of a GPU nothing is known";
}

TEST(ComparisonPlan, TakesFewSamplesForNothing) {
  const ComparisonRequest request = request_for(1000, 0);
  const ComparisonPlan plan(request);
  EXPECT_EQ(plan.round(), 0);
  EXPECT_EQ(plan.samples_to_recount(), 1000U);
  EXPECT_EQ(plan.warning(), "");
}

TEST(Compare, WarnsBeforeItCountsAnything) {
  ComparisonRequest request = request_for(1000 * billion, 0.01);
  bool counted = false;
  std::optional<std::string> warning;
  bool stop = false;
  compare(request, {.stop_signal = [&] { return stop ? SIGINT : 0; },
                    .on_progress = [&](const Progress&) { counted = stop = true; },
                    .on_warning =
                        [&](const std::string& text) {
                          EXPECT_FALSE(counted);
                          warning = text;
                        }});
  ASSERT_TRUE(warning);
  EXPECT_PRED_FORMAT2(IsSubstring, "longer than --time-limit 0", *warning);
}

}  // namespace
}  // namespace crossover
