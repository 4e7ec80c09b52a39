#include "host/measure/round_kinds.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <vector>

namespace crossover {
namespace {

using Seconds = std::vector<double>;

/// So many rounds, forward and backward by turns, each a little longer than the one before it in its direction.
Seconds by_turns(double forward, double backward, std::size_t rounds) {
  Seconds seconds;
  for (std::size_t i = 0; i < rounds; ++i)
    seconds.push_back((i % 2 == 0 ? forward : backward) * (1 + 1e-4 * static_cast<double>(i)));
  return seconds;
}

TEST(RoundKindsFarApart, DifferByMoreThanATenth) {
  EXPECT_FALSE((RoundKinds{1.0, 1.09}).are_far_apart());
  EXPECT_TRUE((RoundKinds{1.0, 1.11}).are_far_apart());
  EXPECT_TRUE((RoundKinds{51, 27}).are_far_apart());
}

TEST(TwoKindsOfRounds, AreFoundWhereTheDirectionDecides) {
  const auto kinds = two_kinds_of_rounds(by_turns(27e-6, 51e-6, 40));
  ASSERT_TRUE(kinds);
  EXPECT_NEAR(kinds->forward, 27e-6, 1e-6);
  EXPECT_NEAR(kinds->backward, 51e-6, 1e-6);
  EXPECT_TRUE(two_kinds_of_rounds(by_turns(51e-6, 27e-6, 40))) << "whichever is the longer";
}

TEST(TwoKindsOfRounds, AreNotFoundWithinThreePercentOrInNoise) {
  EXPECT_FALSE(two_kinds_of_rounds(by_turns(1, 1.02, 40)));
  Seconds noisy;
  for (std::size_t i = 0; i < 40; ++i) noisy.push_back(1 + 0.5 * static_cast<double>(i * 7 % 10));
  EXPECT_FALSE(two_kinds_of_rounds(noisy));
}

TEST(TwoKindsOfRounds, NeedSixRoundsOfEach) {
  EXPECT_FALSE(two_kinds_of_rounds(by_turns(1, 2, 11)));
  EXPECT_TRUE(two_kinds_of_rounds(by_turns(1, 2, 12)));
  EXPECT_FALSE(two_kinds_of_rounds({}));
}

TEST(ARatio, AgreesWithTheMediansWhereTheirIntervalsLetItLie) {
  const auto of = [](double median, double low, double high) {
    Summary summary;
    summary.median = median;
    summary.ci95 = Interval{low, high};
    return summary;
  };
  EXPECT_TRUE(agrees_with_medians(of(0.5, 0.4, 0.6), of(1, 0.9, 1.1), of(2, 1.9, 2.1)));
  EXPECT_FALSE(agrees_with_medians(of(0.8, 0.7, 0.9), of(1, 0.9, 1.1), of(2, 1.9, 2.1)));
  EXPECT_TRUE(agrees_with_medians(of(0.8, 0.7, 0.9), Summary{}, of(2, 1.9, 2.1))) << "nothing is known then";
}

}  // namespace
}  // namespace crossover
