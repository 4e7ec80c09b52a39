#include "host/lesson/break_even.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "host/lesson/lesson_run.hpp"
#include "host/machine/cpus.hpp"
#include "host/pi/backends/entries.hpp"
#include "tests/support/patience.hpp"

namespace crossover {
namespace {

using Seconds = std::vector<double>;

Summary exactly(double value) { return summarize(Seconds{value}); }

TEST(BreakEvenPoint, IsWhereBothTakeEquallyLong) {
  for (const unsigned workers : {2U, 4U, 64U}) {
    const double start = 29.5e-3, t = 408e-9;
    const auto point = break_even_point(exactly(start), exactly(t), workers);
    ASSERT_TRUE(point);
    EXPECT_NEAR(t * point->samples, start + t * point->samples / workers, 1e-12) << workers;
  }
  EXPECT_NEAR(break_even_point(exactly(29.5e-3), exactly(408e-9), 4)->samples, 9.64e4, 100);
}

TEST(BreakEvenPoint, HasTheIntervalOfItsParts) {
  Summary start = exactly(2), t = exactly(1);
  EXPECT_FALSE(break_even_point(start, t, 2)->interval);
  start.ci95 = Interval{1, 3};
  t.ci95 = Interval{0.5, 2};
  EXPECT_EQ(break_even_point(start, t, 2)->interval, (Interval{1, 12}));
}

TEST(BreakEvenPoint, IsNowhereForOneWorker) {
  EXPECT_FALSE(break_even_point(exactly(1), exactly(1), 1));
  EXPECT_FALSE(break_even_point(exactly(1), exactly(1), 0));
}

/// Twelve rounds of either: by one worker, and by several that take `ratio` times as long.
TimingsAtSize timings(std::uint64_t size, double ratio) { return {size, {Seconds(12, 1), Seconds(12, ratio)}}; }

/// Rounds too uneven to tell.
TimingsAtSize unclear(std::uint64_t size) {
  Seconds several;
  for (int i = 0; i < 12; ++i) several.push_back(i % 3 == 0 ? 0.5 : i % 3 == 1 ? 1 : 2);
  return {size, {Seconds(12, 1), several}};
}

std::optional<MeasuredCrossing> crossing(const std::vector<TimingsAtSize>& points) {
  return crossing_of({.axis = "samples", .points = points});
}

TEST(MeasuredCrossing, IsBetweenTheLastThatDoesNotPayAndTheFirstThatDoes) {
  const auto found = crossing({timings(10, 3), timings(20, 2), unclear(40), timings(80, 0.8), timings(160, 0.6)});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->last_before, 20U);
  EXPECT_EQ(found->first_after, 80U);
}

TEST(MeasuredCrossing, NeedsAllLargerSizesToPay) {
  const auto found = crossing({timings(10, 0.5), timings(20, 2), timings(40, 0.5)});
  EXPECT_EQ(found->last_before, 20U);
  EXPECT_EQ(found->first_after, 40U);
  EXPECT_FALSE(crossing({timings(10, 0.5), unclear(20)})->first_after);
}

TEST(MeasuredCrossing, MayLieOutsideOfWhatWasMeasured) {
  EXPECT_FALSE(crossing({timings(10, 0.5), timings(20, 0.5)})->last_before);
  EXPECT_FALSE(crossing({timings(10, 2), timings(20, 2)})->first_after);
}

TEST(MeasuredCrossing, IsNotToldByTooFewRoundsOrOnABusyMachine) {
  EXPECT_FALSE(crossing({}));
  EXPECT_FALSE(crossing({{10, {Seconds(5, 1), Seconds(5, 2)}}}));
  TimingsAtSize busy = timings(10, 2);
  busy.machine_was_quiet = false;
  EXPECT_FALSE(crossing({busy}));
  EXPECT_FALSE(crossing({{10, {Seconds(9, 1), {}}}})) << "one of them was not measured";
}

Lesson measure(unsigned workers, const Watch<Lesson>& watch = {}) {
  static const Exercise exercise{.name = "even", .title = "Break-even", .share = 1, .run = [](LessonRun& run) {
                                   run.measure(1, [&](double seconds) {
                                     measure_break_even(run, threads_backend, run.workers(), seconds,
                                                        run.lesson().pool.emplace().break_even.emplace());
                                   });
                                 }};
  return run_lesson({.sizes = LessonSizes(),
                     .exercises = {&exercise},
                     .workers = workers,
                     .time_limit = built_with_sanitizer ? 1.5 : 1},
                    watch);
}

TEST(BreakEven, IsMeasuredAroundWhatTheFormulaSays) {
  if (usable_cpus() < 2) GTEST_SKIP() << "no two workers can work at the same time";
  const Lesson lesson = measure(2);
  const BreakEven& even = *lesson.pool->break_even;
  ASSERT_TRUE(even.start);
  EXPECT_GT(even.start->median, 0);
  ASSERT_EQ(even.kernels.size(), 2U);
  if (!built_with_sanitizer) {  // which slow the two down each by its own factor
    EXPECT_GT(even.kernels[0].per_sample->median, even.kernels[1].per_sample->median) << "scalar, simd";
  }
  for (const BreakEvenOfKernel& kernel : even.kernels) {
    const auto& points = kernel.whole_runs.series.points;
    ASSERT_GE(points.size(), 5U);
    const double expected = even.point_of(kernel)->samples;
    EXPECT_LT(static_cast<double>(points.front().size), expected);
    EXPECT_GT(static_cast<double>(points.back().size), expected);
  }
}

TEST(BreakEven, IsNotMeasuredForOneWorker) {
  const Lesson lesson = measure(1);
  EXPECT_FALSE(lesson.pool->break_even->start);
  EXPECT_TRUE(lesson.failures.empty());
}

TEST(BreakEven, IsStopped) {
  int asked = 0;
  const Lesson lesson = measure(2, {.stop_signal = [&] { return ++asked > 40 ? 2 : 0; }});
  EXPECT_EQ(lesson.signal, 2);
}

}  // namespace
}  // namespace crossover
