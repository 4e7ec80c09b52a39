#include "host/tune/search_plan.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "tests/support/fakes/known_candidates.hpp"

namespace crossover {
namespace {

constexpr std::uint64_t million = 1'000'000;

/// Nine candidates with four workers; the first, which alone was run, stands for all.
std::vector<Candidate> nine(double seconds_of_a_million) {
  std::vector<Candidate> candidates(9, never_run(4));
  for (std::size_t i = 1; i < 9; ++i) candidates[i].configuration.chunk = 1024;
  candidates[0].keep({million, 0, seconds_of_a_million});
  return candidates;
}

const CandidateList all_nine{0, 1, 2, 3, 4, 5, 6, 7, 8};

TEST(TheUsualCandidate, HasMostWorkersAndTheBackendsOwnChunk) {
  std::vector<Candidate> candidates{known(1, 1), known(4, 1), known(4, 1)};
  candidates[2].configuration.chunk = 1024;
  EXPECT_EQ(usual_of(candidates, &honest), &candidates[1]);
  EXPECT_EQ(usual_of(candidates, &honest_serial), nullptr);
}

TEST(ExpectedSeconds, AreThoseOfItsOwnRuns) {
  const std::vector<Candidate> candidates{known(1, 7), known(4, 1)};
  EXPECT_EQ(expected_seconds(candidates, candidates[0], 1000), 7);
  EXPECT_EQ(expected_seconds(candidates, CandidateList{0, 1}, 2000), 16);
}

TEST(ExpectedSeconds, FollowTheWorkersWhereItWasNeverRun) {
  std::vector<Candidate> candidates{never_run(1), never_run(4)};
  EXPECT_EQ(expected_seconds(candidates, candidates[0], 1000), 0);
  candidates[1].runs = {{1000, 1, 3}};
  EXPECT_EQ(expected_seconds(candidates, candidates[0], 1000), 1 + 4 * 2);
}

TEST(LeastSamples, AreWhatTheFastestCountsInTwentyMilliseconds) {
  EXPECT_EQ(min_samples({known(1, 1, million), known(1, 0.5, million), never_run(1)}), 40'000U);
  EXPECT_EQ(min_samples({never_run(1)}), 1U);
}

TEST(Passes, AreMoreForShortRuns) {
  EXPECT_EQ(passes_of_rung({known(1, 1)}, {0}, 1000, 5), 1U);
  EXPECT_EQ(passes_of_rung({known(1, 0.05)}, {0}, 1000, 5), 2U);
  EXPECT_EQ(passes_of_rung({known(1, 0.001)}, {0}, 1000, 5), 5U);
  EXPECT_EQ(passes_of_rung({known(1, 0.001)}, {0}, 1000, 1), 1U);
}

TEST(ASearchPlan, TakesAllSamplesWhereThereIsTime) {
  const SearchPlan plan = plan_search(nine(1), all_nine, million, 1000);
  EXPECT_EQ(plan.final, million);
  EXPECT_EQ(plan.rungs, (std::vector<std::uint64_t>{million / 4, million / 2}));
  EXPECT_GT(plan.max_passes, 1U);
}

TEST(ASearchPlan, TakesFewerSamplesWhereTimeIsShort) {
  const SearchPlan plan = plan_search(nine(1), all_nine, million, 8);
  EXPECT_EQ(plan.final, million / 4);
  EXPECT_GT(plan.max_passes, 1U);
  EXPECT_EQ(plan_search(nine(1), all_nine, million, -1).final, million / 16);
}

TEST(ASearchPlan, RatherRepeatsNoRunsThanTakeFewerSamples) {
  const SearchPlan plan = plan_search(nine(0.04), all_nine, million, 1.5);
  EXPECT_EQ(plan.final, million);
  EXPECT_EQ(plan.max_passes, 1U);
}

}  // namespace
}  // namespace crossover
