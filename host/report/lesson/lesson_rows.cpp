#include "host/report/lesson/lesson_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "host/pi/estimate.hpp"
#include "host/report/lesson/notes_figures.hpp"
#include "host/report/numbers.hpp"

namespace crossover {
namespace {

/// The rows of one exercise as they are put together. Each has the name of its cell, by which Python's programs call it
/// too.
class Rows {
 public:
  Rows(const Lesson& lesson, const Exercise& exercise) : lesson_(lesson), exercise_(exercise) {}

  LessonRow& add(std::string cell, std::string what, std::optional<double> seconds = {}) {
    const PythonCell* python = lesson_.python ? lesson_.python->cell(cell) : nullptr;
    rows_.push_back({.exercise = &exercise_,
                     .cell = std::move(cell),
                     .what = std::move(what),
                     .seconds = seconds,
                     .is_beside_python = lesson_.has_python(),
                     .python = python});
    return rows_.back();
  }

  // For a run, where there is one.

  LessonRow& add(std::string cell, std::string what, const PiRun* run) {
    return run ? add(std::move(cell), std::move(what), run->seconds()) : none();
  }

  LessonRow& add(std::string cell, std::string what, const SortRun* run, double parts = 1) {
    return run ? add(std::move(cell), std::move(what), run->seconds() / parts) : none();
  }

  std::vector<LessonRow> take() { return std::move(rows_); }

 private:
  /// Takes what is said of a run that there is not.
  LessonRow& none() { return none_ = {.exercise = &exercise_, .cell = {}, .what = {}}; }

