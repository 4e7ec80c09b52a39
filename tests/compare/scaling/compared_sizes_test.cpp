#include <gtest/gtest.h>

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "host/compare/comparison.hpp"
#include "host/pi/backends/entries.hpp"
#include "kernels/scalar/count_hits.hpp"
#include "tests/support/fakes/fake_backends.hpp"

/// Comparisons whose configurations do not all count as many samples.
namespace crossover {
namespace {

constexpr Seed seed{42};
constexpr SampleRange range{999, 50'999}, half{999, 25'999};

Comparison compare_halves_and_wholes(const BackendEntry& last) {
  return compare({.configurations = {with_scalar_kernel(honest_serial), with_scalar_kernel(honest, 2),
                                     with_scalar_kernel(last, 2)},
                  .seed = seed,
                  .range = range,
                  .time_limit = 0.3,
                  .sizes = {half.size(), range.size(), range.size()}},
                 {});
}

TEST(ComparedSizes, AreEachConfigurationsOwn) {
  const Comparison comparison = compare_halves_and_wholes(honest);
  ASSERT_EQ(comparison.runs.size(), 3U);
  EXPECT_TRUE(comparison.complete());
  EXPECT_TRUE(comparison.verified);
  for (std::size_t i = 0; i < 3; ++i) {
    const SampleRange own = i == 0 ? half : range;
    EXPECT_EQ(comparison.runs[i].asked, own);
    EXPECT_EQ(comparison.runs[i].tally, (Tally{seed, own, count_hits_scalar(seed, own)}));
    ASSERT_TRUE(comparison.runs[i].timing.warm_seconds);
    EXPECT_EQ(comparison.runs[i].timing.warm_seconds->raw.size(), comparison.rounds);
  }
}

TEST(ComparedSizes, AreRecountedAsFarAsAllCount) {
  const Comparison comparison = compare_halves_and_wholes(honest);
  EXPECT_EQ(comparison.recount.samples, half.size());
  EXPECT_FALSE(comparison.recount.whole_range);
}

/// Right in the half that the plain loop recounts.
std::uint64_t one_more_of_the_whole(const FakeCall& call) {
  return call.right() + (call.range.last > half.last ? 1 : 0);
}
constexpr BackendEntry liar_behind_the_half = fake_entry<one_more_of_the_whole>("liar");

TEST(ComparedSizes, AreHeldAgainstThoseOfOthersThatCountAsMany) {
  const Comparison comparison = compare_halves_and_wholes(liar_behind_the_half);
  ASSERT_TRUE(comparison.disagreement);
  EXPECT_EQ(comparison.disagreement->configuration.backend, &liar_behind_the_half);
  EXPECT_EQ(comparison.disagreement->range, range);
  EXPECT_EQ(comparison.disagreement->expected, count_hits_scalar(seed, range));
  ASSERT_TRUE(comparison.disagreement->other);
  EXPECT_EQ(comparison.disagreement->other->backend, &honest);
}

TEST(ComparedSizes, HaveSpeedUpsByRate) {
  Comparison comparison;
  comparison.runs = {measured(with_scalar_kernel(honest_serial), {1, 1}, {seed, {0, 1'000'000}, 785'987}),
                     measured(with_scalar_kernel(honest, 2), {1.25, 1.25}, {seed, {0, 2'000'000}, 1'571'974})};
  EXPECT_DOUBLE_EQ(comparison.speed_up_of(comparison.runs[1])->median, 1.6);
  EXPECT_DOUBLE_EQ(*comparison.efficiency_of(comparison.runs[1]), 0.8);
}

std::set<std::string> threads_of_this_process() {
  std::set<std::string> threads;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/task"))
    threads.insert(entry.path().filename());
  return threads;
}

/// One leading thread's team would be made smaller and larger again in each round.
TEST(ComparedTeams, OfSeveralSizesStayThroughAllRounds) {
  if (!openmp_backend.why_unavailable().empty()) GTEST_SKIP() << "a build without OpenMP";
  std::set<std::string> in_first_round, since;
  const auto look = [&](const Progress& progress) {
    if (progress.what == "round 2") in_first_round = threads_of_this_process();
    if (progress.what == "round 4") since.merge(threads_of_this_process());
  };
  const Comparison comparison =
      compare({.configurations = {with_scalar_kernel(openmp_backend, 2), with_scalar_kernel(openmp_backend, 5)},
               .seed = seed,
               .range = {0, 1'000'000},
               .time_limit = 2},
              {.on_progress = look});
  ASSERT_GE(comparison.rounds, 5U);
  EXPECT_FALSE(since.empty());
  EXPECT_EQ(since, in_first_round);
}

}  // namespace
}  // namespace crossover
