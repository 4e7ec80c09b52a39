#include "host/report/lesson/lesson_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "host/report/disagreement_words.hpp"
#include "host/report/json.hpp"
#include "host/report/lesson/answers.hpp"
#include "host/report/lesson/break_even_words.hpp"
#include "host/report/lesson/lesson_json.hpp"
#include "host/report/lesson/lesson_rows.hpp"
#include "host/report/numbers.hpp"
#include "host/report/page/table.hpp"
#include "host/report/ratio_words.hpp"
#include "host/report/saved/result_csv.hpp"
#include "host/report/sort/sort_words.hpp"

namespace crossover {
namespace {

std::string describe_sources(const Lesson& lesson) {
  if (!lesson.has_python()) {
    const char* no_python = lesson.python ? "There is no python3 that runs: apt install python3. " : "";
    return fmt::format(
        "{}In the notes: github.com/f-hafner/parallel-python-workshop, threads_processes.ipynb (Python 3.10, on a "
        "machine that it does not name), by one run each. * not printed there, but worked out from what is. "
        "\"Faster\" is how many times as fast it is here.\n",
        no_python);
  }
  return fmt::format(
      "Python, here: {}, version {}, runs the cells of github.com/f-hafner/parallel-python-workshop, "
      "threads_processes.ipynb. \"Faster\" is how many times as fast as that the same is in compiled code.\n",
      lesson.python->program, lesson.python->version);
}

std::string heading(const Lesson& lesson) {
  const MachineState& machine = lesson.machine_at_start;
  const std::string busy = machine.quiet ? ""
                                         : fmt::format("BUSY: {}, and the answers need a quiet machine; {}.\n",
                                                       machine.why, machine.next_step);
  return busy + "The lesson on " + one_line(describe_machine()) + "\n" + describe_sources(lesson);
}

std::string join_figures(const std::optional<double>& seconds, const std::string& mark, const std::string& result) {
  if (!seconds) return result.empty() ? absent : result;
  return format_duration(*seconds) + mark + (result.empty() ? "" : ", " + result);
}

/// What Python here took, or what it lacks.
std::string describe(const PythonCell* python) {
  if (python == nullptr) return absent;
  if (!python->missing.empty()) return fmt::format("no {0}: pip install {0}", python->missing);
  return join_figures(python->seconds, "", python->result);
}

/// Of fixed widths, so that it can grow.
Table table_of(const std::vector<LessonRow>& rows, bool with_python) {
  Table table{.columns = {{.title = "", .width = 35, .is_prose = true},
                          {.title = "here", .width = 18, .is_prose = true},
                          {.title = with_python ? "Python, here" : "in the notes", .width = 15, .is_prose = true},
                          {.title = "faster", .align = Align::right, .width = 6}},
              .rows = {}};
  for (const LessonRow& row : rows) {
    const auto faster = row.times_faster();
    table.rows.push_back({row.what, join_figures(row.seconds, "", row.result),
                          with_python
                              ? describe(row.python)
                              : join_figures(row.notes_seconds, row.is_worked_out ? " *" : "", row.notes_result),
                          faster ? format_ratio(*faster) : absent});
  }
  return table;
}

const BreakEven* break_even_of(const Lesson& lesson, const Exercise& exercise) {
  const std::optional<BreakEven>* even = nullptr;
  if (&exercise == &threads_exercise && lesson.threads) even = &lesson.threads->break_even;
  if (&exercise == &pool_exercise && lesson.pool) even = &lesson.pool->break_even;
  return even != nullptr && *even && (*even)->start ? &**even : nullptr;
}

void add_exercise(const Lesson& lesson, const Exercise& exercise, bool with_answers, Page& page) {
  page.blocks.emplace_back(Paragraph{fmt::format("{}. {}\n", number_of(exercise), exercise.title)});
  const auto rows = rows_of(lesson, exercise);
  if (!rows.empty()) page.blocks.emplace_back(table_of(rows, lesson.has_python()));
  if (const BreakEven* even = break_even_of(lesson, exercise)) {
    const std::vector<OtherCode> of_python = codes_of_python(lesson, *even->backend);
    page.blocks.emplace_back(Paragraph{describe_costs(*even, of_python)});
    page.blocks.emplace_back(break_even_table(*even, of_python));
  }
  if (!with_answers) return;
  for (const Answer& answer : answers_of(lesson, exercise)) {
    page.blocks.emplace_back(Paragraph{"In general: " + answer.in_general, answer.question});
    page.blocks.emplace_back(Paragraph{"Here: " + answer.here});
    page.blocks.emplace_back(Paragraph{"In the notes: " + answer.in_the_notes});
    if (!answer.python_here.empty()) page.blocks.emplace_back(Paragraph{"Python, here: " + answer.python_here});
  }
}

std::string describe(const LessonFailure& failure) {
  return fmt::format("{}: {}", failure.exercise->title, failure.error.what());
}

/// What went wrong, a line each; empty when nothing did.
std::string describe_faults(const Lesson& lesson) {
  std::string lines;
  if (lesson.disagreement) lines += describe(*lesson.disagreement) + "\n";
  for (const SortComparison* sorts : lesson.sorts())
    if (const SortRun* wrong = sorts->wrong_run())
      lines += fmt::format("WRONG: {} left its keys in a wrong state.\n", label_of(wrong->configuration));
  for (const LessonFailure& failure : lesson.failures) lines += fmt::format("FAILED: {}.\n", describe(failure));
  if (lesson.signal != 0) lines += "PARTIAL: stopped before the lesson's end.\n";
  if (lesson.signal == 0 && !lesson.failures.empty()) lines += "PARTIAL: not all of the lesson could be measured.\n";
  return lines;
}

Page page_of(const Lesson& lesson) {
  Page page{{Paragraph{heading(lesson)}}};
  for (std::size_t i = 0; i < lesson.exercises.size(); ++i) {
    const Exercise& exercise = *lesson.exercises[i];
    const bool is_begun = i < lesson.done || &exercise == lesson.at_work;
    if (is_begun || lesson.is_over) add_exercise(lesson, exercise, i < lesson.done || lesson.is_over, page);
  }
  if (lesson.is_over) page.blocks.emplace_back(Paragraph{describe_faults(lesson)});
  return page;
}

}  // namespace

Document report_on(const Lesson& lesson) {
  const Json json = json_of(lesson);
  return {.page = page_of(lesson),
          .grows = true,
          .csv = csv_of_result(json),
          .json = text_of(json),
          .timelines = lesson.timelines,
          .exit_code = lesson.ending().exit_code(),
          .failure = lesson.failures.empty() ? "" : describe(lesson.failures.front()),
          .notes = lesson.incidents};
}

std::vector<std::string> questions_of(const Exercise& exercise) {
  std::vector<std::string> questions;
  for (const Answer& answer : answers_of(Lesson(), exercise)) questions.push_back(answer.question);
  return questions;
}

}  // namespace crossover
