#include "host/report/lesson/lesson_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "host/report/csv.hpp"
#include "host/report/disagreement_words.hpp"
#include "host/report/json.hpp"
#include "host/report/lesson/lesson_cells.hpp"
#include "host/report/lesson/lesson_words.hpp"
#include "host/report/numbers.hpp"
#include "host/report/page/table.hpp"
#include "host/report/pi/comparison_json.hpp"
#include "host/report/sort/sort_json.hpp"
#include "host/report/tune/tuning_json.hpp"

namespace crossover {
namespace {

std::string heading() {
  return "The lesson's exercises on " + one_line(describe_machine()) +
         "\n"
         "The lesson's figures: github.com/f-hafner/parallel-python-workshop, threads_processes.ipynb (Python "
         "3.10, on a machine that it does not name)\n";
}

/// "8.15 s, CPU 8.17 s"; "-" for nothing.
std::string describe(const std::optional<double>& seconds, const std::string& result) {
  if (!seconds) return result.empty() ? "-" : result;
  return format_duration(*seconds) + (result.empty() ? "" : ", " + result);
}

Table table_of(const std::vector<LessonCell>& cells) {
  Table table{.columns = {{.title = "exercise", .is_prose = true},
                          {.title = "here", .is_prose = true},
                          {.title = "in the lesson", .is_prose = true}},
              .rows = {}};
  for (const LessonCell& cell : cells)
    table.rows.push_back(
        {cell.exercise, describe(cell.seconds, cell.result), describe(cell.lesson_seconds, cell.lesson_result)});
  return table;
}

std::string describe(const LessonFailure& failure) {
  return fmt::format("{}: {}", failure.exercise, failure.error.what());
}

/// What went wrong, a line each; empty when nothing did.
std::string describe_faults(const Lesson& lesson) {
  std::string lines;
  for (const auto* comparison : {&lesson.gil, &lesson.started})
    if (*comparison && (*comparison)->disagreement) lines += describe(*(*comparison)->disagreement) + "\n";
  if (lesson.disagreement) lines += describe(*lesson.disagreement) + "\n";
  if (lesson.split && lesson.split->disagreement) lines += describe(*lesson.split->disagreement) + "\n";
  for (const auto* sorts : {&lesson.whole_numbers, &lesson.fractions})
    if (*sorts && (*sorts)->wrong_run() != nullptr)
      lines += "WRONG: a sorter left keys that are not in order, or not those it was given.\n";
  for (const LessonFailure& failure : lesson.failures) lines += "FAILED: " + describe(failure) + ".\n";
  return lines;
}

/// It comes first: answers from a busy machine are worth little.
std::string on_the_machine(const Lesson& lesson) {
  const MachineState machine = lesson.machine();
  if (machine.quiet) return "";
  return fmt::format("BUSY: {}, and the answers need a quiet machine; {}.\n", machine.why, machine.next_step);
}

std::string notice(const Lesson& lesson) {
  if (lesson.signal != 0) return "PARTIAL: stopped before the lesson's end.\n";
  return lesson.failures.empty() ? "" : "PARTIAL: not all of the lesson could be measured.\n";
}

/// Whole runs of each backend at each size, the start of the workers included.
Json json_of_whole_runs(const Lesson& lesson) {
  Json all = Json::array();
  if (!lesson.whole_runs) return all;
  const auto& configurations = lesson.whole_runs->configurations;
  for (const TimingsAtSize& at : lesson.whole_runs->series.points)
    for (std::size_t i = 0; i < configurations.size(); ++i)
      if (!at.seconds[i].empty())
        all.push_back({{"backend", configurations[i].backend->name},
                       {"kernel", configurations[i].kernel->name},
                       {"workers", configurations[i].workers},
                       {"samples", at.size},
                       {"seconds", json_of(summarize(at.seconds[i]))}});
  return all;
}

Json json_of(const Lesson& lesson) {
  Json document = json_head("lesson");
  document["complete"] = lesson.complete();
  document["machine_state"] = json_of(lesson.machine());
  document["failures"] = Json::array();
  for (const LessonFailure& failure : lesson.failures)
    document["failures"].push_back({{"exercise", failure.exercise}, {"why", failure.error.what()}});
  document["cells"] = Json::array();
  for (const LessonCell& cell : cells_of(lesson))
    document["cells"].push_back({{"exercise", cell.exercise},
                                 {"seconds", or_null(cell.seconds)},
                                 {"result", cell.result},
                                 {"lesson_seconds", or_null(cell.lesson_seconds)},
                                 {"lesson_result", cell.lesson_result}});
  document["answers"] = Json::array();
  for (const Answer& a : answers_of(lesson))
    document["answers"].push_back({{"question", a.question}, {"answer", a.answer}});
  document["whole_runs"] = json_of_whole_runs(lesson);
  document["sorts"] = Json::array();
  for (const auto* sorts : {&lesson.whole_numbers, &lesson.fractions})
    if (*sorts)
      for (const SortRun& run : (*sorts)->runs) document["sorts"].push_back(json_of(**sorts, run));
  document["split"] = lesson.split ? json_of_search(*lesson.split) : Json(nullptr);
  document["runs"] = Json::array();
  for (const auto* run : {&lesson.one_thread, &lesson.one_thread_simd, &lesson.queue_of_points, &lesson.queue_of_many})
    if (*run) document["runs"].push_back(json_of(**run));
  for (const auto* comparison : {&lesson.gil, &lesson.started})
    if (*comparison)
      for (const PiRun& run : (*comparison)->runs) document["runs"].push_back(json_of(**comparison, run));
  return document;
}

std::vector<std::string> incidents_of(const Lesson& lesson) {
  std::vector<std::string> all = lesson.incidents;
  if (lesson.split) all.insert(all.end(), lesson.split->incidents.begin(), lesson.split->incidents.end());
  if (lesson.started)
    for (const PiRun& run : lesson.started->runs)
      all.insert(all.end(), run.timing.incidents.begin(), run.timing.incidents.end());
  return all;
}

}  // namespace

Document report_on(const Lesson& lesson) {
  const Json json = json_of(lesson);
  Page page{{Paragraph{notice(lesson) + on_the_machine(lesson) + describe_faults(lesson) + heading()},
             table_of(cells_of(lesson))}};
  for (const Answer& a : answers_of(lesson)) page.blocks.emplace_back(Paragraph{a.answer, a.question});
  return {.page = page,
          .csv = csv_of(json["cells"], {{"exercise", "/exercise"},
                                        {"seconds", "/seconds"},
                                        {"result", "/result"},
                                        {"lesson_seconds", "/lesson_seconds"},
                                        {"lesson_result", "/lesson_result"}}),
          .json = text_of(json),
          .exit_code = lesson.ending().exit_code(),
          .failure = lesson.failures.empty() ? "" : describe(lesson.failures.front()),
          .notes = incidents_of(lesson)};
}

}  // namespace crossover
