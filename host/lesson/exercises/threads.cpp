#include "host/lesson/exercises/threads.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include "host/lesson/lesson_run.hpp"
#include "host/pi/backends/entries.hpp"

namespace crossover {
namespace {

Configuration with_lock(unsigned threads, bool release) {
  return {.backend = &gil_backend, .kernel = &scalar_kernel, .workers = threads, .release_gil = release};
}

void run_threads(LessonRun& run) {
  ThreadsExercise& result = run.lesson().threads.emplace();
  const std::uint64_t samples = run.sizes().samples_of_thread;
  run.measure(0.3, [&](double seconds) {
    result.one_thread = run.compare_all(
        {one_worker_with(scalar_kernel), with_lock(1, true), one_worker_with(simd_kernel)}, samples, seconds);
  });
  run.measure(0.4, [&](double seconds) {
    result.two_threads = run.compare_all({one_worker_with(scalar_kernel), with_lock(2, false), with_lock(2, true)},
                                         2 * samples, seconds);
  });
  run.measure(0.3, [&](double seconds) {
    measure_break_even(run, threads_backend, run.workers(), seconds, result.break_even.emplace());
  });
  run.trace("Two threads with one lock: they take turns", with_lock(2, false), samples);
  run.trace("Two threads that release the lock while they count", with_lock(2, true), samples);
}

std::vector<std::string> python_threads(const LessonRun& run) {
  return {"threads.py", std::to_string(workers_at_once(run)), std::to_string(run.sizes().samples_of_thread)};
}

}  // namespace

const Exercise threads_exercise{
    .name = "threads",
    .title = "Pi by two threads",
    .share = 0.3,
    .run = run_threads,
    .python_command = python_threads,
};

}  // namespace crossover
