#include "host/measure/series/narrowing.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace crossover {
namespace {

const Crossing wide{0, 1, 1000, 4000};

Series measured_at(const std::vector<std::uint64_t>& sizes) {
  Series series{.axis = "samples", .points = {}};
  for (const std::uint64_t size : sizes) series.points.push_back({size, {{1}, {1}}});
  return series;
}

TEST(Narrowing, BeginsInTheMiddle) { EXPECT_EQ(size_to_measure_within(measured_at({1000, 4000}), wide), 2000U); }

TEST(Narrowing, EndsWhenTheEndsAreWithinATenth) {
  EXPECT_EQ(size_to_measure_within(measured_at({1000, 1100}), {0, 1, 1000, 1100}), std::nullopt);
  EXPECT_TRUE(size_to_measure_within(measured_at({1000, 1111}), {0, 1, 1000, 1111}));
  EXPECT_EQ(size_to_measure_within(measured_at({3, 4}), {0, 1, 3, 4}), std::nullopt) << "there is no size between";
}

TEST(Narrowing, GoesOnBesideSizesAtWhichNobodyWon) {
  EXPECT_EQ(size_to_measure_within(measured_at({1000, 2000, 4000}), wide), 1414U);
  EXPECT_EQ(size_to_measure_within(measured_at({1000, 1414, 2000, 4000}), wide), 2828U);
  EXPECT_EQ(size_to_measure_within(measured_at({10, 1000, 1414, 2828, 4000, 9000}), wide), 3363U);
}

TEST(Narrowing, EndsWhenTheMachineCannotTellMore) {
  EXPECT_EQ(size_to_measure_within(measured_at({1000, 1040, 2000, 3900, 4000}), wide), std::nullopt);
}

/// Of two candidates, the second of which overtakes the first between 1000 and 4000.
TEST(NextProbe, TakesTheTimeOfEightRunsAtTheUpperEnd) {
  const std::vector<double> one(12, 1), two(12, 2), three(12, 3);
  const Series series{.axis = "samples", .points = {{1000, {one, two}}, {4000, {three, two}}}};
  const auto probe = next_probe(series);
  ASSERT_TRUE(probe);
  EXPECT_EQ(probe->size, 2000U);
  EXPECT_DOUBLE_EQ(probe->seconds, 8 * (3 + 2));
}

TEST(NextProbe, IsNoneWhereNothingCrosses) {
  EXPECT_FALSE(next_probe({.axis = "samples", .points = {{1000, {{1}, {1}}}}}));
}

}  // namespace
}  // namespace crossover
