#include "host/measure/series/line_fit.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace crossover {
namespace {

using Points = std::vector<LinePoint>;

TEST(FitLine, FindsTheLineThatPointsLieOn) {
  const auto line = fit_line(Points{{1e3, 5e-6}, {1e5, 104e-6}, {1e7, 10.004e-3}});  // 4 us + 1 ns a sample
  ASSERT_TRUE(line);
  EXPECT_NEAR(line->t0, 4e-6, 1e-12);
  EXPECT_NEAR(line->rate(), 1e9, 1);
  EXPECT_NEAR(line->seconds(2e6), 2.004e-3, 1e-9);
}

// 2 and 3 are a tenth off; by absolute errors the long one would decide alone.
TEST(FitLine, GoesByRelativeErrors) {
  const auto line = fit_line(Points{{1, 2}, {1, 2}, {1e6, 1.1e6}, {1e6, 0.9e6}});
  ASSERT_TRUE(line);
  EXPECT_NEAR(line->seconds(1), 2, 0.02);
}

TEST(FitLine, HasNoNegativeStart) {
  const auto line = fit_line(Points{{1, 0.5}, {10, 10}, {100, 110}});
  ASSERT_TRUE(line);
  EXPECT_EQ(line->t0, 0);
  EXPECT_GT(line->slope, 0.5);
  EXPECT_LT(line->slope, 1.1);
}

TEST(FitLine, NeedsTwoAmountsOfWorkAndTimesThatGrow) {
  EXPECT_FALSE(fit_line(Points{}));
  EXPECT_FALSE(fit_line(Points{{10, 1}}));
  EXPECT_FALSE(fit_line(Points{{10, 1}, {10, 2}}));
  EXPECT_FALSE(fit_line(Points{{10, 2}, {20, 1}}));
}

TEST(LineCrossing, IsWhereBothTakeAsLong) {
  const Line serial{1, 0.5}, threads{5, 0.25};
  EXPECT_DOUBLE_EQ(crossing_of(serial, threads).value(), 16);
  EXPECT_FALSE(crossing_of(threads, serial)) << "the slower one never overtakes";
  EXPECT_FALSE(crossing_of(serial, {0, 0.25})) << "it is faster from the beginning";
  EXPECT_FALSE(crossing_of(serial, serial));
}

TEST(Work, OfASizeIsFoundBack) {
  EXPECT_DOUBLE_EQ(work_of(Growth::linear, 1e6), 1e6);
  EXPECT_DOUBLE_EQ(work_of(Growth::n_log_n, 1024), 10'240);
  for (const double size : {2.0, 1000.0, 1e9})
    for (const Growth growth : {Growth::linear, Growth::n_log_n})
      EXPECT_NEAR(size_of_work(growth, work_of(growth, size)) / size, 1, 1e-9);
}

}  // namespace
}  // namespace crossover
