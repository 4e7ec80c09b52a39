#include "host/measure/choice.hpp"

#include <gtest/gtest.h>

#include "tests/measure/known_candidates.hpp"

namespace crossover {
namespace {

using Seconds = std::vector<double>;

Seconds steady(double seconds) { return Seconds(6, seconds); }

/// Whether a finalist that took so long ties with one that took a second in every round.
bool ties_with_a_second(const Seconds& seconds) {
  const auto finalists = judge({0, 1}, {Seconds(seconds.size(), 1.0), seconds});
  return finalists.at(1).ties;
}

TEST(Judge, PutsTheFastestFirstAndHoldsTheOthersAgainstIt) {
  const auto finalists = judge({7, 3, 5}, {steady(3), steady(1), steady(2)});
  ASSERT_EQ(finalists.size(), 3U);
  EXPECT_EQ(finalists[0].candidate, 3U);
  EXPECT_EQ(finalists[1].candidate, 5U);
  EXPECT_EQ(finalists[2].candidate, 7U);
  EXPECT_EQ(finalists[0].ratio.median, 1);
  EXPECT_EQ(finalists[2].ratio.median, 3);
  EXPECT_EQ(finalists[2].seconds.median, 3);
  EXPECT_TRUE(finalists[0].ties);
  EXPECT_FALSE(finalists[2].ties);
}

TEST(ATie, IsWhatIsSlowerByLessThanAHundredth) {
  EXPECT_TRUE(ties_with_a_second(steady(1.009)));
  EXPECT_FALSE(ties_with_a_second(steady(1.02)));
}

TEST(ATie, IsWhatTheRoundsCannotTellApart) {
  EXPECT_TRUE(ties_with_a_second({0.9, 1.3, 1.05, 1.08, 1.1, 1.04}));
  EXPECT_FALSE(ties_with_a_second({1.01, 1.3, 1.05, 1.2, 1.1, 1.04}));
}

TEST(ATie, IsNotMadeOfOneDisturbedRound) { EXPECT_FALSE(ties_with_a_second({0.9, 1.5, 1.5, 1.5, 1.5, 1.5})); }

TEST(ATie, IsWhatIsNearWhereRoundsAreTooFewForAnInterval) {
  EXPECT_TRUE(ties_with_a_second({0.9, 1.3, 1.05}));
  EXPECT_FALSE(ties_with_a_second({0.9, 1.3, 1.2}));
}

TEST(TheChoice, IsTheFastestWhereNoneTies) {
  const std::vector<Candidate> candidates{known(1, 2), known(8, 1)};
  const Choice choice = choose(candidates, judge({0, 1}, {steady(2), steady(1)}));
  EXPECT_EQ(choice.candidate, 1U);
  EXPECT_TRUE(choice.ties_with.empty());
}

TEST(TheChoice, OfThoseThatTieHasTheFewestWorkers) {
  const std::vector<Candidate> candidates{known(8, 1), known(4, 1), known(2, 1), known(1, 1)};
  const Choice choice = choose(candidates, judge({0, 1, 2, 3}, {steady(1), steady(1.002), steady(1.005), steady(1.2)}));
  EXPECT_EQ(choice.candidate, 2U);
  EXPECT_EQ(choice.ties_with, (CandidateList{0, 1}));
}

TEST(TheChoice, OfThoseWithAsManyWorkersIsTheFirstCandidate) {
  const std::vector<Candidate> candidates{known(2, 1), known(2, 1), known(2, 1)};
  EXPECT_EQ(choose(candidates, judge({2, 1}, {steady(1), steady(1.002)})).candidate, 1U);
}

TEST(TheChoiceWithoutAFinal, GoesByWhatIsKnownOrPredicted) {
  const std::vector<Candidate> candidates{never_run(1), known(8, 1), known(2, 1.005), known(1, 2), failed(1)};
  const auto choice = choose(candidates, 1000);
  ASSERT_TRUE(choice);
  EXPECT_EQ(choice->candidate, 2U);
  EXPECT_EQ(choice->ties_with, CandidateList{1});
}

TEST(TheChoiceWithoutAFinal, IsNoneWhereNothingIsKnown) { EXPECT_FALSE(choose({never_run(1), failed(2)}, 1000)); }

}  // namespace
}  // namespace crossover
