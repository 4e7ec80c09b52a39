#include "host/measure/scaling/serial_fraction.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace crossover {
namespace {

/// By a law, in so many rounds, by turns a little more and less.
SpeedUps by_law(Scaling scaling, double fraction, unsigned workers, double noise = 0, std::size_t rounds = 12) {
  SpeedUps of{workers, {}};
  for (std::size_t round = 0; round < rounds; ++round)
    of.by_rounds.push_back(speed_up_by(scaling, fraction, workers) * (1 + (round % 2 == 0 ? noise : -noise)));
  return of;
}

TEST(SpeedUpBy, IsAmdahlsLawForTheSameWork) {
  EXPECT_DOUBLE_EQ(speed_up_by(Scaling::strong, 0, 8), 8);
  EXPECT_DOUBLE_EQ(speed_up_by(Scaling::strong, 1, 8), 1);
  EXPECT_DOUBLE_EQ(speed_up_by(Scaling::strong, 0.5, 4), 1.6);
  EXPECT_NEAR(speed_up_by(Scaling::strong, 0.05, 1'000'000), 20, 0.01);
}

TEST(SpeedUpBy, IsGustafsonsLawForMoreWork) {
  EXPECT_DOUBLE_EQ(speed_up_by(Scaling::weak, 0, 8), 8);
  EXPECT_DOUBLE_EQ(speed_up_by(Scaling::weak, 1, 8), 1);
  EXPECT_NEAR(speed_up_by(Scaling::weak, 0.004, 1024), 1019.9, 0.1);
}

TEST(SerialFraction, IsTheLawTheOtherWayRound) {
  for (const Scaling scaling : {Scaling::strong, Scaling::weak})
    for (const double fraction : {0.0, 0.01, 0.3, 1.0})
      for (const unsigned workers : {2U, 3U, 64U})
        EXPECT_NEAR(serial_fraction(scaling, speed_up_by(scaling, fraction, workers), workers), fraction, 1e-12);
}

/// Worked out by hand: (1/1.6 - 1/2) / (1 - 1/2) and (1/5 - 1/8) / (1 - 1/8).
TEST(SerialFraction, IsKarpAndFlatts) {
  EXPECT_DOUBLE_EQ(serial_fraction(Scaling::strong, 1.6, 2), 0.25);
  EXPECT_DOUBLE_EQ(serial_fraction(Scaling::strong, 5, 8), 0.6 / 7);
}

TEST(SerialFraction, IsNegativeWhereWorkersAreMoreThanTheirNumber) {
  EXPECT_LT(serial_fraction(Scaling::strong, 2.1, 2), 0);
  EXPECT_LT(serial_fraction(Scaling::weak, 2.1, 2), 0);
}

TEST(FitSerialFraction, FindsThatOfALaw) {
  for (const Scaling scaling : {Scaling::strong, Scaling::weak})
    for (const double fraction : {0.0, 0.02, 0.7}) {
      const auto fit = fit_serial_fraction(
          scaling,
          std::vector{by_law(scaling, fraction, 2), by_law(scaling, fraction, 4), by_law(scaling, fraction, 9)});
      ASSERT_TRUE(fit);
      EXPECT_NEAR(fit->value, fraction, 1e-9);
      EXPECT_NEAR(fit->ci95.low, fraction, 1e-9);
      EXPECT_NEAR(fit->ci95.high, fraction, 1e-9);
      EXPECT_NEAR(fit->relative_error, 0, 1e-9);
    }
}

TEST(FitSerialFraction, HasAnIntervalAboutIt) {
  constexpr double fraction = 0.1;
  const auto fit = fit_serial_fraction(
      Scaling::strong, std::vector{by_law(Scaling::strong, fraction, 2, 0.02), by_law(Scaling::strong, 0.11, 4, 0.02),
                                   by_law(Scaling::strong, 0.095, 8, 0.02)});
  ASSERT_TRUE(fit);
  EXPECT_LT(fit->ci95.low, fraction);
  EXPECT_GT(fit->ci95.high, fraction);
  EXPECT_LT(fit->ci95.high - fit->ci95.low, 0.1);
}

TEST(FitSerialFraction, SaysHowFarOffTheLawIs) {
  SpeedUps stuck = by_law(Scaling::strong, 0, 2);
  stuck.workers = 8;  // 8 are as fast as 2
  const auto fit = fit_serial_fraction(Scaling::strong, std::vector{by_law(Scaling::strong, 0, 2), stuck});
  ASSERT_TRUE(fit);
  EXPECT_GT(fit->relative_error, 0.05);
}

TEST(FitSerialFraction, IsNotNegative) {
  SpeedUps more = by_law(Scaling::strong, 0, 4);
  for (double& times : more.by_rounds) times = 4.4;
  const auto fit = fit_serial_fraction(Scaling::strong, std::vector{by_law(Scaling::strong, 0, 2), more});
  ASSERT_TRUE(fit);
  EXPECT_EQ(fit->value, 0);
  EXPECT_FALSE(fit->most());
}

TEST(FitSerialFraction, NeedsTwoNumbersOfWorkers) {
  EXPECT_FALSE(fit_serial_fraction(Scaling::strong, {}));
  EXPECT_FALSE(fit_serial_fraction(Scaling::strong, std::vector{by_law(Scaling::strong, 0.1, 2)}));
}

TEST(FitSerialFraction, BoundsWhatAnyNumberOfWorkersReaches) {
  const auto fit = fit_serial_fraction(Scaling::strong,
                                       std::vector{by_law(Scaling::strong, 0.05, 2), by_law(Scaling::strong, 0.05, 4)});
  ASSERT_TRUE(fit);
  EXPECT_NEAR(*fit->most(), 20, 1e-6);
}

}  // namespace
}  // namespace crossover
