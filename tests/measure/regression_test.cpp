#include "host/measure/regression.hpp"

#include <gtest/gtest.h>

#include <cstddef>
#include <random>
#include <vector>

namespace crossover {
namespace {

/// Rounds of about so many seconds, each by chance up to `noise` of that off.
std::vector<double> rounds_of(double seconds, double noise, std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> off(-noise, noise);
  std::vector<double> rounds;
  for (std::size_t i = 0; i < count; ++i) rounds.push_back(seconds * (1 + off(random)));
  return rounds;
}

Change change(const std::vector<double>& before, const std::vector<double>& now, double threshold = 0.05) {
  const auto time = change_between(before, now, threshold);
  EXPECT_TRUE(time);
  return time ? time->change : Change::not_clear;
}

TEST(Regression, IsATenthThatIsPastTheThreshold) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    const auto before = rounds_of(1, 0.02, 20, 2 * seed), now = rounds_of(1.1, 0.02, 20, 2 * seed + 1);
    EXPECT_EQ(change(before, now), Change::slower);
    EXPECT_EQ(change(now, before), Change::faster);
    EXPECT_EQ(change(before, now, 0.2), Change::same);
  }
}

TEST(Regression, IsNotSeenInAThousandRunsOfTheSame) {
  unsigned same = 0;
  for (unsigned seed = 0; seed < 1000; ++seed) {
    const Change found = change(rounds_of(1, 0.04, 12, 2 * seed), rounds_of(1, 0.04, 12, 2 * seed + 1));
    EXPECT_NE(found, Change::slower) << seed;
    EXPECT_NE(found, Change::faster) << seed;
    same += found == Change::same;
  }
  EXPECT_GT(same, 800U) << "of the others it is not clear";
}

TEST(Regression, IsNotClearWhereTheIntervalHoldsTheThreshold) {
  EXPECT_EQ(change(rounds_of(1, 0.02, 20, 1), rounds_of(1.05, 0.02, 20, 2)), Change::not_clear);
}

TEST(Regression, IsNotClearWhereTheHalvesOfARunDifferAsMuch) {
  std::vector<double> grows_hot(10, 1.0);
  grows_hot.resize(20, 1.3);
  EXPECT_EQ(change(std::vector<double>(20, 1.0), grows_hot), Change::not_clear);
  EXPECT_EQ(change(grows_hot, std::vector<double>(20, 1.0)), Change::not_clear);
  EXPECT_EQ(change(std::vector<double>(20, 0.5), grows_hot), Change::slower) << "further than from half to half";
}

TEST(Regression, HasTheRatioOfTheMediansAndTheDriftOfTheRunThatDriftsMore) {
  const auto time = change_between(std::vector<double>{2, 2, 2, 2, 2, 2}, std::vector<double>{4, 4, 4, 5, 5, 5}, 0.05);
  ASSERT_TRUE(time);
  EXPECT_DOUBLE_EQ(time->ratio, 2.25);
  EXPECT_DOUBLE_EQ(time->drift, 1.25);
  EXPECT_DOUBLE_EQ(time->ci95.low, 2);
  EXPECT_DOUBLE_EQ(time->ci95.high, 2.5);
}

TEST(Regression, NeedsSixRoundsOfEach) {
  EXPECT_FALSE(change_between(std::vector<double>(5, 1.0), std::vector<double>(20, 1.0), 0.05));
  EXPECT_FALSE(change_between(std::vector<double>(20, 1.0), {}, 0.05));
  EXPECT_TRUE(change_between(std::vector<double>(6, 1.0), std::vector<double>(6, 1.0), 0.05));
}

TimeChange changed_by(double ratio) {
  return *change_between(std::vector<double>(8, 1.0), std::vector<double>(8, ratio), 0.05);
}

TEST(Regression, MayBeTheMachinesWhereThatRanAtAnotherSpeed) {
  for (const double machine : {1.03, 1.3, 1 / 1.03, 1 / 1.3})
    for (const double ratio : {1.0, 1.28, 1.9, 1 / 1.28, 1 / 1.9})
      EXPECT_TRUE(may_be_the_machine(changed_by(ratio), machine, 0.05)) << ratio << ' ' << machine;
  EXPECT_TRUE(may_be_the_machine(changed_by(2.5), 1.3, 0.05));
  EXPECT_TRUE(may_be_the_machine(changed_by(1 / 2.5), 1 / 1.3, 0.05));
}

TEST(Regression, IsTheProgramsWhereTheMachineIsTheSameOrItChangedByTwiceAsMuch) {
  for (const double machine : {1.0, 1.02, 1 / 1.02})
    for (const double ratio : {1.0, 1.1, 1 / 1.1})
      EXPECT_FALSE(may_be_the_machine(changed_by(ratio), machine, 0.05)) << ratio << ' ' << machine;
  EXPECT_FALSE(may_be_the_machine(changed_by(1.1), 1.04, 0.1)) << "less than half the threshold";
  EXPECT_FALSE(may_be_the_machine(changed_by(10), 1.3, 0.05));
  EXPECT_FALSE(may_be_the_machine(changed_by(0.1), 1 / 1.3, 0.05));
  EXPECT_FALSE(may_be_the_machine(changed_by(2.5), 1 / 1.3, 0.05)) << "slower on a faster machine";
}

}  // namespace
}  // namespace crossover
