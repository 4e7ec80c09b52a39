#include "host/report/lesson/break_even_words.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/fakes/fake_lesson.hpp"

namespace crossover {
namespace {

using testing::IsSubstring;

std::vector<OtherCode> python() { return codes_of_python(Lesson(), processes_backend); }

BreakEvenOfKernel& scalar_of(BreakEven& even) { return even.kernels.front(); }

TEST(BreakEvenWords, NameTheFormula) {
  EXPECT_EQ(
      describe_costs(break_even_of(processes_backend, 2e-3), python()),
      "When do 2 processes pay, with their start? They take S = 2.00 ms (2.00 to 2.00) to start and to answer. One "
      "worker takes T1 = t N, 2 take S + t N / 2, so they pay from N* = S / (t (1 - 1/2)) on: the faster the code, the "
      "more samples.");
}

TEST(BreakEvenWords, ReckonWithTheWorkersThatCanWorkAtTheSameTime) {
  BreakEven even = break_even_of(processes_backend, 2e-3);
  even.workers = 8;
  EXPECT_PRED_FORMAT2(IsSubstring,
                      "8 (2 of them can work at the same time) take S + t N / 2, so they pay from N* = S / ",
                      describe_costs(even, {}));
  EXPECT_EQ(break_even_table(even, {}).rows[0][2], "4e5");
}

TEST(BreakEvenWords, HaveARowForPythonsLoopNumbaAndEachKernel) {
  const Table table = break_even_table(break_even_of(processes_backend, 2e-3), python());
  ASSERT_EQ(table.rows.size(), 4U);
  EXPECT_EQ(table.rows[0], (std::vector<std::string>{"Python's loop, as in the notes", "408 ns", "9816", "-"}));
  EXPECT_EQ(table.rows[1], (std::vector<std::string>{"numba, as in the notes", "6.31 ns", "6.34e5", "-"}));
  EXPECT_EQ(table.rows[2], (std::vector<std::string>{"plain loop", "10.0 ns", "4e5", "between 3e5 and 6e5"}));
  EXPECT_EQ(table.rows[3], (std::vector<std::string>{"SIMD", "1.00 ns", "4e6", "between 3e6 and 6e6"}));
}

TEST(BreakEvenWords, TakePythonsTimesFromHereWhereTheyAre) {
  Lesson lesson;
  lesson.python = PythonHere{.program = "python3", .cells = {{"threads.plain", 4.0}, {"threads.numba", 0.08}}};
  const Table table =
      break_even_table(break_even_of(processes_backend, 2e-3), codes_of_python(lesson, processes_backend));
  EXPECT_EQ(table.rows[0], (std::vector<std::string>{"Python's loop, here", "400 ns", "1e4", "-"}));
  EXPECT_EQ(table.rows[1], (std::vector<std::string>{"numba, here", "8.00 ns", "5e5", "-"}));
}

/// With workers that take 60 ms to start and code that takes 100 ns a point: two pay from 1.2e6 points on.
PythonBreakEven python_break_even(const std::string& code) {
  PythonBreakEven even{.code = code, .workers = 2, .start = rounds_of(60e-3), .per_point = rounds_of(100e-9)};
  for (const double size : {6e5, 1.2e6, 2.4e6})
    even.series.points.push_back(
        {static_cast<std::uint64_t>(size), {rounds_of(size * 100e-9), rounds_of(60e-3 + size * 50e-9)}});
  return even;
}

Lesson with_break_even_of_python() {
  Lesson lesson;
  lesson.python = PythonHere{.program = "python3",
                             .cells = {{"threads.plain", 4.0}, {"threads.numba", 0.08}},
                             .break_even = {python_break_even("processes.loop"), python_break_even("threads.loop")}};
  return lesson;
}

TEST(BreakEvenWords, HoldPythonsOwnWorkersAgainstAMeasurementToo) {
  const Lesson lesson = with_break_even_of_python();
  const BreakEven even = break_even_of(processes_backend, 2e-3);
  const std::vector<OtherCode> codes = codes_of_python(lesson, processes_backend);
  const Table table = break_even_table(even, codes);
  EXPECT_EQ(table.rows[0],
            (std::vector<std::string>{"Python's loop, here", "100 ns", "1.2e6", "between 6e5 and 2.4e6"}));
  EXPECT_EQ(table.rows[1], (std::vector<std::string>{"numba, here", "8.00 ns", "5e5", "-"}));
  EXPECT_TRUE(describe_costs(even, codes).ends_with("the more samples. Python's own 2 take S = 60.0 ms (loop)."));
  EXPECT_EQ(describe_break_even_in_python(lesson, processes_backend),
            "By the formula 2 processes pay for Python's loop from N* = 1.2e6 (1.2e6 to 1.2e6) on, measured: between "
            "6e5 and 2.4e6 (as the formula says).");
  EXPECT_EQ(describe_break_even_in_python(Lesson(), processes_backend), "");
}

TEST(BreakEvenWords, SayThatThreadsOfPythonsLoopPayNowhere) {
  Lesson lesson = with_break_even_of_python();
  for (TimingsAtSize& at : lesson.python->break_even[1].series.points) at.seconds[1] = rounds_of(2 * at.seconds[0][0]);
  EXPECT_EQ(describe_break_even_in_python(lesson, threads_backend),
            "By the formula 2 threads pay for Python's loop from N* = 1.2e6 (1.2e6 to 1.2e6) on, measured: at no size "
            "up to 2.4e6, since they hold the one lock.");
}

TEST(BreakEvenWords, SayByHowMuchTheFormulaAndTheMeasurementDiffer) {
  BreakEven even = break_even_of(processes_backend, 2e-3);
  EXPECT_PRED_FORMAT2(IsSubstring, "measured: between 3e5 and 6e5 (as the formula says);", describe_break_even(even));
  scalar_of(even).per_sample = summarize(rounds_of(40e-9));  // N* = 1e5
  EXPECT_PRED_FORMAT2(IsSubstring,
                      "N* = 1e5 (1e5 to 1e5) on, measured: between 3e5 and 6e5 (at least 3.00 times as many)",
                      describe_break_even(even));
  scalar_of(even).per_sample = summarize(rounds_of(4e-9));  // N* = 1e6
  EXPECT_PRED_FORMAT2(IsSubstring, "(at most 0.60 times as many)", describe_break_even(even));
}

TEST(BreakEvenWords, SayWhereTheMeasurementTellsNothing) {
  BreakEven even = break_even_of(processes_backend, 2e-3);
  auto& points = scalar_of(even).whole_runs.series.points;
  const auto told = [&] { return break_even_table(even, {}).rows.at(0).at(3); };
  const auto all = points;
  points = {all[0], all[1]};
  EXPECT_EQ(told(), "at no size up to 3e5");
  points[1].seconds[1] = std::vector<double>{1, 1, 1, 1, 1, 9, 9, 9, 9, 9};
  points[1].seconds[0] = std::vector<double>{9, 9, 9, 9, 9, 1, 1, 1, 1, 1};
  EXPECT_EQ(told(), "not clear above 2e5");
  points = {all[2], all[3]};
  EXPECT_EQ(told(), "from 6e5 or less on");
  points = {{100, {std::vector<double>(5, 1), std::vector<double>(5, 2)}}};
  EXPECT_EQ(told(), "not judged: too few rounds");
  points = all;
  for (TimingsAtSize& at : points) at.machine_was_quiet = false;
  scalar_of(even).whole_runs.machine.quiet = false;
  EXPECT_EQ(told(), "not judged: machine busy");
  points.clear();
  EXPECT_EQ(told(), "not measured");
}

TEST(BreakEvenWords, HaveNothingToSayWithoutAStart) {
  const BreakEven even{.backend = &threads_backend, .workers = 1, .at_once = 1};
  EXPECT_EQ(describe_costs(even, {}), "");
  EXPECT_EQ(describe_break_even(even), "");
  EXPECT_TRUE(break_even_table(even, python()).rows.empty());
}

TEST(BreakEvenJson, HasWhatTheWordsSay) {
  const Json json = json_of(break_even_of(processes_backend, 2e-3), python());
  EXPECT_EQ(json["backend"], "processes");
  ASSERT_EQ(json["codes"].size(), 4U);
  EXPECT_EQ(json["codes"][2]["kernel"], "scalar");
  EXPECT_NEAR(json["codes"][2]["n_star"].get<double>(), 4e5, 1);
  EXPECT_EQ(json["codes"][2]["last_before"], 300'000);
  EXPECT_EQ(json["codes"][2]["first_after"], 600'000);
  EXPECT_TRUE(json["codes"][0]["kernel"].is_null());
  EXPECT_TRUE(json["codes"][0]["own_start"].is_null());
}

TEST(BreakEvenJson, HasPythonsOwnWorkers) {
  const Lesson lesson = with_break_even_of_python();
  const Json json = json_of(break_even_of(processes_backend, 2e-3), codes_of_python(lesson, processes_backend));
  const Json& loop = json["codes"][0];
  EXPECT_EQ(loop["own_start"]["median"], 60e-3);
  EXPECT_EQ(loop["seconds_per_sample"], 100e-9);
  EXPECT_NEAR(loop["n_star"].get<double>(), 1.2e6, 1);
  EXPECT_EQ(loop["last_before"], 600'000);
  EXPECT_EQ(loop["first_after"], 2'400'000);
  ASSERT_EQ(loop["whole_runs"].size(), 3U);
  EXPECT_EQ(loop["whole_runs"][0]["samples"], 600'000);
  EXPECT_NEAR(loop["whole_runs"][0]["all_workers"]["median"].get<double>(), 90e-3, 1e-9);
}

}  // namespace
}  // namespace crossover
