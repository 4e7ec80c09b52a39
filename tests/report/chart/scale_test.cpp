#include "host/report/chart/scale.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace crossover {
namespace {

std::vector<std::string> labels_of(const Scale& scale) {
  std::vector<std::string> labels;
  for (const Tick& tick : scale.ticks())
    if (!tick.label.empty()) labels.push_back(tick.label);
  return labels;
}

using Labels = std::vector<std::string>;

TEST(Scale, OfALinearAxisBeginsAndEndsAtRoundNumbers) {
  const Scale scale(AxisKind::linear, 0, 17.3, 100, 500);
  EXPECT_EQ(scale.high(), 20);
  EXPECT_EQ(scale.at(0), 100);
  EXPECT_EQ(scale.at(10), 300);
  EXPECT_EQ(labels_of(scale), (Labels{"0", "5", "10", "15", "20"}));
}

TEST(Scale, OfALogarithmicAxisHasDecadesAndThinLinesAtTwoAndFive) {
  const Scale scale(AxisKind::logarithmic, 1e3, 1e5, 0, 200);
  EXPECT_EQ(scale.at(1e4), 100);
  EXPECT_EQ(labels_of(scale), (Labels{"10³", "10⁴", "10⁵"}));
  EXPECT_EQ(scale.ticks().size(), 7U);
}

TEST(Scale, NeverHasMoreThanSixLabels) {
  for (const double decades : {1., 2., 3., 5., 6., 7., 9., 12., 14.})
    for (const AxisKind kind : {AxisKind::linear, AxisKind::count, AxisKind::logarithmic}) {
      const Scale scale(kind, 2e-9, 2e-9 * std::pow(10, decades), 0, 100);
      EXPECT_LE(labels_of(scale).size(), 6U) << decades;
      EXPECT_GE(labels_of(scale).size(), kind == AxisKind::logarithmic ? 1U : 2U) << decades;
    }
}

TEST(Scale, OfCountsHasWholeNumbers) {
  EXPECT_EQ(labels_of(Scale(AxisKind::count, 0, 2, 0, 1)), (Labels{"0", "1", "2"}));
  EXPECT_EQ(labels_of(Scale(AxisKind::count, 1, 64, 0, 1)), (Labels{"0", "20", "40", "60", "80"}));
}

TEST(Scale, OfRatiosHasOneInTheMiddle) {
  for (const double most : {1.001, 1.2, 3.}) {
    const Scale scale(AxisKind::ratio, 0.95, most, 0, 100);
    EXPECT_NEAR(scale.at(1), 50, 1e-9);
    EXPECT_GT(scale.at(most), 50);
    EXPECT_LE(scale.at(most), 100);
    const auto ticks = scale.ticks();
    EXPECT_EQ(std::ranges::count(ticks, Tick{1, "1"}), 1) << most;
  }
}

TEST(Scale, OfRatiosFarFromOneHoldsItAndLeavesNoRoomUnused) {
  const Scale slow(AxisKind::ratio, 0.003, 2, 0, 100), fast(AxisKind::ratio, 0.9, 700, 0, 100);
  EXPECT_EQ(slow.low(), 0.002);
  EXPECT_EQ(slow.high(), 2);
  EXPECT_EQ(fast.low(), 0.5);
  EXPECT_EQ(fast.high(), 1000);
  const Scale only_slow(AxisKind::ratio, 0.01, 0.1, 0, 100);
  EXPECT_EQ(only_slow.high(), 1);
}

TEST(Scale, KeepsWhatLiesBeyondItsEndsAtThem) {
  const Scale scale(AxisKind::logarithmic, 1, 100, 10, 20);
  EXPECT_EQ(scale.at(1e-3), 10);
  EXPECT_EQ(scale.at(1e9), 20);
}

TEST(Scale, OfOneValueHasRoomForIt) {
  for (const AxisKind kind : {AxisKind::linear, AxisKind::count, AxisKind::logarithmic, AxisKind::ratio}) {
    const Scale scale(kind, 1, 1, 0, 100);
    EXPECT_LT(scale.low(), scale.high());
    EXPECT_TRUE(std::isfinite(scale.at(1)));
  }
}

TEST(PowersOfTen, AreWrittenWithRaisedDigits) {
  EXPECT_EQ(power_of_ten(3), "10³");
  EXPECT_EQ(power_of_ten(-12), "10⁻¹²");
  EXPECT_EQ(power_of_ten(0), "10⁰");
}

}  // namespace
}  // namespace crossover
