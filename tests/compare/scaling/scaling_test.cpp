#include "host/compare/scaling/scaling.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "host/pi/backends/entries.hpp"
#include "tests/support/fakes/fake_backends.hpp"

namespace crossover {
namespace {

using Seconds = std::vector<double>;

constexpr CpuLayout eight_cores{.cpus = 16, .cores = 8, .cores_of_socket = 4};
constexpr std::uint64_t samples = 1'000'000;

/// In rounds that all took as long.
PiRun run_of(const BackendEntry& entry, unsigned workers, double seconds, std::uint64_t size = samples,
             std::size_t rounds = 8) {
  return measured(with_scalar_kernel(entry, workers), Seconds(rounds, seconds), {Seed{42}, {0, size}, size / 4 * 3});
}

Comparison comparison_of(std::vector<PiRun> runs) {
  Comparison comparison;
  comparison.seed = Seed{42};
  comparison.range = runs.front().asked;
  for (const PiRun& run : runs) comparison.range.last = std::max(comparison.range.last, run.asked.last);
  comparison.runs = std::move(runs);
  return comparison;
}

TEST(Scaling, IsBesideOneWorkerOfTheSameBackend) {
  const Comparison comparison =
      comparison_of({run_of(honest_serial, 1, 1), run_of(honest, 1, 2), run_of(honest, 2, 1), run_of(honest, 4, 0.8)});
  const auto all = find_scaling(comparison, eight_cores);
  ASSERT_EQ(all.size(), 1U);
  const ScalingOfBackend& found = all.front();
  EXPECT_EQ(found.scaling, Scaling::strong);
  EXPECT_EQ(found.alone, &comparison.runs[1]);
  ASSERT_EQ(found.runs.size(), 2U);
  EXPECT_DOUBLE_EQ(found.runs[0].speed_up.median, 2);
  EXPECT_DOUBLE_EQ(found.runs[0].efficiency(), 1);
  EXPECT_NEAR(*found.runs[0].serial_fraction, 0, 1e-12);
  EXPECT_DOUBLE_EQ(found.runs[1].speed_up.median, 2.5);
  EXPECT_DOUBLE_EQ(found.runs[1].efficiency(), 0.625);
  EXPECT_NEAR(*found.runs[1].serial_fraction, 0.2, 1e-12);
}

TEST(Scaling, OfAsMuchWorkForEachGoesByRates) {
  const Comparison comparison =
      comparison_of({run_of(honest, 1, 1), run_of(honest, 2, 1.25, 2 * samples), run_of(honest, 4, 2, 4 * samples)});
  const auto all = find_scaling(comparison, eight_cores);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].scaling, Scaling::weak);
  EXPECT_DOUBLE_EQ(all[0].runs[0].speed_up.median, 1.6);
  EXPECT_DOUBLE_EQ(all[0].runs[0].efficiency(), 0.8);
  EXPECT_NEAR(*all[0].runs[0].serial_fraction, 0.4, 1e-12);
  EXPECT_DOUBLE_EQ(all[0].runs[1].efficiency(), 0.5);
  EXPECT_FALSE(all[0].enough) << "of strong scaling alone";
}

TEST(Scaling, OfBothHasOneWorkerInBoth) {
  const Comparison comparison =
      comparison_of({run_of(honest, 1, 1), run_of(honest, 2, 0.5), run_of(honest, 2, 1, 2 * samples)});
  const auto all = find_scaling(comparison, eight_cores);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].scaling, Scaling::strong);
  EXPECT_EQ(all[1].scaling, Scaling::weak);
  for (const ScalingOfBackend& found : all) {
    EXPECT_EQ(found.alone, &comparison.runs[0]);
    ASSERT_EQ(found.runs.size(), 1U);
    EXPECT_DOUBLE_EQ(found.runs[0].speed_up.median, 2);
  }
}

TEST(Scaling, IsNoneOfOneNumberOfWorkersOrWithoutOne) {
  EXPECT_TRUE(find_scaling(comparison_of({run_of(honest_serial, 1, 1), run_of(honest, 4, 1)}), eight_cores).empty());
  EXPECT_TRUE(find_scaling(comparison_of({run_of(honest, 2, 1), run_of(honest, 4, 1)}), eight_cores).empty());
}

TEST(Scaling, LeavesOutWhatFailedOrHasNoRounds) {
  Comparison comparison = comparison_of({run_of(honest, 1, 1), run_of(honest, 2, 0.5), run_of(honest, 4, 0.25)});
  comparison.runs[1].failure = Error("out of luck");
  comparison.runs[2].timing.warm_seconds.reset();
  EXPECT_TRUE(find_scaling(comparison, eight_cores).empty());
}

/// By Amdahl's law with a tenth.
double seconds_of(unsigned workers) { return 1 / speed_up_by(Scaling::strong, 0.1, workers); }

