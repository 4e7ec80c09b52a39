#include <gtest/gtest.h>

#include <optional>
#include <utility>
#include <vector>

#include "host/compare/comparison.hpp"
#include "host/pi/backends/entries.hpp"
#include "kernels/cuda/gpu_kernels.hpp"
#include "tests/support/fakes/fake_backends.hpp"

namespace crossover {
namespace {

constexpr BackendEntry other = fake_entry<count_right>("threads");

PiRun run_of(const BackendEntry& entry, const Kernel& kernel, const std::vector<double>& warm_seconds) {
  return measured({&entry, &kernel, 2}, warm_seconds);
}

Comparison comparison_of(std::vector<PiRun> runs) {
  Comparison comparison;
  comparison.seed = Seed{42};
  comparison.range = runs.front().tally.range;
  comparison.runs = std::move(runs);
  return comparison;
}

TEST(Baseline, IsTheSerialRunOfTheSameKernel) {
  const Comparison comparison =
      comparison_of({run_of(other, simd_kernel, {1}), run_of(honest_serial, scalar_kernel, {8}),
                     run_of(other, scalar_kernel, {4}), run_of(honest_serial, simd_kernel, {2})});
  EXPECT_EQ(comparison.baseline_of(comparison.runs[0]), &comparison.runs[3]);
  EXPECT_EQ(comparison.baseline_of(comparison.runs[2]), &comparison.runs[1]);
}

TEST(Baseline, OfTheSerialRunIsItself) {
  const Comparison comparison = comparison_of({run_of(honest_serial, simd_kernel, {2})});
  EXPECT_EQ(comparison.baseline_of(comparison.runs[0]), &comparison.runs[0]);
}

TEST(Baseline, IsNoneWithoutASerialRunOfTheSameKernel) {
  const Comparison comparison =
      comparison_of({run_of(honest_serial, scalar_kernel, {8}), run_of(other, simd_kernel, {1})});
  EXPECT_EQ(comparison.baseline_of(comparison.runs[1]), nullptr);
}

TEST(Baseline, OfAGpusKernelIsTheFastestSerialRunInWhateverOrder) {
  const PiRun slow = run_of(honest_serial, scalar_kernel, {80}), fast = run_of(honest_serial, simd_kernel, {8}),
              gpu = run_of(other, philox_kernel, {1});
  const Comparison fast_first = comparison_of({fast, slow, gpu}), slow_first = comparison_of({slow, fast, gpu});
  EXPECT_EQ(fast_first.baseline_of(fast_first.runs[2]), &fast_first.runs[0]);
  EXPECT_EQ(slow_first.baseline_of(slow_first.runs[2]), &slow_first.runs[1]);
}

TEST(Efficiency, IsTheSpeedUpOfAWorker) {
  const Comparison comparison =
      comparison_of({run_of(honest_serial, simd_kernel, {3, 3}), run_of(other, simd_kernel, {2, 2})});
  EXPECT_DOUBLE_EQ(*comparison.efficiency_of(comparison.runs[1]), 0.75);  // 1.5 times with 2 workers
}

TEST(Efficiency, IsNoneForGpus) {
  const Comparison comparison =
      comparison_of({run_of(honest_serial, simd_kernel, {8}), run_of(other, philox_kernel, {1})});
  EXPECT_TRUE(comparison.speed_up_of(comparison.runs[1]));
  EXPECT_EQ(comparison.efficiency_of(comparison.runs[1]), std::nullopt);
}

// What hybrid reaches of threads and cuda together.

std::vector<PiRun> parts_and_whole(const std::vector<double>& cpu, const std::vector<double>& gpu,
                                   const std::vector<double>& both) {
  return {run_of(threads_backend, simd_kernel, cpu), run_of(cuda_backend, philox_kernel, gpu),
          run_of(hybrid_backend, simd_kernel, both)};
}

TEST(ShareOfParts, IsOfTheRatesAddedUp) {
  const Comparison comparison = comparison_of(parts_and_whole({3, 6}, {1.5, 3}, {1, 4}));
  const auto share = comparison.share_of_parts(comparison.runs[2]);
  ASSERT_TRUE(share);
  EXPECT_DOUBLE_EQ(share->raw[0], 1);
  EXPECT_DOUBLE_EQ(share->raw[1], 0.5);
}

TEST(ShareOfParts, IsNoneForOthersAndWithoutTheSameParts) {
  Comparison comparison = comparison_of(parts_and_whole({3, 6}, {1.5, 3}, {1, 4}));
  EXPECT_FALSE(comparison.share_of_parts(comparison.runs[0]));
  comparison.runs[0].configuration.workers = 7;
  EXPECT_FALSE(comparison.share_of_parts(comparison.runs[2]));
  comparison.runs.erase(comparison.runs.begin(), comparison.runs.begin() + 2);
  EXPECT_FALSE(comparison.share_of_parts(comparison.runs[0]));
}

TEST(SpeedUp, IsTheMedianOfTheRatiosOfPairedRounds) {
  // The medians' own ratio would be 3 / 1.5 = 2.
  const Comparison comparison =
      comparison_of({run_of(honest_serial, simd_kernel, {2, 3, 4}), run_of(other, simd_kernel, {2, 1, 1.5})});
  const auto speed_up = comparison.speed_up_of(comparison.runs[1]);
  ASSERT_TRUE(speed_up);
  EXPECT_EQ(speed_up->raw, (std::vector<double>{1, 3, 4 / 1.5}));
  EXPECT_EQ(speed_up->median, 4 / 1.5);
}

TEST(SpeedUp, HasAnIntervalFromSixRoundsOn) {
  const Comparison comparison = comparison_of(
      {run_of(honest_serial, simd_kernel, {3, 3, 3, 3, 3, 3}), run_of(other, simd_kernel, {1, 1, 1, 1, 1, 1.5})});
  const auto speed_up = comparison.speed_up_of(comparison.runs[1]);
  ASSERT_TRUE(speed_up);
  EXPECT_EQ(speed_up->ci95, (Interval{2, 3}));
}

TEST(SpeedUp, OfTheBaselineIsOne) {
  const Comparison comparison = comparison_of({run_of(honest_serial, simd_kernel, {2, 3, 4})});
  EXPECT_EQ(comparison.speed_up_of(comparison.runs[0])->median, 1);
}

TEST(SpeedUp, IsNoneWithoutABaseline) {
  const Comparison comparison = comparison_of({run_of(other, simd_kernel, {1})});
  EXPECT_EQ(comparison.speed_up_of(comparison.runs[0]), std::nullopt);
}

TEST(SpeedUp, IsNoneWithoutRounds) {
  const Comparison comparison = comparison_of({run_of(honest_serial, simd_kernel, {}), run_of(other, simd_kernel, {})});
  EXPECT_EQ(comparison.speed_up_of(comparison.runs[1]), std::nullopt);
}

}  // namespace
}  // namespace crossover
