#include "host/compare/comparison.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/pi/backends/entries.hpp"
#include "kernels/scalar/count_hits.hpp"
#include "tests/support/fakes/fake_backends.hpp"
#include "tests/support/without_processes.hpp"

namespace crossover {
namespace {

constexpr Seed seed{42};
constexpr SampleRange range{999, 50'999};

ComparisonRequest request_for(std::vector<Configuration> configurations) {
  return {.configurations = std::move(configurations), .seed = seed, .range = range, .time_limit = 0.3};
}

const std::vector<Configuration> two_honest{with_scalar_kernel(honest_serial), with_scalar_kernel(honest, 2)};

/// Stops a comparison as soon as it begins what is named.
Comparison compare_until(const std::string& named) {
  bool reached = false;
  return compare(request_for(two_honest),
                 {.stop_signal = [&] { return reached ? SIGINT : 0; },
                  .on_progress = [&](const Progress& progress) { reached = reached || progress.what == named; }});
}

TEST(Compare, CountsTheSameHitsInEveryConfiguration) {
  const Comparison comparison = compare(request_for(two_honest), {});
  ASSERT_EQ(comparison.runs.size(), 2U);
  for (const PiRun& run : comparison.runs) EXPECT_EQ(run.tally, (Tally{seed, range, count_hits_scalar(seed, range)}));
  EXPECT_FALSE(comparison.disagreement);
  EXPECT_NE(comparison.stopped_by, StoppedBy::interruption);
}

TEST(Compare, KeepsTheConfigurationsInTheOrderAskedFor) {
  const Comparison comparison = compare(request_for(two_honest), {});
  EXPECT_EQ(comparison.runs.at(0).configuration.backend, &honest_serial);
  EXPECT_EQ(comparison.runs.at(1).configuration.backend, &honest);
  EXPECT_EQ(comparison.runs.at(1).configuration.workers, 2U);
}

TEST(Compare, TimesEveryConfigurationInEveryRound) {
  const Comparison comparison = compare(request_for(two_honest), {});
  EXPECT_GT(comparison.rounds, 0U);
  for (const PiRun& run : comparison.runs) {
    ASSERT_TRUE(run.timing.warm_seconds);
    EXPECT_EQ(run.timing.warm_seconds->raw.size(), comparison.rounds);
    EXPECT_GT(run.timing.warm_seconds->min, 0);
  }
}

TEST(Compare, RecountsAShortRangeWhole) {
  const Comparison comparison = compare(request_for(two_honest), {});
  EXPECT_EQ(comparison.recount.samples, range.size());
  EXPECT_TRUE(comparison.recount.whole_range);
}

TEST(Compare, TellsWhatThereIsSoFarAsIfItHadBeenStopped) {
  std::vector<Comparison> parts;
  compare(request_for(two_honest), {.on_part = [&](const Comparison& so_far) { parts.push_back(so_far); }});
  ASSERT_GE(parts.size(), 3U);
  EXPECT_EQ(parts[0].runs.size(), 1U);
  EXPECT_EQ(parts[1].runs.size(), 2U);
  EXPECT_EQ(parts[2].recount.samples, range.size());
  for (const Comparison& part : parts) EXPECT_FALSE(part.complete());
}

TEST(Compare, TakesOneConfigurationAlone) {
  const Comparison comparison = compare(request_for({with_scalar_kernel(honest)}), {});
  EXPECT_EQ(comparison.runs.size(), 1U);
  EXPECT_FALSE(comparison.disagreement);
}

TEST(Compare, RunsEveryConfigurationOnceWhenThereIsNoTimeAtAll) {
  ComparisonRequest request = request_for(two_honest);
  request.time_limit = 0;
  const Comparison comparison = compare(request, {});
  EXPECT_EQ(comparison.stopped_by, StoppedBy::time_limit);
  EXPECT_EQ(comparison.rounds, 0U);
  ASSERT_EQ(comparison.runs.size(), 2U);
  for (const PiRun& run : comparison.runs) {
    EXPECT_TRUE(run.complete());
    EXPECT_EQ(run.timing.warm_seconds, std::nullopt);
  }
}

TEST(Compare, HasNothingToTimeInNoSamples) {
  ComparisonRequest request = request_for(two_honest);
  request.range = {7, 7};
  const Comparison comparison = compare(request, {});
  ASSERT_EQ(comparison.runs.size(), 2U);
  EXPECT_EQ(comparison.runs.at(0).tally, (Tally{seed, {7, 7}, 0}));
  EXPECT_FALSE(comparison.disagreement);
  EXPECT_EQ(comparison.rounds, 0U);
  EXPECT_NE(comparison.stopped_by, StoppedBy::interruption);
}

TEST(Compare, TellsHowItGetsOn) {
  std::vector<std::string> done_in_turn;
  compare(request_for(two_honest), {.on_progress = [&](const Progress& progress) {
            const auto& [what, done, total, pieces] = progress;
            EXPECT_LE(done, total) << what;
            EXPECT_EQ(total, range.size()) << what;
            if (done_in_turn.empty() || done_in_turn.back() != what) done_in_turn.push_back(what);
          }});
  ASSERT_GE(done_in_turn.size(), 3U);
  EXPECT_EQ(done_in_turn[0], "first runs");
  EXPECT_EQ(done_in_turn[1], "plain loop");
  EXPECT_EQ(done_in_turn[2], "round 1");
}

/// Compares an honest backend and one that fails, on so few samples that a run is one call.
template <unsigned good_calls>
Comparison compare_with_failing() {
  const ComparisonRequest request{
      .configurations = {with_scalar_kernel(honest), with_scalar_kernel(failing<good_calls>)},
      .seed = Seed{42},
      .range = {0, 10'000},
      .time_limit = 2};
  return compare(request, {});
}

TEST(CompareFailed, HasARunWithTheReasonAndComparesTheOthers) {
  for (const Comparison& comparison : {compare_with_failing<0>(), compare_with_failing<4>()}) {  // cold, in round 4
    ASSERT_EQ(comparison.runs.size(), 2U);
    ASSERT_TRUE(comparison.runs[1].failure);
    EXPECT_STREQ(comparison.runs[1].failure->what(), "out of luck");
    EXPECT_STREQ(comparison.first_failure()->what(), "out of luck");
    EXPECT_FALSE(comparison.runs[1].timing.warm_seconds);
    EXPECT_TRUE(comparison.verified);
    EXPECT_FALSE(comparison.complete());
    EXPECT_NE(comparison.stopped_by, StoppedBy::interruption);
    EXPECT_TRUE(comparison.runs[0].complete());
    EXPECT_EQ(comparison.runs[0].timing.warm_seconds->raw.size(), comparison.rounds);
    EXPECT_GT(comparison.rounds, 0U);
  }
}

TEST(CompareFailed, GoesOnWhereNoProcessCanBeStarted) {
  const WithoutProcesses here;
  const Comparison comparison =
      compare({.configurations = {with_scalar_kernel(processes_backend), with_scalar_kernel(honest)},
               .seed = Seed{42},
               .range = {0, 10'000},
               .time_limit = 2},
              {});
  EXPECT_TRUE(comparison.runs.at(0).failure);
  EXPECT_TRUE(comparison.verified);
  ASSERT_TRUE(comparison.runs.at(1).timing.warm_seconds);
  ASSERT_TRUE(comparison.starts);
  EXPECT_TRUE(comparison.starts->thread);
  EXPECT_FALSE(comparison.starts->process);
  EXPECT_FALSE(comparison.starts->failure) << "the run's failure says it";
}

TEST(CompareFailed, IsTheFailureWhereNothingWasCounted) {
  const ComparisonRequest request{
      .configurations = {with_scalar_kernel(failing<0>)}, .seed = Seed{42}, .range = {0, 10'000}, .time_limit = 0};
  EXPECT_THROW(compare(request, {}), Error);
}

TEST(CompareInterrupted, HasNoRunsWhenItIsStoppedAtOnce) {
  const Comparison comparison = compare_until("first runs");
  EXPECT_EQ(comparison.stopped_by, StoppedBy::interruption);
  ASSERT_EQ(comparison.runs.size(), 1U);
  EXPECT_FALSE(comparison.runs[0].complete());
  EXPECT_EQ(comparison.runs[0].tally.range.size(), 0U);
  EXPECT_FALSE(comparison.disagreement);
}

TEST(CompareInterrupted, ClaimsNoRecountThatWasNotFinished) {
  const Comparison comparison = compare_until("plain loop");
  EXPECT_EQ(comparison.stopped_by, StoppedBy::interruption);
  EXPECT_EQ(comparison.recount.samples, 0U);
  EXPECT_EQ(comparison.runs.size(), 2U);
  EXPECT_FALSE(comparison.disagreement);
}

TEST(CompareInterrupted, KeepsTheWholeRoundsOnly) {
  const Comparison comparison = compare_until("round 3");
  EXPECT_EQ(comparison.stopped_by, StoppedBy::interruption);
  EXPECT_EQ(comparison.rounds, 2U);
  EXPECT_FALSE(comparison.disagreement);
  for (const PiRun& run : comparison.runs) {
    EXPECT_TRUE(run.complete());
    ASSERT_TRUE(run.timing.warm_seconds);
    EXPECT_EQ(run.timing.warm_seconds->raw.size(), 2U);
  }
}

TEST(CompareInterrupted, HasNoWarmSecondsWhenTheFirstRoundWasStopped) {
  const Comparison comparison = compare_until("round 1");
  EXPECT_EQ(comparison.stopped_by, StoppedBy::interruption);
  EXPECT_EQ(comparison.rounds, 0U);
  for (const PiRun& run : comparison.runs) EXPECT_EQ(run.timing.warm_seconds, std::nullopt);
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
