#include "host/report/lesson/lesson_json.hpp"

#include <optional>

#include "host/report/lesson/answers.hpp"
#include "host/report/lesson/break_even_words.hpp"
#include "host/report/lesson/lesson_rows.hpp"
#include "host/report/pi/comparison_json.hpp"
#include "host/report/sort/sort_json.hpp"
#include "host/report/tune/tuning_json.hpp"

namespace crossover {
namespace {

Json cells_of(const Lesson& lesson) {
  Json cells = Json::array();
  for (const Exercise* exercise : lesson.exercises)
    for (const LessonRow& row : rows_of(lesson, *exercise))
      cells.push_back({{"exercise", exercise->name},
                       {"cell", row.cell},
                       {"what", row.what},
                       {"seconds", or_null(row.seconds)},
                       {"result", row.result},
                       {"lesson_seconds", or_null(row.notes_seconds)},
                       {"lesson_seconds_worked_out", row.is_worked_out},
                       {"lesson_result", row.notes_result},
                       {"python_seconds", row.python ? or_null(row.python->seconds) : Json(nullptr)},
                       {"python_result", row.python ? row.python->result : ""},
                       {"python_lacks", row.python ? row.python->missing : ""},
                       {"times_faster", or_null(row.times_faster())}});
  return cells;
}

Json python_of(const Lesson& lesson) {
  if (!lesson.python) return nullptr;
  return {{"program", lesson.python->program}, {"version", lesson.python->version}};
}

Json all_answers_of(const Lesson& lesson) {
  Json answers = Json::array();
  for (const Exercise* exercise : lesson.exercises)
    for (const Answer& answer : answers_of(lesson, *exercise))
      answers.push_back({{"exercise", exercise->name},
                         {"question", answer.question},
                         {"in_general", answer.in_general},
                         {"here", answer.here},
                         {"in_the_notes", answer.in_the_notes},
                         {"python_here", answer.python_here}});
  return answers;
}

/// Whole runs of the pool at each size, the start of the workers included.
Json whole_runs_of(const Lesson& lesson) {
  Json all = Json::array();
  if (!lesson.pool || !lesson.pool->whole_runs) return all;
  const WholeRuns& whole = *lesson.pool->whole_runs;
  for (const TimingsAtSize& at : whole.series.points)
    for (std::size_t i = 0; i < whole.configurations.size(); ++i)
      if (const auto seconds = whole.seconds(i, at.size))
        all.push_back({{"backend", whole.configurations[i].backend->name},
                       {"kernel", whole.configurations[i].kernel->name},
                       {"workers", whole.configurations[i].workers},
                       {"samples", at.size},
                       {"seconds", json_of(*seconds)}});
  return all;
}

Json break_even_of(const Lesson& lesson) {
  Json all = Json::array();
  const auto add = [&](const std::optional<BreakEven>& even) {
    if (even) all.push_back(json_of(*even, codes_of_python(lesson, *even->backend)));
  };
  if (lesson.threads) add(lesson.threads->break_even);
  if (lesson.pool) add(lesson.pool->break_even);
  return all;
}

Json queue_as_written(const Lesson& lesson) {
  if (!lesson.queue || !lesson.queue->as_written) return nullptr;
  const LearnersQueue& queue = *lesson.queue->as_written;
  return {{"points", queue.points},
          {"readers", queue.readers},
          {"runs", queue.runs},
          {"runs_by_sum", queue.runs_by_sum},
          {"runs_with_late_readers", queue.runs_with_late_readers},
          {"seconds", queue.seconds_of_run}};
}

Json weak_scaling_of(const Lesson& lesson) {
  if (!lesson.weak_scaling || lesson.weak_scaling->of_all.empty()) return nullptr;
  const WeakScaling& weak = *lesson.weak_scaling;
  Json tallies = Json::array();
  for (const Tally& tally : weak.tallies)
    tallies.push_back({{"first", tally.range.first}, {"samples", tally.range.size()}, {"hits", tally.hits}});
  return {{"tallies", tallies},
          {"one_process", json_of(summarize(weak.of_one))},
          {"all_processes", json_of(summarize(weak.of_all))}};
}

}  // namespace

Json json_of(const Lesson& lesson) {
  Json document = json_head("lesson");
  document["complete"] = lesson.complete();
  document["machine_state"] = json_of(lesson.machine());
  document["workers"] = lesson.workers;
  document["elapsed_seconds"] = lesson.seconds;
  document["failures"] = Json::array();
  for (const LessonFailure& failure : lesson.failures)
    document["failures"].push_back({{"exercise", failure.exercise->name}, {"why", failure.error.what()}});
  document["python"] = python_of(lesson);
  document["cells"] = cells_of(lesson);
  document["answers"] = all_answers_of(lesson);
  document["break_even"] = break_even_of(lesson);
  document["queue_as_written"] = queue_as_written(lesson);
  document["weak_scaling"] = weak_scaling_of(lesson);
  document["whole_runs"] = whole_runs_of(lesson);
  document["sorts"] = Json::array();
  for (const SortComparison* sorts : lesson.sorts())
    for (const SortRun& run : sorts->runs) document["sorts"].push_back(json_of(*sorts, run));
  document["split"] = lesson.split ? json_of_search(*lesson.split) : Json(nullptr);
  document["runs"] = Json::array();
  if (lesson.queue && lesson.queue->repaired) document["runs"].push_back(json_of(*lesson.queue->repaired));
  for (const Comparison* comparison : lesson.comparisons())
    for (const PiRun& run : comparison->runs) document["runs"].push_back(json_of(*comparison, run));
  return document;
}

}  // namespace crossover
