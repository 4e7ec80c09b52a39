#include "host/lesson/lesson.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "host/lesson/lesson_run.hpp"
#include "host/pi/backends/entries.hpp"
#include "kernels/scalar/count_hits.hpp"
#include "tests/support/ended_by.hpp"
#include "tests/support/without_processes.hpp"

namespace crossover {
namespace {

LessonRequest short_lesson() {
  return {.sizes = {.samples_of_thread = 100'000,
                    .keys = 100,
                    .many_keys = 1000,
                    .points = 100,
                    .many_points = 2000,
                    .queue_runs = 3,
                    .pool_samples = {1000, 100'000},
                    .samples_to_split = 200'000},
          .workers = 2,
          .time_limit = 0.2};
}

/// There is none only where so short a time did not last for a look at each backend, as on a busy machine.
void expect_choice(const std::optional<Tuning>& split) {
  ASSERT_TRUE(split);
  EXPECT_TRUE(split->choice || !split->not_looked_at.empty());
}

TEST(RunLesson, HasEveryExercise) {
  const Lesson lesson = run_lesson(short_lesson(), {});
  EXPECT_TRUE(lesson.is_over);
  EXPECT_TRUE(lesson.complete());
  EXPECT_EQ(lesson.done, 6U);
  EXPECT_EQ(lesson.ending().exit_code(), ExitCode::done);
  ASSERT_TRUE(lesson.threads && lesson.threads->one_thread && lesson.threads->two_threads);
  EXPECT_TRUE(lesson.threads->one_thread->verified && lesson.threads->two_threads->verified);
  EXPECT_EQ(lesson.threads->one_thread->range.size(), 100'000U);
  EXPECT_EQ(lesson.threads->two_threads->range.size(), 200'000U);
  const auto& two = lesson.threads->two_threads->runs;
  ASSERT_EQ(two.size(), 3U);
  EXPECT_EQ(two[ThreadsExercise::alone].configuration.backend, &serial_backend);
  EXPECT_FALSE(two[ThreadsExercise::holding].configuration.release_gil);
  EXPECT_TRUE(two[ThreadsExercise::releasing].configuration.release_gil);
  ASSERT_TRUE(lesson.sorting);
  EXPECT_EQ(lesson.sorts().size(), 4U);
  EXPECT_EQ(lesson.sorting->by_std->runs[1].configuration.sharing, Sharing::gil);
  ASSERT_TRUE(lesson.pool && lesson.pool->whole_runs && lesson.pool->started);
  ASSERT_EQ(lesson.pool->whole_runs->series.points.size(), 2U);
  for (std::size_t i = 0; i < lesson.pool->whole_runs->configurations.size(); ++i)
    EXPECT_GT(lesson.pool->whole_runs->seconds(i, 1000).value().median, 0);
  expect_choice(lesson.split);
}

TEST(RunLesson, HasThePoolWithTheLessonsWorkersAndWithTheMachines) {
  LessonRequest request = short_lesson();
  request.exercises = {&pool_exercise};
  const auto workers_of = [&](unsigned workers) {
    request.workers = workers;
    const Lesson lesson = run_lesson(request, {});
    std::vector<unsigned> all;
    for (const Configuration& c : lesson.pool->whole_runs->configurations) all.push_back(c.workers);
    return all;
  };
  EXPECT_EQ(workers_of(2), (std::vector<unsigned>{1, 4, 2}));
  EXPECT_EQ(workers_of(4), (std::vector<unsigned>{1, 4}));
  EXPECT_EQ(workers_of(1), (std::vector<unsigned>{1, 4}));
}

TEST(RunLesson, GetsTheQueuesHitsRight) {
  LessonRequest request = short_lesson();
  request.exercises = {&queue_exercise};
  const Lesson lesson = run_lesson(request, {});
  ASSERT_TRUE(lesson.queue && lesson.queue->as_written && lesson.queue->repaired && lesson.queue->many_points);
  EXPECT_EQ(lesson.queue->as_written->runs, 3U);
  EXPECT_EQ(lesson.queue->repaired->tally.hits, count_hits_scalar(Seed{42}, {0, 100}));
  EXPECT_EQ(lesson.queue->repaired->message_costs->messages, 100U);
  for (const PiRun& run : lesson.queue->many_points->runs)
    EXPECT_EQ(run.tally.hits, count_hits_scalar(Seed{42}, {0, 2000}));
}

TEST(RunLesson, CountsOthersInEachOfTheModelSolutionsProcesses) {
  LessonRequest request = short_lesson();
  request.exercises = {&model_queue_exercise};
  const Lesson lesson = run_lesson(request, {});
  ASSERT_TRUE(lesson.weak_scaling);
  const WeakScaling& weak = *lesson.weak_scaling;
  ASSERT_EQ(weak.tallies.size(), 2U);
  EXPECT_EQ(weak.tallies[0].hits, count_hits_scalar(Seed{42}, {0, 100'000}));
  EXPECT_EQ(weak.tallies[1].hits, count_hits_scalar(Seed{42}, {100'000, 200'000}));
  EXPECT_EQ(weak.hits(), weak.tallies[0].hits + weak.tallies[1].hits);
  EXPECT_EQ(weak.samples(), 200'000U);
  EXPECT_EQ(weak.of_one.size(), weak.of_all.size());
}

TEST(RunLesson, DoesOnlyWhatIsAskedFor) {
  LessonRequest request = short_lesson();
  request.exercises = {&sorting_exercise};
  const Lesson lesson = run_lesson(request, {});
  EXPECT_TRUE(lesson.complete());
  EXPECT_TRUE(lesson.sorting);
  EXPECT_FALSE(lesson.threads || lesson.queue || lesson.weak_scaling || lesson.pool || lesson.split);
}

TEST(RunLesson, ShowsEachMeasurementWhenItIsThere) {
  LessonRequest request = short_lesson();
  request.exercises = {&sorting_exercise};
  std::vector<std::size_t> sorts;
  run_lesson(request, {.on_part = [&](const Lesson& so_far) { sorts.push_back(so_far.sorts().size()); }});
  EXPECT_EQ(sorts, (std::vector<std::size_t>{0, 1, 2, 3, 4, 4}));
}

TEST(RunLesson, WaitsBeforeMeasuringAndBeforeTheAnswers) {
  LessonRequest request = short_lesson();
  request.exercises = {&queue_exercise, &model_queue_exercise};
  std::vector<std::string> waits;
  const Lesson* now = nullptr;
  request.wait = [&](const Exercise& exercise, LessonStage stage) {
    ASSERT_NE(now, nullptr) << "nothing was shown before";
    const bool is_measured = exercise.name == "queue" ? now->queue.has_value() : now->weak_scaling.has_value();
    EXPECT_EQ(is_measured, stage == LessonStage::answers);
    waits.emplace_back(exercise.name);
  };
  run_lesson(request, {.on_part = [&](const Lesson& so_far) { now = &so_far; }});
  EXPECT_EQ(waits, (std::vector<std::string>{"queue", "queue", "model-queue", "model-queue"}));
}

TEST(RunLesson, GoesOnWithoutWhatFails) {
  const WithoutProcesses here;
  const Lesson lesson = run_lesson(short_lesson(), {});
  std::set<std::string_view> failed;
  for (const LessonFailure& failure : lesson.failures) failed.insert(failure.exercise->name);
  EXPECT_EQ(failed, (std::set<std::string_view>{"pool"})) << "the model solution's processes are started otherwise";
  EXPECT_PRED_FORMAT2(testing::IsSubstring, "processes: a worker process starts no workers",
                      lesson.failures.front().error.what());
  EXPECT_FALSE(lesson.complete());
  EXPECT_EQ(lesson.signal, 0);
  EXPECT_EQ(lesson.ending().exit_code(), ExitCode::failed);
  ASSERT_TRUE(lesson.pool && lesson.pool->whole_runs && lesson.pool->started);
  EXPECT_TRUE(lesson.pool->started->verified);
  EXPECT_TRUE(lesson.pool->whole_runs->seconds(0, 1000)) << "one worker";
  EXPECT_FALSE(lesson.pool->whole_runs->seconds(1, 1000)) << "processes";
  EXPECT_FALSE(lesson.pool->break_even->start);
  expect_choice(lesson.split);
}

TEST(RunLesson, KeepsWhatWasDoneWhenItIsStopped) {
  std::string at_work;
  const Watch<Lesson> watch{.stop_signal = [&] { return at_work != queue_exercise.title ? 0 : SIGINT; },
                            .on_progress = [&](const Progress& progress) { at_work = progress.what; }};
  const Lesson lesson = run_lesson(short_lesson(), watch);
  EXPECT_EQ(lesson.signal, SIGINT);
  EXPECT_FALSE(lesson.complete());
  EXPECT_TRUE(lesson.is_over);
  EXPECT_EQ(lesson.done, 2U);
  EXPECT_TRUE(lesson.threads && lesson.sorting);
  EXPECT_FALSE(lesson.split);
  EXPECT_EQ(ended_by(2, lesson).ending().exit_code(), ExitCode::interrupted);
}

TEST(RunLesson, IsStoppedAtWhateverExercise) {
  for (int last = 0; last < 6; ++last) {
    int begun = 0;
    const Watch<Lesson> watch{.stop_signal = [&] { return begun <= last ? 0 : SIGINT; },
                              .on_progress = [&](const Progress&) { ++begun; }};
    const Lesson lesson = run_lesson(short_lesson(), watch);
    EXPECT_EQ(lesson.signal, SIGINT) << last;
    EXPECT_FALSE(lesson.complete()) << last;
  }
}

TEST(RunLesson, IsStoppedWhileItWaits) {
  LessonRequest request = short_lesson();
  int signal = 0;
  request.wait = [&](const Exercise&, LessonStage stage) { signal = stage == LessonStage::answers ? SIGINT : 0; };
  const Lesson lesson = run_lesson(request, {.stop_signal = [&] { return signal; }});
  EXPECT_EQ(lesson.signal, SIGINT);
  EXPECT_EQ(lesson.done, 0U);
  EXPECT_TRUE(lesson.threads);
}

TEST(Exercises, AreNumberedAsInTheLesson) {
  ASSERT_EQ(exercises().size(), 6U);
  double shares = 0;
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < exercises().size(); ++i) {
    EXPECT_EQ(number_of(*exercises()[i]), i + 1);
    names.insert(exercises()[i]->name);
    shares += exercises()[i]->share;
  }
  EXPECT_EQ(names.size(), exercises().size());
  EXPECT_GT(shares, 0.9);
}

TEST(LessonEnding, IsThatVerificationFailedWhateverStoppedIt) {
  const Configuration serial{&serial_backend, &scalar_kernel, 1};
  const Disagreement disagreement{serial, {0, 10}, 3, 4, std::nullopt};
  Lesson lesson;
  lesson.disagreement = disagreement;
  EXPECT_EQ(ended_by(2, lesson).ending().exit_code(), ExitCode::verification_failed);
  Lesson compared;
  compared.threads.emplace().two_threads.emplace().disagreement = disagreement;
  EXPECT_EQ(compared.ending().exit_code(), ExitCode::verification_failed);
  Lesson sorted;
  sorted.sorting.emplace().by_std.emplace().runs.emplace_back().fault = SortFault{};
  EXPECT_EQ(sorted.ending().exit_code(), ExitCode::verification_failed);
}

TEST(LessonEnding, IsTheFailures) {
  Lesson lesson;
  lesson.failures.push_back({&split_exercise, Error("no more processes")});
  EXPECT_EQ(lesson.ending().exit_code(), ExitCode::failed);
}

TEST(LessonMachine, IsTheFirstThatIsNotQuiet) {
  Lesson lesson;
  EXPECT_TRUE(lesson.machine().quiet);
  lesson.split.emplace().machine = {.quiet = false, .why = "late"};
  EXPECT_EQ(lesson.machine().why, "late");
  lesson.pool.emplace().break_even.emplace().machine = {.quiet = false, .why = "earlier"};
  EXPECT_EQ(lesson.machine().why, "earlier");
  lesson.machine_at_start = {.quiet = false, .why = "at once"};
  EXPECT_EQ(lesson.machine().why, "at once");
}

TEST(WholeRuns, KnowWhatWasMeasured) {
  const WholeRuns whole{.configurations = {}, .series = {.axis = "samples", .points = {{1000, {{3, 1, 2}, {}}}}}};
  EXPECT_EQ(whole.seconds(0, 1000).value().median, 2);
  EXPECT_FALSE(whole.seconds(1, 1000));
  EXPECT_FALSE(whole.seconds(0, 2000));
}

}  // namespace
}  // namespace crossover
