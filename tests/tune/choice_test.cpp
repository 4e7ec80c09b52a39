#include "host/tune/choice.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "tests/support/fakes/known_candidates.hpp"

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

TEST(Judge, HasTheVerdictsOfEveryComparison) {
  const Seconds noisy{0.9, 1.5, 0.95, 1.5, 1.2, 1.164};
  const auto verdict = [](const Seconds& seconds, bool quiet = true) {
    return judge({0, 1}, {Seconds(seconds.size(), 1.0), seconds}, quiet).at(1).verdict;
  };
  EXPECT_EQ(verdict(steady(1.2)), Verdict::does_not_pay);
  EXPECT_EQ(verdict(steady(1.005)), Verdict::tie);
  EXPECT_EQ(verdict(noisy), Verdict::undecided) << "an interval that holds 1 tells nothing";
  EXPECT_EQ(verdict(Seconds(3, 1.2)), Verdict::too_few_rounds);
  EXPECT_EQ(verdict(steady(1.2), false), Verdict::machine_busy);
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

TEST(TheChoiceWithoutAFinal, IsNobodyWhoWasRunOnTooFewSamplesToTell) {
  std::vector<Candidate> candidates{known(1, 2, 1'000'000), known(2, 0.001, 1000)};
  candidates[1].configuration.chunk = 4096;
  EXPECT_FALSE(candidates[1].can_be_judged(1'000'000));
  EXPECT_EQ(choose(candidates, 1'000'000)->candidate, 0U);
  candidates[1] = known(2, 0.001, 8192);
  candidates[1].configuration.chunk = 4096;
  EXPECT_EQ(choose(candidates, 1'000'000)->candidate, 1U);
}

TEST(TheChoiceWithoutAFinal, IsNoneWhereNothingIsKnown) { EXPECT_FALSE(choose({never_run(1), failed(2)}, 1000)); }

}  // namespace
}  // namespace crossover