  const Lesson& lesson_;
  const Exercise& exercise_;
  std::vector<LessonRow> rows_;
  LessonRow none_ = {};
};

void add_threads(const Lesson& lesson, Rows& rows) {
  if (!lesson.threads) return;
  const ThreadsExercise& threads = *lesson.threads;
  const auto points = format_size(lesson.sizes.samples_of_thread);
  LessonRow& alone = rows.add("threads.plain", fmt::format("plain loop, one thread, {} points", points),
                              run_at(threads.one_thread, 0));
  alone.notes_seconds = notes::two_threads / 2;
  alone.is_worked_out = true;
  rows.add("threads.numba", fmt::format("numba nogil, one thread, {} points", points),
           run_at(threads.one_thread, ThreadsExercise::releasing_alone))
      .notes_seconds = notes::numba;
  rows.add("threads.simd", fmt::format("SIMD, one thread, {} points", points),
           run_at(threads.one_thread, ThreadsExercise::vectors));
  const PiRun* holding = run_at(threads.two_threads, ThreadsExercise::holding);
  rows.add("threads.two", fmt::format("two threads, one lock, {} each", points), holding).notes_seconds =
      notes::two_threads;
  if (holding != nullptr)
    rows.add("threads.two_cpu", "the same, CPU time", holding->timing.cpu_seconds()).notes_seconds =
        notes::cpu_of_two_threads;
  const PiRun* releasing = run_at(threads.two_threads, ThreadsExercise::releasing);
  rows.add("threads.numba_two", "two threads that release the lock", releasing);
  if (releasing != nullptr) rows.add("threads.numba_two_cpu", "the same, CPU time", releasing->timing.cpu_seconds());
}

void add_sorts(const std::string& cell, const std::optional<SortComparison>& sorts, const std::string& what,
               const std::string& in_threads, Rows& rows, const std::optional<notes::Sorts>& there) {
  LessonRow& one = rows.add(cell, what, run_of(sorts, Sharing::sequential), sorts ? sorts->task.arrays : 1);
  if (there) one.notes_seconds = there->one_array;
  const SortRun* threads = run_of(sorts, Sharing::threads);
  LessonRow& both = rows.add(cell + "_threads", in_threads, threads ? threads : run_of(sorts, Sharing::gil));
  if (there) both.notes_seconds = there->threads;
  LessonRow& in_turn = rows.add(cell + "_in_turn", "two arrays, two threads in turn", run_of(sorts, Sharing::in_turn));
  if (there && there->in_turn > 0) in_turn.notes_seconds = there->in_turn;
}

void add_sorting(const Lesson& lesson, Rows& rows) {
  if (!lesson.sorting) return;
  const SortingExercise& sorting = *lesson.sorting;
  const auto keys = format_size(lesson.sizes.keys);
  const std::string two = "two arrays, two threads";
  add_sorts("sorting.np_sort", sorting.by_simd, fmt::format("np.sort (SIMD), {} whole numbers", keys), two, rows,
            notes::np_sort);
  add_sorts("sorting.sorted", sorting.by_std, fmt::format("sorted (std::sort), {} of them", keys), two + ", one lock",
            rows, notes::sorted);
  add_sorts("sorting.fractions", sorting.fractions, fmt::format("np.sort (SIMD), {} fractions", keys), two, rows,
            notes::Sorts{notes::np_sort_fractions, notes::np_sort_fractions_in_threads, 0});
  add_sorts("sorting.many", sorting.many_fractions,
            fmt::format("np.sort (SIMD), {} fractions", format_size(lesson.sizes.many_keys)), two, rows, std::nullopt);
}

void add_queue(const Lesson& lesson, Rows& rows) {
  if (!lesson.queue) return;
  const QueueExercise& queue = *lesson.queue;
  if (queue.as_written) {
    LessonRow& row =
        rows.add("queue.as_written",
                 fmt::format("as written, {} points, {} readers", queue.as_written->points, queue.as_written->readers),
                 queue.as_written->seconds_of_run);
    row.result = fmt::format("returns {}", queue.as_written->usual_sum());
    row.notes_result = fmt::format("returns {}", notes::hits_of_queue);
  }
  if (queue.repaired)
    rows.add("queue.repaired", "repaired, a result for each point", queue.repaired->seconds()).result =
        fmt::format("{} hits", queue.repaired->tally.hits);
  const auto points = format_size(lesson.sizes.many_points);
  rows.add("queue.alone", points + " points, one thread, no queue", run_at(queue.many_points, QueueExercise::alone));
  rows.add("queue.one_by_one", points + " points, 2 workers, one by one",
           run_at(queue.many_points, QueueExercise::one_by_one));
  rows.add("queue.in_chunks", points + " points, 2 workers, in chunks",
           run_at(queue.many_points, QueueExercise::in_chunks));
}

void add_model_queue(const Lesson& lesson, Rows& rows) {
  if (!lesson.weak_scaling || lesson.weak_scaling->of_all.empty()) return;
  const WeakScaling& weak = *lesson.weak_scaling;
  const auto points = format_size(lesson.sizes.samples_of_thread);
  rows.add("model_queue.one", fmt::format("one process, {} points", points), median(weak.of_one));
  rows.add("model_queue.two", fmt::format("{} processes, {} points each", weak.tallies.size(), points),
           median(weak.of_all));
  std::vector<std::string> here;
  for (const Tally& tally : weak.tallies)
    here.push_back(fmt::format("{:.4f}", estimate(tally.hits, tally.range.size())->pi));
  LessonRow& estimates = rows.add("model_queue.estimates", "pi, by each process");
  estimates.result = fmt::format("{}", fmt::join(here, ", "));
  estimates.notes_result = fmt::format("{:.4f}, {:.4f}", notes::estimates[0], notes::estimates[1]);
  LessonRow& together = rows.add("model_queue.mean", "pi, their mean");
  together.result = format_pi(weak.hits(), weak.samples());
  together.notes_result = fmt::format("{:.5f}", (notes::estimates[0] + notes::estimates[1]) / 2);
}

/// What the notes have for so many points by one worker, and by the pool of four.
std::optional<double> of_notes(const Configuration& configuration, std::uint64_t points) {
  if (configuration.workers == 1) return notes::python_point * static_cast<double>(points);
  if (configuration.workers != notes::pool_processes) return std::nullopt;
  if (points == 1000) return notes::pool_of_1e3;
  if (points == 100'000) return notes::pool_of_1e5;
  if (points == 10'000'000) return notes::pool_of_1e7;
  return std::nullopt;
}

void add_pool(const Lesson& lesson, Rows& rows) {
  if (!lesson.pool || !lesson.pool->whole_runs) return;
  const WholeRuns& whole = *lesson.pool->whole_runs;
  for (const TimingsAtSize& at : whole.series.points)
    for (std::size_t c = 0; c < whole.configurations.size(); ++c) {
      const Configuration& configuration = whole.configurations[c];
      const auto seconds = whole.seconds(c, at.size);
      if (!seconds) continue;
      const std::string by =
          configuration.workers == 1 ? "one worker, no pool" : fmt::format("{} processes", configuration.workers);
      LessonRow& row = rows.add(fmt::format("pool.{}.{}", configuration.workers, at.size),
                                fmt::format("{} points, {}", format_size(at.size), by), seconds->median);
      row.notes_seconds = of_notes(configuration, at.size);
      row.is_worked_out = row.notes_seconds.has_value();
    }
}

void add_split(const Lesson& lesson, Rows& rows) {
  if (!lesson.split) return;
  const std::uint64_t samples = lesson.split->range.size();
  if (!lesson.split->candidates.empty())
    if (const auto alone = lesson.split->candidates.front().seconds_for(samples))
      rows.add("split.alone", fmt::format("{} points by one worker (SIMD)", format_size(samples)), *alone);
  if (!lesson.split->choice) return;
  const Candidate& chosen = lesson.split->candidates[lesson.split->choice->candidate];
  if (const auto seconds = chosen.seconds_for(samples))
    rows.add("split.best", "best: " + describe_configuration(chosen.configuration), *seconds);
}

}  // namespace

std::optional<double> LessonRow::times_faster() const {
  const auto other = [&] { return !is_beside_python ? notes_seconds : python ? python->seconds : std::nullopt; }();
  if (!seconds.has_value() || !other.has_value() || *seconds <= 0) return std::nullopt;
  return other.value() / seconds.value();
}

std::vector<LessonRow> rows_of(const Lesson& lesson, const Exercise& exercise) {
  Rows rows(lesson, exercise);
  if (&exercise == &threads_exercise) add_threads(lesson, rows);
  if (&exercise == &sorting_exercise) add_sorting(lesson, rows);
  if (&exercise == &queue_exercise) add_queue(lesson, rows);
  if (&exercise == &model_queue_exercise) add_model_queue(lesson, rows);
  if (&exercise == &pool_exercise) add_pool(lesson, rows);
  if (&exercise == &split_exercise) add_split(lesson, rows);
  return rows.take();
}

const PiRun* run_at(const std::optional<Comparison>& comparison, std::size_t configuration) {
  if (!comparison || configuration >= comparison->runs.size()) return nullptr;
  const PiRun& run = comparison->runs[configuration];
  return run.failure || !run.complete() ? nullptr : &run;
}

const SortRun* run_of(const std::optional<SortComparison>& sorts, Sharing sharing) {
  if (!sorts) return nullptr;
  const auto run = std::ranges::find_if(sorts->runs, [&](const SortRun& r) {
    return r.is_right() && r.configuration.sharing == sharing && r.seconds() > 0;
  });
  return run == sorts->runs.end() ? nullptr : &*run;
}

}  // namespace crossover
