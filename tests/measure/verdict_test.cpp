#include "host/measure/verdict.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace crossover {
namespace {

using Seconds = std::vector<double>;

constexpr bool quiet = true, busy = false;

Summary between(double low, double high) {
  return {.median = (low + high) / 2, .min = low, .max = high, .ci95 = Interval{low, high}, .raw = {}};
}

TEST(VerdictBy, GoesByTheWholeIntervalAndAHundredth) {
  EXPECT_EQ(verdict_by(between(1.011, 2)), Verdict::pays);
  EXPECT_EQ(verdict_by(between(1.009, 1.05)), Verdict::tie);
  EXPECT_EQ(verdict_by(between(0.9, 0.989)), Verdict::does_not_pay);
  EXPECT_EQ(verdict_by(between(0.95, 0.995)), Verdict::tie);
  EXPECT_EQ(verdict_by(between(0.95, 1.05)), Verdict::undecided) << "wider than a tenth";
  EXPECT_EQ(verdict_by(summarize(Seconds(5, 2.0))), Verdict::too_few_rounds);
}

TEST(VerdictOn, HoldsPairedRoundsAgainstEachOther) {
  const Seconds slow(12, 0.4), fast(12, 0.2);
  EXPECT_EQ(verdict_on(fast, slow, quiet), Verdict::pays);
  EXPECT_EQ(verdict_on(slow, fast, quiet), Verdict::does_not_pay);
  EXPECT_EQ(verdict_on(slow, slow, quiet), Verdict::tie);
}

TEST(VerdictOn, SaysWhyNothingIsJudged) {
  const Seconds slow(12, 0.4), fast(12, 0.2);
  const Seconds by_turns{0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0.1, 0.2, 0.1, 0.2};
  EXPECT_EQ(verdict_on(fast, slow, busy), Verdict::machine_busy);
  EXPECT_EQ(verdict_on(Seconds(5, 0.2), Seconds(5, 0.4), quiet), Verdict::too_few_rounds);
  EXPECT_EQ(verdict_on(by_turns, slow, quiet), Verdict::two_kinds_of_rounds);
  EXPECT_EQ(verdict_on(slow, by_turns, quiet), Verdict::two_kinds_of_rounds);
}

TEST(VerdictOn, OfTwoKindsOfRoundsThatAreNearMustHoldByEither) {
  Seconds alone(24, 1.0), by_turns, near_one;
  for (int i = 0; i < 24; ++i) {
    by_turns.push_back(i % 2 == 0 ? 2.0 : 2.1);    // 5 % apart, and slower either way
    near_one.push_back(i % 2 == 0 ? 0.97 : 1.03);  // faster by the one, slower by the other
  }
  EXPECT_EQ(verdict_on(by_turns, alone, quiet), Verdict::does_not_pay);
  EXPECT_EQ(verdict_on(alone, by_turns, quiet), Verdict::pays);
  EXPECT_EQ(verdict_on(near_one, alone, quiet), Verdict::two_kinds_of_rounds);
}

TEST(Verdicts, HaveNamesAndAreJudgementsOrNot) {
  std::set<std::string> names;
  unsigned judged = 0;
  for (const Verdict v : {Verdict::pays, Verdict::does_not_pay, Verdict::tie, Verdict::undecided,
                          Verdict::too_few_rounds, Verdict::two_kinds_of_rounds, Verdict::machine_busy}) {
    names.insert(std::string(name_of(v)));
    judged += is_judged(v);
  }
  EXPECT_EQ(names.size(), 7U);
  EXPECT_EQ(names.count("machine_busy"), 1U);
  EXPECT_EQ(judged, 4U);
}

}  // namespace
}  // namespace crossover
