#include "host/report/lesson/lesson_report.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "host/report/json.hpp"
#include "host/report/lesson/lesson_rows.hpp"
#include "host/report/page/wrapped.hpp"
#include "tests/support/csv_rows.hpp"
#include "tests/support/ended_by.hpp"
#include "tests/support/fakes/fake_lesson.hpp"

namespace crossover {
namespace {

using testing::IsNotSubstring;
using testing::IsSubstring;

std::vector<LessonRow> all_rows(const Lesson& lesson) {
  std::vector<LessonRow> all;
  for (const Exercise* exercise : exercises())
    for (const LessonRow& row : rows_of(lesson, *exercise)) all.push_back(row);
  return all;
}

LessonRow row_of(const Lesson& lesson, const std::string& cell) {
  for (const LessonRow& row : all_rows(lesson))
    if (row.cell == cell) return row;
  ADD_FAILURE() << "there is no cell " << cell;
  return {};
}

TEST(LessonRows, HaveTheNotesFiguresByOneRun) {
  const Lesson lesson = whole_lesson();
  const auto expect = [&](const char* cell, double here, double there) {
    const LessonRow row = row_of(lesson, cell);
    EXPECT_NEAR(row.seconds.value_or(0), here, 1e-3 * here) << cell;
    EXPECT_NEAR(row.notes_seconds.value_or(0), there, 2e-3 * there) << cell;
    EXPECT_NEAR(row.times_faster().value_or(0), there / here, 5e-3 * there / here) << cell;
  };
  expect("threads.plain", 0.1, 4.08);
  expect("threads.two", 0.2, 8.15);
  expect("threads.two_cpu", 0.99, 8.17);
  expect("threads.numba", 0.1, 63.1e-3);
  expect("sorting.np_sort", 4e-6, 4.88e-6);
  expect("sorting.np_sort_threads", 80e-6, 113e-6);
  expect("sorting.np_sort_in_turn", 88e-6, 107e-6);
  expect("sorting.sorted", 25e-6, 132e-6);
  expect("sorting.sorted_threads", 120e-6, 382e-6);
  expect("sorting.sorted_in_turn", 120e-6, 380e-6);
  expect("sorting.fractions", 4e-6, 11.3e-6);
  expect("sorting.fractions_threads", 80e-6, 85.1e-6);
  expect("pool.4.1000", 4e-3 + 5e-6, 29.5e-3);
  expect("pool.4.100000", 4.5e-3, 40.2e-3);
  expect("pool.4.10000000", 54e-3, 1.2417);
  expect("pool.1.100000", 1e-3, 40.8e-3);
  EXPECT_TRUE(row_of(lesson, "pool.4.1000").is_worked_out);
  EXPECT_FALSE(row_of(lesson, "pool.2.1000").notes_seconds) << "the notes have four processes";
  EXPECT_EQ(row_of(lesson, "queue.as_written").result, "returns 1");
  EXPECT_EQ(row_of(lesson, "queue.as_written").notes_result, "returns 0");
  EXPECT_EQ(row_of(lesson, "model_queue.mean").result, "3.14183 ± 0.00037");
}

TEST(LessonRows, AreNoneOfWhatWasNotMeasured) {
  EXPECT_TRUE(all_rows(Lesson()).empty());
  Lesson lesson = whole_lesson();
  const std::size_t all = all_rows(lesson).size();
  lesson.threads->two_threads->runs[1].failure = Error("no more threads");
  lesson.sorting->by_std->runs[1].failure = Error("no more threads");
  lesson.pool->whole_runs->series.points[0].seconds[1].clear();
  EXPECT_EQ(all_rows(lesson).size(), all - 4) << "the CPU time too";
}

TEST(LessonRows, AreHeldAgainstPythonHereWhereItWasRun) {
  Lesson lesson = whole_lesson();
  lesson.python = PythonHere{.program = "python3", .version = "3.11.2", .cells = {{"threads.two", 10.0}}};
  EXPECT_DOUBLE_EQ(row_of(lesson, "threads.two").times_faster().value(), 50);
  EXPECT_FALSE(row_of(lesson, "threads.plain").times_faster()) << "it was not run";
}

TEST(LessonReport, ShowsFiguresBesideTheNotes) {
  const std::string text = report_on(whole_lesson()).text();
  for (const char* part : {"1. Pi by two threads\n", "6. How to split N over the workers\n", "in the notes", "4.08 s *",
                           "8.15 s", "40.8\n", "returns 0", "29.5 ms *",
                           "When is threading a good option?\nIn general: ", "\nHere: ", "\nIn the notes: "})
    EXPECT_PRED_FORMAT2(IsSubstring, part, text);
  EXPECT_PRED_FORMAT2(IsNotSubstring, "Python, here", text);
}

TEST(LessonReport, ShowsPythonInThePlaceOfTheNotes) {
  Lesson lesson = whole_lesson();
  lesson.python = PythonHere{.program = "/usr/bin/python3",
                             .version = "3.11.2",
                             .cells = {{"threads.two", 10.0}, {"sorting.np_sort", {}, "", "numpy"}}};
  const std::string text = report_on(lesson).text();
  for (const char* part :
       {"Python, here: /usr/bin/python3, version 3.11.2", "10.0 s", "no numpy: pip ", "install numpy\n"})
    EXPECT_PRED_FORMAT2(IsSubstring, part, text);
  EXPECT_PRED_FORMAT2(IsNotSubstring, "4.08 s *", text);
  lesson.python->program.clear();
  EXPECT_PRED_FORMAT2(IsSubstring, "There is no python3 that runs: apt install python3.", report_on(lesson).text());
}

TEST(LessonReport, FitsEightyColumns) {
  for (const Lesson& lesson : {whole_lesson(), busy_lesson()}) {
    std::istringstream lines(report_on(lesson).text(80));
    for (std::string line; std::getline(lines, line);) EXPECT_LE(width_of(line), 80U) << line;
  }
}

/// The lesson as it was after each of its measurements.
std::vector<Lesson> stages_of(const Lesson& whole) {
  Lesson so_far{.exercises = whole.exercises, .workers = whole.workers};
  std::vector<Lesson> stages;
  const auto keep = [&] { stages.push_back(so_far); };
  const auto measure = [&](auto& part, const auto& of_whole) {
    part = of_whole;
    keep();
  };
  const auto begin = [&](const Exercise& exercise) {
    so_far.at_work = &exercise;
    keep();
  };
  const auto end = [&] {
    so_far.at_work = nullptr;
    ++so_far.done;
    keep();
  };
  begin(threads_exercise);
  so_far.threads.emplace();
  measure(so_far.threads->one_thread, whole.threads->one_thread);
  measure(so_far.threads->two_threads, whole.threads->two_threads);
  measure(so_far.threads->break_even, whole.threads->break_even);
  end();
  begin(sorting_exercise);
  so_far.sorting.emplace();
  measure(so_far.sorting->by_simd, whole.sorting->by_simd);
  measure(so_far.sorting->by_std, whole.sorting->by_std);
  measure(so_far.sorting->fractions, whole.sorting->fractions);
  measure(so_far.sorting->many_fractions, whole.sorting->many_fractions);
  end();
  begin(queue_exercise);
  so_far.queue.emplace();
  measure(so_far.queue->as_written, whole.queue->as_written);
  measure(so_far.queue->repaired, whole.queue->repaired);
  measure(so_far.queue->many_points, whole.queue->many_points);
  end();
  begin(model_queue_exercise);
  measure(so_far.weak_scaling, whole.weak_scaling);
  end();
  begin(pool_exercise);
  so_far.pool.emplace().whole_runs.emplace().configurations = whole.pool->whole_runs->configurations;
  for (const TimingsAtSize& at : whole.pool->whole_runs->series.points) {
    so_far.pool->whole_runs->series.points.push_back(at);
    keep();
  }
  measure(so_far.pool->started, whole.pool->started);
  measure(so_far.pool->break_even, whole.pool->break_even);
  end();
  begin(split_exercise);
  measure(so_far.split, whole.split);
  end();
  return stages;
}

TEST(LessonReport, OnlyGrows) {
  std::string before;
  std::size_t growths = 0;
  for (const Lesson& stage : stages_of(whole_lesson())) {
    const Document document = report_on(stage);
    EXPECT_TRUE(document.grows);
    const std::string now = document.text(80);
    EXPECT_TRUE(now.starts_with(before)) << "had shown:\n" << before << "\nand then:\n" << now;
    growths += now.size() > before.size();
    before = now;
  }
  EXPECT_GT(growths, 20U) << "each measurement shows rows, each end answers";
  EXPECT_EQ(report_on(whole_lesson()).text(80), before);
}

TEST(LessonReport, OnlyGrowsWhenItIsStopped) {
  for (const Lesson& stage : stages_of(whole_lesson())) {
    Lesson stopped = stage;
    stopped.is_over = true;
    stopped.signal = SIGINT;
    stopped.failures.push_back({&threads_exercise, Error("no luck")});
    const std::string text = report_on(stopped).text(80);
    EXPECT_TRUE(text.starts_with(report_on(stage).text(80)));
    EXPECT_TRUE(text.ends_with("\nFAILED: Pi by two threads: no luck.\nPARTIAL: stopped before the lesson's end.\n"))
        << text;
  }
}

TEST(LessonReport, HasEveryAnswerOfALessonThatWasStopped) {
  Lesson lesson{.exercises = all_exercises()};
  lesson.signal = SIGINT;
  lesson.is_over = true;
  const Document document = report_on(lesson);
  EXPECT_EQ(document.exit_code, ExitCode::interrupted);
  for (const Exercise* exercise : exercises())
    for (const std::string& question : questions_of(*exercise))
      EXPECT_PRED_FORMAT2(IsSubstring, question.substr(0, 60), document.text(500)) << exercise->name;
  const Json json = Json::parse(document.json);
  EXPECT_EQ(json["complete"], false);
  EXPECT_EQ(json["answers"].size(), 13U);
  EXPECT_TRUE(json["cells"].empty());
}

TEST(LessonReport, ShowsOnlyTheExercisesAskedFor) {
  Lesson lesson = whole_lesson();
  lesson.exercises = {&queue_exercise};
  lesson.done = 1;
  const std::string text = report_on(lesson).text();
  EXPECT_PRED_FORMAT2(IsSubstring, "\n3. Pi by a queue\n", text);
  EXPECT_PRED_FORMAT2(IsNotSubstring, "1. Pi by two threads", text);
  EXPECT_EQ(Json::parse(report_on(lesson).json)["answers"].size(), 5U);
}

TEST(LessonReport, SaysFirstThatItsAnswersNeedAQuietMachine) {
  EXPECT_EQ(Json::parse(report_on(whole_lesson()).json)["machine_state"]["quiet"], true);
  const Document document = report_on(busy_lesson());
  EXPECT_TRUE(document.text().starts_with(
      "BUSY: others were at work, and the answers need a quiet machine; run it again later.\n"));
  EXPECT_EQ(Json::parse(document.json)["machine_state"]["why"], "others were at work");
}

TEST(LessonReport, SaysWhatFailed) {
  Lesson lesson = whole_lesson();
  lesson.failures.push_back({&split_exercise, Error("no more processes")});
  const Document document = report_on(lesson);
  EXPECT_TRUE(document.text().ends_with(
      "\nFAILED: How to split N over the workers: no more processes.\nPARTIAL: not all of the lesson could be "
      "measured.\n"));
  EXPECT_EQ(document.failure, "How to split N over the workers: no more processes");
  EXPECT_EQ(document.exit_code, ExitCode::failed);
  const Json json = Json::parse(document.json);
  EXPECT_EQ(json["complete"], false);
  EXPECT_EQ(json["failures"], (Json{{{"exercise", "split"}, {"why", "no more processes"}}}));
}

TEST(LessonReport, SaysWhoCountedOrSortedWrongly) {
  Lesson lesson = whole_lesson();
  lesson.disagreement = Disagreement{with_scalar_kernel(liar), {0, 10}, 3, 4, std::nullopt};
  EXPECT_PRED_FORMAT2(IsSubstring, "DISAGREEMENT: liar", report_on(lesson).text());
  EXPECT_EQ(report_on(lesson).exit_code, ExitCode::verification_failed);
  Lesson sorted = whole_lesson();
  sorted.sorting->by_std->runs[1].fault = SortFault{};
  EXPECT_PRED_FORMAT2(IsSubstring, "WRONG: std gil left its keys", report_on(sorted).text());
}

TEST(LessonReport, HasItsCellsInCsvAndJson) {
  const Document document = report_on(whole_lesson());
  const auto rows = rows_of_csv(document.csv);
  ASSERT_FALSE(rows.empty());
  EXPECT_EQ(rows[0].at("cell"), "threads.plain");
  EXPECT_EQ(rows[0].at("lesson_seconds"), "4.075");
  const Json json = Json::parse(document.json);
  EXPECT_EQ(json["command"], "lesson");
  EXPECT_EQ(json["cells"].size(), rows.size());
  EXPECT_EQ(json["cells"][0]["lesson_seconds"], 4.075);
  EXPECT_EQ(json["cells"][0]["lesson_seconds_worked_out"], true);
  EXPECT_EQ(json["answers"].size(), 13U);
  EXPECT_EQ(json["break_even"].size(), 2U);
  EXPECT_EQ(json["queue_as_written"]["runs_by_sum"], (Json{31, 142, 27}));
  EXPECT_EQ(json["weak_scaling"]["tallies"][1]["hits"], 7'853'346);
  EXPECT_EQ(json["complete"], true);
  EXPECT_PRED_FORMAT2(IsNotSubstring, ": nan", document.json);
}

}  // namespace
}  // namespace crossover
