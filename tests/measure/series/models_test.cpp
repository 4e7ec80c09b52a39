#include "host/measure/series/models.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

namespace crossover {
namespace {

using Seconds = std::vector<double>;

/// Eight rounds around what the line says, up to a part of it more or less.
Seconds rounds_on(const Line& line, double size, double spread) {
  Seconds seconds;
  for (const double off : {-1.0, 1.0, -0.5, 0.5, 0.25, -0.25, 0.0, 0.0})
    seconds.push_back(line.seconds(size) * (1 + spread * off));
  return seconds;
}

const Line serial{1e-6, 2e-9}, threads{61e-6, 1e-9};  // cross at 60 us / 1 ns = 60 000

Series two_lines(double spread = 0.01) {
  Series series{.axis = "samples", .points = {}};
  for (const std::uint64_t size : {1000U, 10'000U, 100'000U, 1'000'000U}) {
    const auto n = static_cast<double>(size);
    series.points.push_back({size, {rounds_on(serial, n, spread), rounds_on(threads, n, spread)}});
  }
  return series;
}

TEST(Lines, AreThoseThatTheRoundsLieAround) {
  const auto model = Lines(two_lines()).model_of(1);
  ASSERT_TRUE(model);
  EXPECT_NEAR(model->line.t0, 61e-6, 0.1e-6);
  EXPECT_NEAR(model->line.rate(), 1e9, 2e6);
  EXPECT_EQ(model->sizes, 4U);
  EXPECT_LT(model->relative_error, 0.001);
}

TEST(Lines, HaveIntervalsThatHoldTheLineAndGrowWithTheSpread) {
  const auto narrow = Lines(two_lines(0.01)).model_of(1), wide = Lines(two_lines(0.1)).model_of(1);
  ASSERT_TRUE(narrow && wide);
  for (const auto& model : {*narrow, *wide}) {
    EXPECT_LE(model.t0_ci95.low, model.line.t0);
    EXPECT_GE(model.t0_ci95.high, model.line.t0);
    EXPECT_LE(model.rate_ci95.low, model.line.rate());
    EXPECT_GE(model.rate_ci95.high, model.line.rate());
  }
  EXPECT_GT(wide->t0_ci95.high - wide->t0_ci95.low, 5 * (narrow->t0_ci95.high - narrow->t0_ci95.low));
}

TEST(Lines, CrossWhereBothTakeAsLong) {
  const auto crossing = Lines(two_lines()).crossing_of(0, 1);
  ASSERT_TRUE(crossing);
  EXPECT_NEAR(crossing->size, 60'000, 300);
  EXPECT_LT(crossing->low, 60'000);
  ASSERT_TRUE(crossing->high);
  EXPECT_GT(*crossing->high, 60'000);
  EXPECT_LT(*crossing->high - crossing->low, 6000);
}

TEST(Lines, OfWorkThatGrowsAsNLogNCrossAtASize) {
  Series series = two_lines();
  series.growth = Growth::n_log_n;
  for (TimingsAtSize& at : series.points) {
    const double work = work_of(Growth::n_log_n, static_cast<double>(at.size));
    at.seconds = {rounds_on(serial, work, 0), rounds_on(threads, work, 0)};
  }
  const auto crossing = Lines(series).crossing_of(0, 1);
  ASSERT_TRUE(crossing);
  EXPECT_NEAR(work_of(Growth::n_log_n, crossing->size), 60'000, 1);
}

TEST(Lines, ThatDoNotCrossHaveNoCrossing) {
  const Lines lines(two_lines());
  EXPECT_FALSE(lines.crossing_of(1, 0));
  EXPECT_FALSE(lines.crossing_of(0, 0));
}

TEST(Lines, AreTheSameEveryTime) {
  const auto once = Lines(two_lines()).crossing_of(0, 1), again = Lines(two_lines()).crossing_of(0, 1);
  ASSERT_TRUE(once && again);
  EXPECT_EQ(once->low, again->low);
  EXPECT_EQ(once->high, again->high);
}

/// Spoils the smallest size by a time that is far off.
Series with_a_wrong_size() {
  Series series = two_lines(0);
  series.points.front().seconds[1] = Seconds(8, 1.0);
  return series;
}

TEST(Lines, LeaveOutSizesWhoseWorkersHadNothingToDo) {
  Series series = with_a_wrong_size();
  series.points.front().had_idle_workers = {false, true};
  const Lines lines(series);
  EXPECT_NEAR(lines.crossing_of(0, 1).value().size, 60'000, 1);
  EXPECT_EQ(lines.model_of(1).value().sizes, 3U);
  EXPECT_EQ(lines.model_of(0).value().sizes, 4U);
}

TEST(Lines, LeaveOutSizesAtWhichTheMachineWasBusyOrThatHaveFewRounds) {
  Series busy = with_a_wrong_size(), few = with_a_wrong_size();
  busy.points.front().machine_was_quiet = false;
  few.points.front().seconds[1].resize(5);
  for (const Series& series : {busy, few}) EXPECT_NEAR(Lines(series).crossing_of(0, 1).value().size, 60'000, 1);
}

TEST(Lines, NeedThreeSizes) {
  Series series = two_lines();
  series.points.resize(2);
  EXPECT_FALSE(Lines(series).model_of(0));
  EXPECT_FALSE(Lines(series).crossing_of(0, 1));
  EXPECT_FALSE(Lines(Series{.axis = "samples", .points = {}}).model_of(0));
}

// Of many rounds neighbours are taken together, so that a report with many sizes takes no time.
TEST(Lines, OfManyRoundsAreThoseOfTheirMedians) {
  Series series = two_lines(0);
  for (TimingsAtSize& at : series.points)
    for (Seconds& seconds : at.seconds) seconds.resize(10'000, seconds.front());
  EXPECT_NEAR(Lines(series).crossing_of(0, 1).value().size, 60'000, 1);
}

}  // namespace
}  // namespace crossover
