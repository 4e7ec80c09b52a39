#include "host/measure/series/overtaking.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <vector>

namespace crossover {
namespace {

using Seconds = std::vector<double>;

Seconds six(double seconds) { return Seconds(6, seconds); }

/// 0: 1 s and 1 s for each 1000; 1: 100 s and 0.1 s for each 1000, so that they cross at 110 000; 2: always slower.
Series three_lines() {
  Series series{.axis = "samples", .points = {}};
  for (const std::uint64_t size : {1000U, 10'000U, 100'000U, 200'000U, 1'000'000U}) {
    const double thousands = static_cast<double>(size) / 1000;
    series.points.push_back({size, {six(1 + thousands), six(100 + thousands / 10), six(200 + 2 * thousands)}});
  }
  return series;
}

TEST(PairOf, HasThoseTwoWhereBothWereMeasured) {
  Series series = three_lines();
  series.points[1].seconds[2].clear();
  series.points[0].had_idle_workers = {false, false, true};
  const Series pair = pair_of(series, 2, 0);
  ASSERT_EQ(pair.points.size(), 4U);
  EXPECT_EQ(pair.points[0].size, 1000U);
  EXPECT_EQ(pair.points[0].seconds, (std::vector<Seconds>{six(202), six(2)}));
  EXPECT_FALSE(pair.points[0].is_whole(0));
  EXPECT_TRUE(pair.points[0].is_whole(1));
  EXPECT_EQ(pair.points[1].size, 100'000U);
}

TEST(Overtakings, HaveWhatWasMeasuredAndWhatTheLinesSay) {
  const Series series = three_lines();
  const auto all = overtakings_of(series, Lines(series), 0, 1);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].from, 0U);
  EXPECT_EQ(all[0].to, 1U);
  EXPECT_EQ(all[0].measured, (Crossing{0, 1, 100'000, 200'000}));
  ASSERT_TRUE(all[0].model);
  EXPECT_NEAR(all[0].model->size, 110'000, 1);
  EXPECT_EQ(all[0].model_over_measured(), 1);
}

TEST(Overtakings, AreOfTheLinesAloneWhereNothingWasMeasured) {
  Series series = three_lines();
  series.points.resize(3);  // up to 100 000
  const auto all = overtakings_of(series, Lines(series), 0, 1);
  ASSERT_EQ(all.size(), 1U);
  EXPECT_FALSE(all[0].measured);
  EXPECT_NEAR(all[0].model.value().size, 110'000, 1);
  EXPECT_FALSE(all[0].model_over_measured());
}

TEST(Overtakings, AreNoneWhereNobodyOvertakes) {
  const Series series = three_lines();
  EXPECT_TRUE(overtakings_of(series, Lines(series), 0, 2).empty());
}

TEST(Overtakings, OfTheFastestGoByAllCandidates) {
  const Series series = three_lines();
  const auto all = overtakings_of_the_fastest(series, Lines(series));
  ASSERT_EQ(all.size(), 1U);
  EXPECT_EQ(all[0].measured, (Crossing{0, 1, 100'000, 200'000}));
  EXPECT_TRUE(all[0].model);
}

TEST(Overtaking, TellsHowFarTheLinesAreFromWhatWasMeasured) {
  const auto over = [](double low, std::optional<double> high) {
    return Overtaking{0, 1, Crossing{0, 1, 1000, 2000}, ModelCrossing{low, low, high}}.model_over_measured();
  };
  EXPECT_EQ(over(1500, 1600), 1);
  EXPECT_EQ(over(2000, 3000), 1) << "they touch";
  EXPECT_EQ(over(500, 1000), 1);
  EXPECT_EQ(over(500, 800), 0.8);
  EXPECT_EQ(over(3000, 5000), 1.5);
  EXPECT_EQ(over(3000, std::nullopt), 1.5);
  EXPECT_EQ(over(500, std::nullopt), 1);
}

}  // namespace
}  // namespace crossover
