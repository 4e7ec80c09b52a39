#include "host/tune/halving.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "tests/support/fakes/known_candidates.hpp"

namespace crossover {
namespace {

using Sizes = std::vector<std::uint64_t>;

TEST(RungSizes, DoubleUpToHalfOfTheSamples) {
  EXPECT_EQ(rung_sizes(32, 8000, 1), (Sizes{1000, 2000, 4000}));
  EXPECT_EQ(rung_sizes(33, 16'000, 1), (Sizes{1000, 2000, 4000, 8000}));
}

TEST(RungSizes, AreNoneWhereAllComeToTheFinal) {
  EXPECT_EQ(rung_sizes(4, 8000, 1), Sizes{});
  EXPECT_EQ(rung_sizes(1, 8000, 1), Sizes{});
  EXPECT_EQ(rung_sizes(5, 8000, 1), Sizes{4000});
}

TEST(RungSizes, AreNeverTooFewToTell) {
  EXPECT_EQ(rung_sizes(32, 8000, 3000), (Sizes{3000, 3000, 4000}));
  EXPECT_EQ(rung_sizes(32, 8000, 1'000'000), (Sizes{8000, 8000, 8000}));
  EXPECT_EQ(rung_sizes(32, 1, 0), (Sizes{1, 1, 1}));
}

TEST(BetterHalf, IsTheFastestFirst) {
  std::vector<Candidate> candidates;
  for (const double seconds : {9, 2, 8, 1, 7, 3, 6, 4, 5, 10}) candidates.push_back(known(1, seconds));
  EXPECT_EQ(better_half(candidates, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, 1000), (CandidateList{3, 1, 5, 7, 8}));
}

TEST(BetterHalf, HoldsTheFinalistsAtLeast) {
  const std::vector<Candidate> candidates{known(1, 5), known(1, 4), known(1, 3), known(1, 2), known(1, 1)};
  EXPECT_EQ(better_half(candidates, {0, 1, 2, 3, 4}, 1000), (CandidateList{4, 3, 2, 1}));
  EXPECT_EQ(better_half(candidates, {0, 2}, 1000), (CandidateList{2, 0}));
}

TEST(BetterHalf, GoesByThePredictionForAllSamples) {
  Candidate starts_slowly = known(1, 0);
  starts_slowly.runs = {{1000, 1.5, 2.0}};
  const std::vector<Candidate> candidates{known(1, 1), starts_slowly};
  EXPECT_EQ(better_half(candidates, {0, 1}, 1000).front(), 0U);
  EXPECT_EQ(better_half(candidates, {0, 1}, 1'000'000).front(), 1U);
}

TEST(BetterHalf, LeavesOutThoseThatFailedAndRanksThoseNeverRunLast) {
  const std::vector<Candidate> candidates{never_run(1), failed(1), known(1, 2)};
  EXPECT_EQ(better_half(candidates, {0, 1, 2}, 1000), (CandidateList{2, 0}));
}

TEST(Finalists, AreTheBestFour) {
  std::vector<Candidate> candidates;
  for (const double seconds : {5, 4, 3, 2, 1}) candidates.push_back(known(1, seconds));
  EXPECT_EQ(finalists_of(candidates, {0, 1, 2, 3, 4}, 1000), (CandidateList{4, 3, 2, 1}));
}

TEST(Finalists, HoldTheBestOfEachSmallerNumberOfWorkersThatIsNearEnough) {
  const std::vector<Candidate> candidates{known(1, 1.2),  known(2, 1.09), known(2, 1.05), known(4, 1.08),
                                          known(8, 1.00), known(8, 1.01), known(8, 1.02), known(8, 1.03)};
  EXPECT_EQ(finalists_of(candidates, {4, 5, 6, 7}, 1000), (CandidateList{4, 5, 6, 7, 2, 3}));
}

TEST(Finalists, HoldNoneWithMoreWorkersThanTheBest) {
  const std::vector<Candidate> candidates{known(2, 1), known(4, 1.001)};
  EXPECT_EQ(finalists_of(candidates, {0}, 1000), (CandidateList{0}));
}

TEST(Finalists, AreNoneWhereAllHaveFailed) {
  EXPECT_EQ(finalists_of({failed(1), failed(2)}, {0, 1}, 1000), CandidateList{});
}

}  // namespace
}  // namespace crossover