TEST(Scaling, FitsALawToThoseThatHaveACoreEach) {
  const Comparison comparison = comparison_of({run_of(honest, 1, 1), run_of(honest, 2, seconds_of(2)),
                                               run_of(honest, 8, seconds_of(8)), run_of(honest, 16, 5)});
  const auto all = find_scaling(comparison, eight_cores);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_TRUE(all[0].runs[1].takes_part_in_fit);
  EXPECT_FALSE(all[0].runs[2].takes_part_in_fit) << "16 workers on 8 cores";
  ASSERT_TRUE(all[0].fit);
  EXPECT_NEAR(all[0].fit->value, 0.1, 1e-9);
}

TEST(Scaling, FitsNoLawOnABusyMachineOrByTooFewRounds) {
  Comparison busy =
      comparison_of({run_of(honest, 1, 1), run_of(honest, 2, seconds_of(2)), run_of(honest, 8, seconds_of(8))});
  busy.machine.quiet = false;
  const Comparison short_one =
      comparison_of({run_of(honest, 1, 1, samples, 5), run_of(honest, 2, seconds_of(2), samples, 5),
                     run_of(honest, 8, seconds_of(8), samples, 5)});
  for (const Comparison& comparison : {busy, short_one}) {
    const auto all = find_scaling(comparison, eight_cores);
    ASSERT_EQ(all.size(), 1U);
    EXPECT_FALSE(all[0].fit);
    EXPECT_FALSE(all[0].enough);
  }
}

TEST(Scaling, KnowsTheLeastNumberOfWorkersThatNoneIsClearlyFasterThan) {
  const Comparison comparison =
      comparison_of({run_of(honest, 1, 1), run_of(honest, 2, 0.5), run_of(honest, 4, 0.25), run_of(honest, 8, 0.249)});
  EXPECT_EQ(find_scaling(comparison, eight_cores).front().enough, 4U);
  const Comparison in_vain = comparison_of({run_of(honest, 1, 1), run_of(honest, 2, 1), run_of(honest, 4, 1.5)});
  EXPECT_EQ(find_scaling(in_vain, eight_cores).front().enough, 1U);
}

TEST(Scaling, OfGpusGoesByTheirNumber) {
  const auto on_gpus = [](std::vector<unsigned> devices, double seconds) {
    const auto workers = static_cast<unsigned>(devices.size());
    return measured({&cuda_backend, cuda_backend.kernels().front(), workers, std::move(devices)}, Seconds(8, seconds));
  };
  const Comparison comparison = comparison_of({on_gpus({0}, 1), on_gpus({0, 1}, 0.5), on_gpus({0, 1, 2, 3}, 0.3)});
  const auto all = find_scaling(comparison, eight_cores);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_TRUE(all[0].is_of_devices);
  EXPECT_EQ(all[0].runs[1].workers, 4U);
  EXPECT_TRUE(all[0].fit);
  EXPECT_EQ(most_workers_of(all), 0U);
}

TEST(Scaling, OfHybridHasNoSerialFractionSinceOthersWorkToo) {
  const auto on_gpus = [](std::vector<unsigned> devices, double seconds) {
    return measured({&hybrid_backend, hybrid_backend.kernels().front(), 2, std::move(devices)}, Seconds(8, seconds));
  };
  const auto all =
      find_scaling(comparison_of({on_gpus({0}, 1), on_gpus({0, 1}, 0.6), on_gpus({0, 1, 2}, 0.5)}), eight_cores);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_FALSE(all[0].runs[0].serial_fraction);
  EXPECT_FALSE(all[0].fit);
  EXPECT_EQ(all[0].enough, 3U);
}

using Kind = WorkersBoundary::Kind;
using Boundaries = std::vector<WorkersBoundary>;

TEST(WorkersBoundaries, AreWhereSocketsCoresAndCpusEnd) {
  EXPECT_EQ(boundaries_of(eight_cores, 32), (Boundaries{{Kind::socket, 5}, {Kind::core, 9}, {Kind::cpu, 17}}));
  EXPECT_EQ(boundaries_of(eight_cores, 16), (Boundaries{{Kind::socket, 5}, {Kind::core, 9}}));
  EXPECT_EQ(boundaries_of(eight_cores, 8), (Boundaries{{Kind::socket, 5}}));
  EXPECT_EQ(boundaries_of(eight_cores, 4), Boundaries{});
}

TEST(WorkersBoundaries, AreNoneWhereNothingEndsOrIsKnown) {
  EXPECT_EQ(boundaries_of({.cpus = 2, .cores = 2, .cores_of_socket = 2}, 2), Boundaries{});
  EXPECT_EQ(boundaries_of({.cpus = 2}, 3), (Boundaries{{Kind::cpu, 3}}));
}

}  // namespace
}  // namespace crossover
