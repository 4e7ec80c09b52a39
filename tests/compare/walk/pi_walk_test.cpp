#include "host/compare/walk/pi_walk.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

#include "host/compare/walk/pi_findings.hpp"
#include "tests/support/fakes/fake_backends.hpp"
#include "tests/support/fakes/timed_backends.hpp"

namespace crossover {
namespace {

using Sizes = std::vector<std::uint64_t>;

// Both cross at 0.5 ms / 4 ns = 125 000 samples when cold; when warm, the second is always faster.
const BackendEntry slow = timed<[](const Resources&) { return Cost{0, 5e-9}; }>("serial");
const BackendEntry fast = timed<[](const Resources&) { return Cost{0.5e-3, 1e-9}; }>("fast");
// The same in a thousand times the time.
const BackendEntry slow_by_far = timed<[](const Resources&) { return Cost{0, 5e-6}; }>("serial");
const BackendEntry fast_by_far = timed<[](const Resources&) { return Cost{0.5, 1e-6}; }>("fast");
/// What a walk is planned by.
const Kernel slow_kernel{.name = "slow",
                         .summary = "a fake",
                         .count =
                             [](Seed, SampleRange range) {
                               HeldClock::advance(5e-6 * static_cast<double>(range.size()));
                               return hits_below(range.last) - hits_below(range.first);
                             },
                         .instruction_set = nullptr};
/// Its set-up alone takes longer than any other run.
const BackendEntry ponderous = timed<[](const Resources&) { return Cost{0.02, 5e-9}; }>("ponderous");

const Sizes seven_sizes{20'000, 50'000, 100'000, 200'000, 500'000, 1'000'000, 2'000'000};

PiWalkRequest request_for(const std::vector<const BackendEntry*>& entries, const Sizes& sizes = seven_sizes) {
  PiWalkRequest request{
      .configurations = {}, .seed = Seed{42}, .first = 0, .sizes = sizes, .time_limit = 20, .longest = 1};
  for (const BackendEntry* entry : entries) request.configurations.push_back(with_scalar_kernel(*entry));
  return request;
}

/// Other tests at work do not make it busy.
class WalkOfSamples : public testing::Test {
 protected:
  WalkOfSamples() { setenv("CROSSOVER_ASSUME_QUIET", "1", 1); }
  ~WalkOfSamples() override { unsetenv("CROSSOVER_ASSUME_QUIET"); }
};

/// The only crossing of the first pair.
Overtaking overtaking_in(const PiWalk& walk, RunKind kind) {
  for (const PairFindings& pair : find_in(walk).pairs)
    if (pair.kind == kind && pair.overtakings.size() == 1) return pair.overtakings.front();
  return {};
}

Sizes sizes_of(const PiWalk& walk) {
  Sizes sizes;
  for (const PiPoint& point : walk.points) sizes.push_back(point.samples());
  return sizes;
}

TEST_F(WalkOfSamples, FindsWhereOneOvertakesTheOtherWhenCold) {
  const HeldClock clock;
  const PiWalk walk = walk_samples(request_for({&slow, &fast}), {});
  EXPECT_TRUE(walk.complete());
  EXPECT_EQ(sizes_of(walk), seven_sizes);
  const Overtaking cold = overtaking_in(walk, RunKind::cold);
  ASSERT_TRUE(cold.measured && cold.model);
  EXPECT_LT(cold.measured->last_before, 125'000U);
  EXPECT_GT(cold.measured->first_after, 125'000U);
  EXPECT_LE(static_cast<double>(cold.measured->first_after), 1.1 * static_cast<double>(cold.measured->last_before));
  EXPECT_NEAR(cold.model->size, 125'000, 500);
  EXPECT_EQ(cold.model_over_measured(), 1);
  EXPECT_FALSE(overtaking_in(walk, RunKind::warm).measured) << "the faster one is always faster";
}

TEST_F(WalkOfSamples, NarrowsABracketOfRunsOfASecondToo) {
  const HeldClock clock;
  PiWalkRequest request = request_for({&slow_by_far, &fast_by_far});
  for (Configuration& c : request.configurations) c.kernel = &slow_kernel;
  request.time_limit = 3000;
  request.longest = 100;
  const Overtaking cold = overtaking_in(walk_samples(request, {}), RunKind::cold);
  ASSERT_TRUE(cold.measured);
  EXPECT_LE(static_cast<double>(cold.measured->first_after), 1.1 * static_cast<double>(cold.measured->last_before));
}

TEST_F(WalkOfSamples, HasColdAndWarmRoundsOfEverySize) {
  const HeldClock clock;
  const PiWalk walk = walk_samples(request_for({&slow, &fast}), {});
  for (const PiPoint& point : walk.points)
    for (const PiRun& run : point.comparison.runs) {
      ASSERT_TRUE(run.timing.cold_rounds && run.timing.warm_seconds) << point.samples();
      EXPECT_GE(run.timing.cold_rounds->raw.size(), 6U);
      EXPECT_GE(run.timing.warm_seconds->raw.size(), 6U);
      const double setup = run.configuration.backend == &fast ? 0.5e-3 : 0;
      EXPECT_NEAR(run.timing.cold_rounds->median, run.timing.warm_seconds->median + setup, 1e-8);
    }
}

TEST_F(WalkOfSamples, HasThemWhereRunsTakeLongerThanWasPlannedToo) {
  const HeldClock clock;
  PiWalkRequest request = request_for({&slow_by_far, &fast_by_far});  // planned by a kernel that takes no time at all
  request.time_limit = 1000;
  request.longest = 100;
  const PiWalk walk = walk_samples(request, {});
  EXPECT_EQ(sizes_of(walk), seven_sizes);
  for (const PiPoint& point : walk.points)
    for (const PiRun& run : point.comparison.runs) {
      ASSERT_TRUE(run.timing.cold_rounds && run.timing.warm_seconds) << point.samples();
      EXPECT_GE(run.timing.cold_rounds->raw.size(), rounds_for_an_interval) << point.samples();
      EXPECT_GE(run.timing.warm_seconds->raw.size(), rounds_for_an_interval) << point.samples();
    }
}

TEST_F(WalkOfSamples, ChecksTheHitsOfEverySizeAgainstThePlainLoop) {
  const HeldClock clock;
  const PiWalk walk = walk_samples(request_for({&slow, &fast}), {});
  for (const PiPoint& point : walk.points) {
    EXPECT_TRUE(point.comparison.verified);
    EXPECT_TRUE(point.comparison.recount.whole_range);
    EXPECT_EQ(point.comparison.runs.front().tally.hits, hits_below(point.samples()));
  }
  EXPECT_EQ(walk.recounted(), 2'000'000U);
}

TEST_F(WalkOfSamples, EndsAtTheFirstHitsThatDiffer) {
  const PiWalk walk = walk_samples(request_for({&honest_serial, &liar}, {1000, 2000}), {});
  ASSERT_TRUE(walk.disagreement);
  EXPECT_EQ(walk.disagreement->configuration.backend, &liar);
  EXPECT_EQ(sizes_of(walk), Sizes{1000});
  EXPECT_FALSE(walk.complete());
  EXPECT_EQ(walk.ending().exit_code(), ExitCode::verification_failed);
}

TEST_F(WalkOfSamples, LeavesOutWhoseNextRunWouldTakeTooLong) {
  const HeldClock clock;
  PiWalkRequest request = request_for({&slow, &fast, &ponderous});
  request.longest = 3e-3;  // a run of 500 000 samples takes slow 2.5 ms, one of 1 000 000 would take it 5 ms
  const PiWalk walk = walk_samples(request, {});
  EXPECT_TRUE(walk.complete());
  EXPECT_EQ(walk.points.at(0).configurations, (std::vector<std::size_t>{0, 1, 2})) << "all run once at least";
  EXPECT_EQ(walk.points.at(4).run_of(0) != nullptr, true);
  EXPECT_EQ(walk.points.at(5).run_of(0), nullptr);
  EXPECT_NE(walk.points.at(5).run_of(1), nullptr);
}

TEST_F(WalkOfSamples, PredictsTheTimesOfThoseThatLeft) {
  const HeldClock clock;
  PiWalkRequest request = request_for({&slow, &fast});
  request.longest = 3e-3;
  const PiFindings findings = find_in(walk_samples(request, {}));
  bool is_there = false;
  for (const PiPrediction& p : findings.predictions)
    if (p.configuration == 0 && p.kind == RunKind::warm && p.samples == 2'000'000) {
      is_there = true;
      EXPECT_NEAR(p.seconds, 10e-3, 1e-5);
    }
  EXPECT_TRUE(is_there);
}

TEST_F(WalkOfSamples, EndsEarlyWhereAllHaveLeft) {
  const HeldClock clock;
  PiWalkRequest request = request_for({&slow});
  request.longest = 1e-3;
  const PiWalk walk = walk_samples(request, {});
  EXPECT_TRUE(walk.complete());
  EXPECT_EQ(sizes_of(walk), (Sizes{20'000, 50'000, 100'000, 200'000}));
  EXPECT_EQ(walk.sizes, seven_sizes);
}

TEST_F(WalkOfSamples, KeepsWhatItHasWhenItIsStopped) {
  bool reached = false;
  const PiWalk walk = walk_samples(
      request_for({&honest_serial, &honest}, {1000, 2000, 3000}),
      {.stop_signal = [&] { return reached ? SIGTERM : 0; },
       .on_progress = [&](const Progress& p) { reached = reached || p.what.starts_with("2000 samples"); }});
  EXPECT_FALSE(walk.complete());
  ASSERT_EQ(walk.points.size(), 2U);
  EXPECT_EQ(walk.points.front().comparison.runs.size(), 2U);
  EXPECT_EQ(walk.ending().exit_code(), ExitCode::terminated);
}

// The sizes are measured in several sweeps: the one that is stopped then is not the last.
TEST_F(WalkOfSamples, KnowsTheSignalThatStoppedItInALaterSweep) {
  bool last_size_seen = false, reached = false;
  PiWalkRequest request = request_for({&honest_serial, &honest}, {1000, 2000, 3000});
  request.time_limit = 3;
  const PiWalk walk = walk_samples(request, {.stop_signal = [&] { return reached ? SIGINT : 0; },
                                             .on_progress =
                                                 [&](const Progress& p) {
                                                   last_size_seen =
                                                       last_size_seen || p.what.starts_with("3000 samples");
                                                   reached = last_size_seen && p.what.starts_with("1000 samples");
                                                 }});
  EXPECT_TRUE(reached);
  EXPECT_FALSE(walk.complete());
  EXPECT_EQ(walk.points.size(), 3U);
  EXPECT_EQ(walk.ending().exit_code(), ExitCode::interrupted);
}

TEST_F(WalkOfSamples, GoesOnWithoutWhatFails) {
  const PiWalkRequest request = [] {
    PiWalkRequest all = request_for({&honest_serial, &failing<1>}, {1000, 2000});
    all.time_limit = 1;
    return all;
  }();
  const PiWalk walk = walk_samples(request, {});
  EXPECT_FALSE(walk.complete());
  EXPECT_EQ(walk.ending().exit_code(), ExitCode::failed);
  EXPECT_EQ(sizes_of(walk), (Sizes{1000, 2000}));
  EXPECT_EQ(walk.points.back().configurations, std::vector<std::size_t>{0});
}

TEST_F(WalkOfSamples, ThrowsWhenNothingCouldBeMeasured) {
  EXPECT_THROW(walk_samples(request_for({&failing<0>}, {1000, 2000}), {}), Error);
}

TEST_F(WalkOfSamples, ComparesEachWithSerial) {
  const HeldClock clock;
  const PiWalk walk = walk_samples(request_for({&fast, &slow, &ponderous}, {20'000, 50'000}), {});
  EXPECT_EQ(walk.pairs(), (std::vector<Pair>{{1, 0}, {1, 2}}));
}

}  // namespace
}  // namespace crossover
