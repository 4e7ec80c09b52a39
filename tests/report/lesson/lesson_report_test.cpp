#include "host/report/lesson/lesson_report.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <optional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "host/pi/backends/entries.hpp"
#include "host/report/json.hpp"
#include "host/report/lesson/lesson_cells.hpp"
#include "host/report/lesson/lesson_words.hpp"
#include "host/report/page/wrapped.hpp"
#include "host/sort/sorters/entries.hpp"
#include "tests/support/csv_rows.hpp"
#include "tests/support/ended_by.hpp"
#include "tests/support/fakes/fake_backends.hpp"

namespace crossover {
namespace {

using testing::IsNotSubstring;
using testing::IsSubstring;
using Seconds = std::vector<double>;

PiRun run_of(const BackendEntry& backend, const Seconds& seconds, bool release_gil = false) {
  return measured({.backend = &backend, .kernel = &scalar_kernel, .workers = 2, .release_gil = release_gil}, seconds);
}

Comparison comparison_of(const std::vector<PiRun>& runs) {
  Comparison comparison{};
  comparison.runs = runs;
  comparison.verified = true;
  return comparison;
}

SortRun sort_run(const SorterEntry& sorter, Sharing sharing, double seconds) {
  SortRun run{.configuration = {&sorter, sharing, 1, 2}};
  run.timing.warm_seconds = summarize(Seconds(6, seconds));
  return run;
}

Lesson whole_lesson() {
  Lesson lesson;
  lesson.one_thread = measured(with_scalar_kernel(serial_backend), {0.05});
  lesson.one_thread_simd = measured(with_scalar_kernel(serial_backend), {0.006});
  lesson.gil = comparison_of({run_of(serial_backend, Seconds(6, 0.2)), run_of(gil_backend, Seconds(6, 0.2)),
                              run_of(gil_backend, Seconds(6, 0.1), true)});
  lesson.whole_numbers = SortComparison();
  lesson.whole_numbers->task = {KeyType::i64, Distribution::lesson, Seed{42}, 1000, 2};
  lesson.whole_numbers->runs = {
      sort_run(std_sorter, Sharing::sequential, 50e-6), sort_run(simd_sorter, Sharing::sequential, 8e-6),
      sort_run(simd_sorter, Sharing::threads, 80e-6), sort_run(simd_sorter, Sharing::in_turn, 90e-6)};
  lesson.whole_numbers->thread_start = summarize(Seconds{70e-6});
  lesson.queue_of_points = measured(with_scalar_kernel(queue_backend), {}, {Seed{42}, {0, 100}, 77});
  lesson.queue_of_many = measured(with_scalar_kernel(queue_backend), {0.05});
  lesson.queue_of_many->message_costs = MessageCosts{1'000'000, 1'000'000, 0.01, 0.04};
  lesson.started = comparison_of({run_of(serial_backend, Seconds(6, 0.4)), run_of(threads_backend, Seconds(6, 0.2)),
                                  run_of(queue_backend, Seconds(6, 0.2)), run_of(processes_backend, Seconds(6, 0.2))});
  lesson.started->runs[2].message_costs = MessageCosts{1000, 100'000'000, 0.06, 0.001};
  lesson.started->starts = StartCosts{.thread = summarize(Seconds(3, 50e-6)), .process = summarize(Seconds(3, 2e-3))};
  const auto timings = [](std::uint64_t size, double serial, double threads, double processes) {
    return TimingsAtSize{size, {Seconds(6, serial), Seconds(6, threads), Seconds(6, processes)}};
  };
  lesson.whole_runs =
      WholeRuns{.configurations = {with_scalar_kernel(serial_backend), with_scalar_kernel(threads_backend),
                                   with_scalar_kernel(processes_backend)},
                .series = {.axis = "samples",
                           .points = {timings(1000, 1e-6, 2e-6, 3e-3), timings(100'000, 1e-4, 6e-5, 3e-3),
                                      timings(10'000'000, 1e-2, 5e-3, 8e-3)}}};
  lesson.split = Tuning{};
  lesson.split->range = {0, 100'000'000};
  lesson.split->candidates = {
      {.configuration = with_scalar_kernel(serial_backend), .runs = {{100'000'000, 0, 0.4}}},
      {.configuration = with_scalar_kernel(threads_backend, 2), .runs = {{100'000'000, 0, 0.2}}}};
  lesson.split->choice = Choice{.candidate = 1};
  lesson.split->finalists = judge({0, 1}, {Seconds(6, 0.4), Seconds(6, 0.2)});
  return lesson;
}

std::string answer_on(const Lesson& lesson, const std::string& begin) {
  for (const Answer& a : answers_of(lesson))
    if (a.question.starts_with(begin)) return a.answer;
  return "none";
}

TEST(LessonReport, HasTheLessonsFiguresBesideThoseOfHere) {
  const auto cells = cells_of(whole_lesson());
  ASSERT_FALSE(cells.empty());
  EXPECT_EQ(cells[0].exercise, "pi: two threads with one lock (the GIL), 1e7 points each");
  EXPECT_EQ(cells[0].seconds, 0.2);
  EXPECT_EQ(cells[0].lesson_seconds, 8.15);
  const std::string text = report_on(whole_lesson()).text();
  for (const char* part : {"200 ms, CPU time 990 ms", "8.15 s, CPU time 8.17 s", "63.1 ms", "4.88 µs", "113 µs",
                           "107 µs", "132 µs", "77 hits: pi is 3.08", "0 hits", "148 ms", "201 ms", "6.21 s"})
    EXPECT_PRED_FORMAT2(IsSubstring, part, text);
}

TEST(LessonReport, HalvesTheTimeOfTwoArraysForOne) {
  const auto cells = cells_of(whole_lesson());
  const auto one_array = std::ranges::find_if(
      cells, [](const LessonCell& c) { return c.exercise.find("SIMD (np.sort), one array") != std::string::npos; });
  ASSERT_NE(one_array, cells.end());
  EXPECT_DOUBLE_EQ(*one_array->seconds, 4e-6);
}

TEST(LessonReport, SaysWhenThreadsPay) {
  const std::string answer = answer_on(whole_lesson(), "When is threading");
  for (const char* part :
       {"need one lock are 1.00 (1.00 to 1.00) times as fast as one thread, since they take turns", "release it 2.00",
        "Starting a thread takes 50.0 µs", "begin to pay between 1000 and 1e5 samples"})
    EXPECT_PRED_FORMAT2(IsSubstring, part, answer);
}

TEST(LessonReport, SaysWhenProcessesPay) {
  const std::string answer = answer_on(whole_lesson(), "When are processes");
  for (const char* part :
       {"starting one takes 2.00 ms, beside 50.0 µs for a thread", "begin to pay between 1e5 and 1e7 samples"})
    EXPECT_PRED_FORMAT2(IsSubstring, part, answer);
}

TEST(LessonReport, SaysWhereNothingPaysOrEverythingDoes) {
  Lesson lesson = whole_lesson();
  for (TimingsAtSize& at : lesson.whole_runs->series.points) at.seconds[1] = at.seconds[0];
  EXPECT_PRED_FORMAT2(IsSubstring, "were not clearly faster than one worker at any size up to 1e7",
                      answer_on(lesson, "When is threading"));
  for (TimingsAtSize& at : lesson.whole_runs->series.points) at.seconds[1] = Seconds(6, 1e-9);
  EXPECT_PRED_FORMAT2(IsSubstring, "pay from 1000 samples on", answer_on(lesson, "When is threading"));
}

TEST(LessonReport, ClaimsNothingOfSizesThatWereMeasuredTooSeldom) {
  Lesson lesson = whole_lesson();
  lesson.whole_runs->series.points.back().seconds = {{}, {}, {}};
  EXPECT_PRED_FORMAT2(IsSubstring, "begin to pay between 1000 and 1e5 samples", answer_on(lesson, "When is threading"));
  for (TimingsAtSize& at : lesson.whole_runs->series.points) at.seconds = {Seconds(5, 2), Seconds(5, 1), Seconds(5, 1)};
  for (const char* question : {"When is threading", "When are processes"})
    EXPECT_PRED_FORMAT2(IsSubstring, "were measured too seldom to tell from which size on they pay",
                        answer_on(lesson, question));
}

TEST(LessonReport, SaysFirstThatItsAnswersNeedAQuietMachine) {
  Lesson lesson = whole_lesson();
  EXPECT_EQ(Json::parse(report_on(lesson).json)["machine_state"]["quiet"], true);
  lesson.started->machine = {.quiet = false, .why = "others were at work", .next_step = "hold it again"};
  EXPECT_TRUE(report_on(lesson).text().starts_with(
      "BUSY: others were at work, and the answers need a quiet machine; hold it again.\n"));
  EXPECT_EQ(Json::parse(report_on(lesson).json)["machine_state"]["why"], "others were at work");
}

TEST(LessonReport, TellsNotFromWhichSizeOnWorkersPayedOnABusyMachine) {
  Lesson lesson = whole_lesson();
  lesson.whole_runs->machine.quiet = false;
  for (TimingsAtSize& at : lesson.whole_runs->series.points) at.machine_was_quiet = false;
  EXPECT_PRED_FORMAT2(IsSubstring, "were timed on a busy machine", answer_on(lesson, "When is threading"));
}

TEST(LessonReport, DoesNotSayThatThreadsTakeTurnsWhenTheyDidNot) {
  Lesson lesson = whole_lesson();
  lesson.gil->runs[1].timing.warm_seconds = summarize(Seconds(6, 0.12));
  EXPECT_PRED_FORMAT2(IsNotSubstring, "take turns", answer_on(lesson, "When is threading"));
}

TEST(LessonReport, SaysWhereThreadsDoHelpSorting) {
  Lesson lesson = whole_lesson();
  lesson.whole_numbers->runs[2].timing.warm_seconds = summarize(Seconds(6, 5e-6));
  EXPECT_PRED_FORMAT2(IsSubstring, "in two threads it is 1.60 times as fast as that (1.60 to 1.60): it pays.",
                      answer_on(lesson, "Why is sorting"));
}

TEST(LessonReport, SaysNotToSplitWhereOneWorkerIsTheBest) {
  Lesson lesson = whole_lesson();
  lesson.split->choice = Choice{.candidate = 0};
  EXPECT_TRUE(answer_on(lesson, "What is the best way").starts_with("Not at all, "));
  lesson.split->finalists.clear();
  EXPECT_EQ(answer_on(lesson, "What is the best way"), "none");
}

TEST(LessonReport, SaysWhyThreadsDoNotHelpSorting) {
  const std::string answer = answer_on(whole_lesson(), "Why is sorting");
  EXPECT_PRED_FORMAT2(IsSubstring, "starting and joining them takes 70.0 µs. ", answer);
  EXPECT_PRED_FORMAT2(IsSubstring, " simd takes 8.00 µs for both arrays, in two threads it is 10.0 times slower ",
                      answer);
  EXPECT_PRED_FORMAT2(IsSubstring, "(10.0 to 10.0): it does not pay.", answer);
}

TEST(LessonReport, SaysHowToSplit) {
  EXPECT_PRED_FORMAT2(IsSubstring,
                      "The best for 1e8 samples was threads with 2 workers: 200 ms, by one worker 400 ms. For",
                      answer_on(whole_lesson(), "What is the best way"));
  Lesson lesson = whole_lesson();
  for (const auto& [chunk, seconds] : {std::pair{1024U, 0.5}, {16'384U, 0.21}, {65'536U, 0.2}, {1'048'576U, 0.3}}) {
    Candidate candidate{.configuration = with_scalar_kernel(threads_backend, 2), .runs = {{100'000'000, 0, seconds}}};
    candidate.configuration.chunk = chunk;
    lesson.split->candidates.push_back(candidate);
  }
  EXPECT_PRED_FORMAT2(IsSubstring,
                      " Chunks of 2^14 to 2^16 samples take within a tenth of that; chunks of 2^10 take 2.50 times as "
                      "long, since",
                      answer_on(lesson, "What is the best way"));
}

TEST(LessonReport, SaysWhyTheQueueReturned0AndWasSlow) {
  EXPECT_PRED_FORMAT2(
      IsSubstring,
      "a message costs a worker 40.0 ns beside 10.0 ns for counting the point: 1e6 points take 50.0 ms one by one, and "
      "in chunks, in proportion, 2.00 ms.",
      answer_on(whole_lesson(), "Why did the queue"));
}

TEST(LessonReport, LeavesOutWhatWasNotMeasured) {
  Lesson lesson;
  lesson.one_thread = whole_lesson().one_thread;
  lesson.signal = SIGINT;
  const Document document = report_on(ended_by(SIGINT, lesson));
  EXPECT_TRUE(document.text().starts_with("PARTIAL: stopped before the lesson's end.\n")) << document.text();
  EXPECT_EQ(document.exit_code, ExitCode::interrupted);
  EXPECT_TRUE(answers_of(lesson).empty());
  EXPECT_EQ(cells_of(lesson).size(), 1U);
  EXPECT_EQ(Json::parse(document.json)["complete"], false);
}

TEST(LessonReport, SaysWhatFailed) {
  Lesson lesson = whole_lesson();
  lesson.failures.push_back({"splitting", Error("no more processes")});
  const Document document = report_on(lesson);
  EXPECT_TRUE(
      document.text().starts_with("PARTIAL: not all of the lesson could be measured.\n"
                                  "FAILED: splitting: no more processes.\n"))
      << document.text();
  EXPECT_EQ(document.failure, "splitting: no more processes");
  EXPECT_EQ(document.exit_code, ExitCode::failed);
  const Json json = Json::parse(document.json);
  EXPECT_EQ(json["complete"], false);
  EXPECT_EQ(json["failures"], (Json{{{"exercise", "splitting"}, {"why", "no more processes"}}}));
}

TEST(LessonReport, ShowsNoFiguresOfARunThatFailed) {
  Lesson lesson = whole_lesson();
  lesson.started->runs.back().failure = Error("no more processes");
  lesson.started->runs[2].failure = Error("no queue");
  lesson.started->starts->process.reset();
  lesson.whole_runs->series.points.front().seconds.back().clear();
  EXPECT_EQ(answer_on(lesson, "When are processes"), "none");
  EXPECT_PRED_FORMAT2(IsSubstring, "Starting a thread takes 50.0 µs", answer_on(lesson, "When is threading"));
  for (const LessonCell& cell : cells_of(lesson)) {
    EXPECT_FALSE(cell.exercise.ends_with("in chunks")) << cell.exercise;
    EXPECT_FALSE(cell.exercise.starts_with("pool: 1000 ")) << cell.exercise;
  }
}

TEST(LessonReport, SaysWhoCountedWrongly) {
  Lesson lesson = whole_lesson();
  lesson.disagreement = Disagreement{with_scalar_kernel(liar), {0, 10}, 3, 4, std::nullopt};
  EXPECT_PRED_FORMAT2(IsSubstring, "DISAGREEMENT: liar", report_on(lesson).text());
  EXPECT_EQ(report_on(lesson).exit_code, ExitCode::verification_failed);
}

TEST(LessonReport, FitsEightyColumns) {
  std::istringstream lines(report_on(whole_lesson()).text(80));
  for (std::string line; std::getline(lines, line);) EXPECT_LE(width_of(line), 80U) << line;
}

TEST(LessonReport, HasItsCellsInCsvAndJson) {
  const Document document = report_on(whole_lesson());
  const auto rows = rows_of_csv(document.csv);
  ASSERT_FALSE(rows.empty());
  EXPECT_EQ(rows[0].at("lesson_seconds"), "8.15");
  const Json json = Json::parse(document.json);
  EXPECT_EQ(json["command"], "lesson");
  EXPECT_EQ(json["cells"].size(), rows.size());
  EXPECT_EQ(json["cells"][0]["lesson_seconds"], 8.15);
  EXPECT_EQ(json["answers"].size(), 5U);
  EXPECT_EQ(json["complete"], true);
  EXPECT_PRED_FORMAT2(IsNotSubstring, ": nan", document.json);
}

}  // namespace
}  // namespace crossover
