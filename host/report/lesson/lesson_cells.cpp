#include "host/report/lesson/lesson_cells.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/pi/backends/entries.hpp"
#include "host/report/numbers.hpp"
#include "host/sort/sorters/entries.hpp"

namespace crossover {
namespace {

using Cells = std::vector<LessonCell>;

std::string describe_cpu(const PiRun& run) {
  return fmt::format("CPU time {}", format_duration(run.timing.cpu_seconds()));
}

void add_counting(const Lesson& lesson, Cells& cells) {
  const auto points = format_size(lesson.sizes.samples_of_thread),
             twice = format_size(2 * lesson.sizes.samples_of_thread);
  if (const PiRun* held = run_of(lesson.gil, gil_backend))
    cells.push_back({"pi: two threads with one lock (the GIL), " + points + " points each", held->seconds(),
                     describe_cpu(*held), 8.15, "CPU time 8.17 s"});
  if (const PiRun* alone = run_of(lesson.gil, serial_backend))
    cells.push_back(
        {"pi: the same " + twice + " points by one thread", alone->seconds(), describe_cpu(*alone), {}, ""});
  if (lesson.one_thread)
    cells.push_back({"pi: one thread of compiled code (numba, nogil), " + points + " points",
                     lesson.one_thread->seconds(), "", 63.1e-3, ""});
  if (lesson.one_thread_simd)
    cells.push_back({"pi: the same with SIMD", lesson.one_thread_simd->seconds(), "", {}, ""});
  if (const PiRun* released = run_of(lesson.gil, gil_backend, true))
    cells.push_back({"pi: two threads that release the lock, " + points + " points each",
                     released->seconds(),
                     describe_cpu(*released),
                     {},
                     ""});
}

/// Null when there is none that is right.
const SortRun* run_of(const SortComparison& comparison, const SorterEntry& sorter, Sharing sharing) {
  for (const SortRun& run : comparison.runs)
    if (run.is_right() && run.configuration.sorter == &sorter && run.configuration.sharing == sharing) return &run;
  return nullptr;
}

/// What the lesson took for one array, and for two by threads that run at the same time and one after the other.
struct SortFigures {
  double one_array, threads;
  std::optional<double> in_turn;
};

void add_sorts(const std::optional<SortComparison>& comparison, const SorterEntry& sorter, const std::string& what,
               const SortFigures& lesson, Cells& cells) {
  if (!comparison) return;
  if (const SortRun* run = run_of(*comparison, sorter, Sharing::sequential))
    cells.push_back(
        {"sort: " + what + ", one array", run->seconds() / comparison->task.arrays, "", lesson.one_array, ""});
  if (const SortRun* run = run_of(*comparison, sorter, Sharing::threads))
    cells.push_back({"sort: the same, two arrays in two threads", run->seconds(), "", lesson.threads, ""});
  if (const SortRun* run = run_of(*comparison, sorter, Sharing::in_turn))
    cells.push_back({"sort: the same, one thread after the other", run->seconds(), "", lesson.in_turn, ""});
}

void add_sorting(const Lesson& lesson, Cells& cells) {
  const auto keys = format_size(lesson.sizes.keys);
  add_sorts(lesson.whole_numbers, simd_sorter, keys + " whole numbers by SIMD (np.sort)", {4.88e-6, 113e-6, 107e-6},
            cells);
  add_sorts(lesson.whole_numbers, std_sorter, keys + " whole numbers by std::sort (sorted)", {132e-6, 382e-6, 380e-6},
            cells);
  add_sorts(lesson.fractions, simd_sorter, keys + " fractions by SIMD (np.sort)", {11.3e-6, 85.1e-6, {}}, cells);
}

void add_queue(const Lesson& lesson, Cells& cells) {
  if (lesson.queue_of_points) {
    const Tally& tally = lesson.queue_of_points->tally;
    cells.push_back({fmt::format("queue: {} points, one a message, two workers", tally.range.size()),
                     lesson.queue_of_points->seconds(),
                     fmt::format("{} hits: pi is {}", tally.hits, format_pi(tally.hits, tally.range.size())),
                     {},
                     "0 hits"});
  }
  if (lesson.queue_of_many)
    cells.push_back({fmt::format("queue: {} points, one a message", format_size(lesson.sizes.many_points)),
                     lesson.queue_of_many->seconds(),
                     "",
                     {},
                     ""});
  if (const PiRun* run = run_of(lesson.started, queue_backend))
    cells.push_back({fmt::format("queue: {} points, {} workers, in chunks", format_size(lesson.sizes.shared_samples),
                                 run->configuration.workers),
                     run->seconds(),
                     "each point once",
                     {},
                     "each worker counted all the points"});
}

void add_pool(const Lesson& lesson, Cells& cells) {
  if (!lesson.whole_runs) return;
  for (std::size_t c = 0; c < lesson.whole_runs->configurations.size(); ++c) {
    if (lesson.whole_runs->configurations[c].backend != &processes_backend) continue;
    for (const TimingsAtSize& at : lesson.whole_runs->series.points) {
      std::optional<double> there;
      if (at.size == 1000) there = 0.148;
      if (at.size == 100'000) there = 0.201;
      if (at.size == 10'000'000) there = 6.21;
      if (const auto here = lesson.whole_runs->seconds(c, at.size))
        cells.push_back({fmt::format("pool: {} points, {} processes, their start included", format_size(at.size),
                                     lesson.whole_runs->configurations[c].workers),
                         here, "", there, ""});
    }
  }
}

}  // namespace

const PiRun* run_of(const std::optional<Comparison>& comparison, const BackendEntry& backend, bool release_gil) {
  if (!comparison) return nullptr;
  const auto found = std::ranges::find_if(comparison->runs, [&](const PiRun& run) {
    return !run.failure && run.configuration.backend == &backend && run.configuration.release_gil == release_gil;
  });
  return found == comparison->runs.end() ? nullptr : &*found;
}

std::vector<LessonCell> cells_of(const Lesson& lesson) {
  Cells cells;
  add_counting(lesson, cells);
  add_sorting(lesson, cells);
  add_queue(lesson, cells);
  add_pool(lesson, cells);
  return cells;
}

}  // namespace crossover
