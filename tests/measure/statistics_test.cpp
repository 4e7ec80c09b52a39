#include "host/measure/statistics.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <random>
#include <vector>

namespace crossover {
namespace {

using Values = std::vector<double>;

/// 1, 2, ..., n in an order that is no order.
Values shuffled(std::size_t n) {
  Values values(n);
  for (std::size_t i = 0; i < n; ++i) values[i] = static_cast<double>(i + 1);
  std::shuffle(values.begin(), values.end(), std::mt19937(1));
  return values;
}

TEST(Median, IsTheMiddleOfAnOddNumberOfValues) {
  EXPECT_EQ(median(Values{7}), 7);
  EXPECT_EQ(median(Values{3, 1, 2}), 2);
  EXPECT_EQ(median(Values{5, 1, 4, 1000, 2}), 4);
}

TEST(Median, IsTheMeanOfBothMiddlesOfAnEvenNumber) {
  EXPECT_EQ(median(Values{4, 1}), 2.5);
  EXPECT_EQ(median(Values{4, 1, 3, 2}), 2.5);
}

TEST(Summarize, KeepsTheValuesInTheOrderMeasured) {
  const Summary summary = summarize(Values{3, 1, 2});
  EXPECT_EQ(summary.raw, (Values{3, 1, 2}));
  EXPECT_EQ(summary.median, 2);
  EXPECT_EQ(summary.min, 1);
  EXPECT_EQ(summary.max, 3);
  EXPECT_EQ(summary.ci95, std::nullopt);
}

TEST(Summarize, HasTheIntervalOfTheMedian) {
  const Values values = shuffled(20);
  EXPECT_EQ(summarize(values).ci95, median_ci95(values));
}

TEST(SummarizeRatios, DividesValuesOfTheSameRound) {
  const Summary ratios = summarize_ratios(Values{4, 9, 10}, Values{2, 3, 10});
  EXPECT_EQ(ratios.raw, (Values{2, 3, 1}));
  EXPECT_EQ(ratios.median, 2);
}

TEST(SummarizeRatios, CancelsADriftThatMeetsBoth) {
  Values slow, fast;
  for (int round = 1; round <= 10; ++round) {
    slow.push_back(3.0 * round);
    fast.push_back(1.0 * round);
  }
  const Summary ratios = summarize_ratios(slow, fast);
  EXPECT_EQ(ratios.median, 3);
  EXPECT_EQ(ratios.ci95, (Interval{3, 3}));
}

TEST(IsWithin, IsFalseWithoutAnInterval) { EXPECT_FALSE(summarize(Values{1, 1, 1, 1, 1}).is_within(0.5)); }

TEST(IsWithin, HoldsBothEndsToTheFraction) {
  const auto with_interval = [](double low, double high) {
    return Summary{.median = 100, .min = 0, .max = 200, .ci95 = Interval{low, high}, .raw = {}};
  };
  EXPECT_TRUE(with_interval(99, 101).is_within(0.01));
  EXPECT_TRUE(with_interval(100, 100).is_within(0));
  EXPECT_FALSE(with_interval(98.9, 100).is_within(0.01));
  EXPECT_FALSE(with_interval(100, 101.1).is_within(0.01));
}

}  // namespace
}  // namespace crossover
