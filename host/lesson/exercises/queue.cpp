#include "host/lesson/exercises/queue.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include "host/lesson/lesson_run.hpp"
#include "host/measure/statistics.hpp"
#include "host/pi/backends/entries.hpp"
#include "host/system/stopwatch.hpp"

namespace crossover {
namespace {

constexpr unsigned readers = 2;

Configuration by_queue(std::optional<std::uint64_t> chunk) {
  return {.backend = &queue_backend, .kernel = &scalar_kernel, .workers = readers, .chunk = chunk};
}

LearnersQueue run_as_written(const LessonRun& run) {
  LearnersQueue all{.points = run.sizes().points, .readers = readers};
  std::vector<double> seconds;
  for (unsigned i = 0; i < run.sizes().queue_runs && run.signal() == 0; ++i) {
    const Stopwatch watch;
    const LearnersQueueRun one = run_learners_queue(lesson_seed, all.points, readers);
    seconds.push_back(watch.seconds());
    all.keep(one);
  }
  if (!seconds.empty()) all.seconds_of_run = median(seconds);
  return all;
}

void run_queue(LessonRun& run) {
  QueueExercise& result = run.lesson().queue.emplace();
  run.measure(0, [&](double) {
    LearnersQueue all = run_as_written(run);
    run.note_stop();
    if (all.runs > 0) result.as_written = all;
  });
  run.measure(0, [&](double) {
    const std::uint64_t points = run.sizes().points;
    result.repaired = run.run_once(by_queue(1), points);
    if (result.repaired) run.check_hits(*result.repaired, count_hits(lesson_seed, {0, points}));
  });
  run.measure(1, [&](double seconds) {
    result.many_points = run.compare_all({one_worker_with(scalar_kernel), by_queue(1), by_queue(std::nullopt)},
                                         run.sizes().many_points, seconds);
  });
  constexpr std::uint64_t few_points = 2000;  // or nothing can be seen of a message
  run.trace("A queue, one point a message", by_queue(1), few_points);
}

std::vector<std::string> python_queue(const LessonRun& run) {
  return {"queue_of_points.py", std::to_string(run.sizes().points), std::to_string(run.sizes().many_points)};
}

}  // namespace

const Exercise queue_exercise{
    .name = "queue",
    .title = "Pi by a queue",
    .share = 0.1,
    .run = run_queue,
    .python_command = python_queue,
};

}  // namespace crossover
