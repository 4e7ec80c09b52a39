#include "host/lesson/lesson.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <optional>
#include <string>

#include "host/pi/backends/entries.hpp"
#include "kernels/scalar/count_hits.hpp"
#include "tests/support/ended_by.hpp"
#include "tests/support/without_processes.hpp"

namespace crossover {
namespace {

LessonRequest short_lesson() {
  return {.sizes = {.samples_of_thread = 100'000,
                    .keys = 100,
                    .points = 100,
                    .many_points = 2000,
                    .shared_samples = 200'000,
                    .whole_runs = {1000, 100'000}},
          .time_limit = 0.2};
}

/// There is none only where so short a time did not last for a look at each backend, as on a busy machine.
void expect_choice(const std::optional<Tuning>& split) {
  ASSERT_TRUE(split);
  EXPECT_TRUE(split->choice || !split->not_looked_at.empty());
}

TEST(LessonHeld, HasEveryExercise) {
  const Lesson lesson = run_lesson(short_lesson(), {});
  EXPECT_TRUE(lesson.complete());
  EXPECT_EQ(lesson.ending().exit_code(), ExitCode::done);
  ASSERT_TRUE(lesson.gil);
  EXPECT_TRUE(lesson.gil->verified);
  ASSERT_EQ(lesson.gil->runs.size(), 3U);
  EXPECT_EQ(lesson.gil->runs[0].configuration.backend, &serial_backend);
  EXPECT_FALSE(lesson.gil->runs[1].configuration.release_gil);
  EXPECT_TRUE(lesson.gil->runs[2].configuration.release_gil);
  EXPECT_EQ(lesson.gil->range.size(), 200'000U);
  ASSERT_TRUE(lesson.whole_numbers && lesson.fractions);
  EXPECT_EQ(lesson.whole_numbers->runs.size(), 6U);
  EXPECT_EQ(lesson.fractions->runs.size(), 3U);
  ASSERT_TRUE(lesson.whole_runs);
  ASSERT_EQ(lesson.whole_runs->series.points.size(), 2U);
  for (std::size_t i = 0; i < lesson.whole_runs->configurations.size(); ++i)
    EXPECT_GT(*lesson.whole_runs->seconds(i, 1000), 0);
  expect_choice(lesson.split);
}

TEST(LessonHeld, GetsTheQueuesHitsRight) {
  const Lesson lesson = run_lesson(short_lesson(), {});
  ASSERT_TRUE(lesson.queue_of_points && lesson.queue_of_many);
  EXPECT_EQ(lesson.queue_of_points->tally.hits, count_hits_scalar(Seed{42}, {0, 100}));
  EXPECT_EQ(lesson.queue_of_points->message_costs->messages, 100U);
  EXPECT_EQ(lesson.queue_of_many->tally.hits, count_hits_scalar(Seed{42}, {0, 2000}));
}

TEST(LessonHeld, GoesOnWithoutWhatFails) {
  const WithoutProcesses here;
  const Lesson lesson = run_lesson(short_lesson(), {});
  ASSERT_EQ(lesson.failures.size(), 2U);
  EXPECT_EQ(lesson.failures[0].exercise, "pi by started workers");
  EXPECT_EQ(lesson.failures[1].exercise, "pi by whole runs");
  for (const LessonFailure& failure : lesson.failures)
    EXPECT_PRED_FORMAT2(testing::IsSubstring, "processes: a worker process starts no workers", failure.error.what());
  EXPECT_FALSE(lesson.complete());
  EXPECT_EQ(lesson.signal, 0);
  EXPECT_EQ(lesson.ending().exit_code(), ExitCode::failed);
  EXPECT_TRUE(lesson.started && lesson.started->verified);
  ASSERT_TRUE(lesson.whole_runs);
  ASSERT_EQ(lesson.whole_runs->series.points.size(), 2U);
  EXPECT_TRUE(lesson.whole_runs->seconds(1, 1000)) << "threads";
  EXPECT_FALSE(lesson.whole_runs->seconds(2, 1000)) << "processes";
  expect_choice(lesson.split);
}

TEST(LessonHeld, KeepsWhatWasDoneWhenItIsStopped) {
  std::string at_work;
  const Watch<Lesson> watch{.stop_signal = [&] { return at_work != "pi by a queue" ? 0 : SIGINT; },
                            .on_progress = [&](const Progress& progress) { at_work = progress.what; }};
  const Lesson lesson = run_lesson(short_lesson(), watch);
  EXPECT_EQ(lesson.signal, SIGINT);
  EXPECT_FALSE(lesson.complete());
  EXPECT_TRUE(lesson.gil && lesson.whole_numbers && lesson.fractions);
  EXPECT_FALSE(lesson.queue_of_points);
  EXPECT_FALSE(lesson.split);
  EXPECT_EQ(ended_by(2, lesson).ending().exit_code(), ExitCode::interrupted);
}

TEST(LessonHeld, IsStoppedAtWhateverExercise) {
  for (int last = 0; last < 7; ++last) {
    int exercises = 0;
    const Watch<Lesson> watch{.stop_signal = [&] { return exercises <= last ? 0 : SIGINT; },
                              .on_progress = [&](const Progress&) { ++exercises; }};
    const Lesson lesson = run_lesson(short_lesson(), watch);
    EXPECT_EQ(lesson.signal, SIGINT) << last;
    EXPECT_FALSE(lesson.complete()) << last;
  }
}

Lesson with(const Disagreement& disagreement) {
  Lesson lesson;
  lesson.disagreement = disagreement;
  return lesson;
}

TEST(LessonVerdict, IsThatVerificationFailedWhateverStoppedIt) {
  const Configuration serial{&serial_backend, &scalar_kernel, 1};
  EXPECT_EQ(ended_by(2, with({serial, {0, 10}, 3, 4, std::nullopt})).ending().exit_code(),
            ExitCode::verification_failed);
  Lesson lesson;
  lesson.gil = Comparison();
  lesson.gil->disagreement = Disagreement{serial, {0, 10}, 3, 4, std::nullopt};
  EXPECT_EQ(lesson.ending().exit_code(), ExitCode::verification_failed);
  Lesson sorted;
  sorted.whole_numbers = SortComparison();
  sorted.whole_numbers->runs.emplace_back().fault = SortFault{};
  EXPECT_EQ(sorted.ending().exit_code(), ExitCode::verification_failed);
}

TEST(LessonVerdict, IsTheFailures) {
  Lesson lesson;
  lesson.failures.push_back({"splitting", Error("no more processes")});
  EXPECT_EQ(lesson.ending().exit_code(), ExitCode::failed);
}

TEST(WholeRuns, KnowTheirMedians) {
  const WholeRuns whole{.configurations = {}, .series = {.axis = "samples", .points = {{1000, {{3, 1, 2}, {}}}}}};
  EXPECT_EQ(whole.seconds(0, 1000), 2);
  EXPECT_FALSE(whole.seconds(1, 1000));
  EXPECT_FALSE(whole.seconds(0, 2000));
}

}  // namespace
}  // namespace crossover
