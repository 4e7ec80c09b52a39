// The confidence interval of the median, held to a computation of its own.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>
#include <vector>

#include "host/measure/statistics.hpp"

namespace crossover {
namespace {

using Values = std::vector<double>;

/// 1, 2, ..., n in an order that is no order: the k-th smallest value is k.
Values shuffled(std::size_t n) {
  Values values(n);
  for (std::size_t i = 0; i < n; ++i) values[i] = static_cast<double>(i + 1);
  std::shuffle(values.begin(), values.end(), std::mt19937(1));
  return values;
}

/// P(X = 0), ..., P(X = n) for X the number of heads of n fair coins, from Pascal's triangle.
std::vector<double> heads_of(std::size_t n) {
  std::vector<double> row{1};
  for (std::size_t coins = 1; coins <= n; ++coins) {
    std::vector<double> next(coins + 1);
    for (std::size_t i = 0; i < coins; ++i) {
      next[i] += row[i] / 2;
      next[i + 1] += row[i] / 2;
    }
    row = next;
  }
  return row;
}

/// How likely the median of whatever distribution lies between the k-th smallest and the k-th largest of n values.
double coverage(std::size_t n, std::size_t k) {
  const auto heads = heads_of(n);
  double outside = 0;
  for (std::size_t i = 0; i < k; ++i) outside += heads[i] + heads[n - i];
  return 1 - outside;
}

TEST(MedianInterval, ExistsFromSixValuesOn) {
  for (std::size_t n = 1; n <= 5; ++n) EXPECT_EQ(median_ci95(shuffled(n)), std::nullopt) << n << " values";
  EXPECT_NE(median_ci95(shuffled(6)), std::nullopt);
}

// As tabulated for the sign test: W. J. Conover, "Practical Nonparametric Statistics".
TEST(MedianInterval, IsTheTabulatedOne) {
  EXPECT_EQ(median_ci95(shuffled(6)), (Interval{1, 6}));
  EXPECT_EQ(median_ci95(shuffled(8)), (Interval{1, 8}));
  EXPECT_EQ(median_ci95(shuffled(9)), (Interval{2, 8}));
  EXPECT_EQ(median_ci95(shuffled(10)), (Interval{2, 9}));
  EXPECT_EQ(median_ci95(shuffled(20)), (Interval{6, 15}));
  EXPECT_EQ(median_ci95(shuffled(100)), (Interval{40, 61}));
}

TEST(MedianInterval, IsTheNarrowestThatCovers95PercentUpTo100Values) {
  for (std::size_t n = 6; n <= 100; ++n) {
    const auto interval = median_ci95(shuffled(n));
    ASSERT_TRUE(interval);
    const auto k = static_cast<std::size_t>(interval->low);
    EXPECT_EQ(interval->high, static_cast<double>(n - k + 1)) << n << " values";
    EXPECT_GE(coverage(n, k), 0.95) << n << " values";
    EXPECT_LT(coverage(n, k + 1), 0.95) << n << " values";
  }
}

TEST(MedianInterval, DoesNotDependOnTheOrder) {
  Values values = shuffled(30);
  const auto interval = median_ci95(values);
  std::sort(values.begin(), values.end());
  EXPECT_EQ(median_ci95(values), interval);
  std::reverse(values.begin(), values.end());
  EXPECT_EQ(median_ci95(values), interval);
}

TEST(MedianInterval, CoversTheMedianOfSkewedValuesNineteenTimesOfTwenty) {
  std::mt19937 random(7);
  std::exponential_distribution<double> skewed(std::log(2.0));  // its median is 1
  constexpr int experiments = 4000;
  int covered = 0;
  for (int i = 0; i < experiments; ++i) {
    Values values(15);
    std::generate(values.begin(), values.end(), [&] { return skewed(random); });
    const auto interval = median_ci95(values);
    covered += interval && interval->low <= 1 && 1 <= interval->high;
  }
  EXPECT_GE(covered, experiments * 95 / 100);  // 96.5 % by the binomial distribution, and 0.3 % its deviation
}

TEST(MedianInterval, NarrowsAndStaysAroundTheMedianForThousandsOfValues) {
  for (const std::size_t n : {999U, 1000U, 1001U, 2000U, 5000U}) {
    const auto interval = median_ci95(shuffled(n));
    ASSERT_TRUE(interval) << n << " values";
    const double middle = static_cast<double>(n + 1) / 2;
    EXPECT_LT(interval->low, middle) << n << " values";
    EXPECT_GT(interval->high, middle) << n << " values";
    EXPECT_LT(interval->high - interval->low, 0.1 * static_cast<double>(n)) << n << " values";
  }
}

TEST(MedianInterval, HoldsTheMedianOfThousandsOfValuesThatDrift) {
  Values values(1500, 1.0);
  values.resize(2501, 2.0);  // the machine slows down by half
  const Summary summary = summarize(values);
  ASSERT_EQ(summary.median, 1);
  ASSERT_TRUE(summary.ci95);
  EXPECT_LE(summary.ci95->low, summary.median);
  EXPECT_GE(summary.ci95->high, summary.median);
}

}  // namespace
}  // namespace crossover
