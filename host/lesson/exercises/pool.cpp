#include "host/lesson/exercises/pool.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "host/lesson/lesson_run.hpp"
#include "host/pi/backends/entries.hpp"

namespace crossover {
namespace {

Configuration pool_of(unsigned processes) {
  return {.backend = &processes_backend, .kernel = &scalar_kernel, .workers = processes};
}

Configuration by_simd(const BackendEntry& backend, unsigned workers) {
  return {.backend = &backend, .kernel = &simd_kernel, .workers = workers};
}

/// Besides that of the lesson: one as large as the machine.
bool has_pool_of_its_own(const LessonRun& run) {
  return run.workers() > 1 && run.workers() != run.sizes().pool_workers;
}

void run_pool(LessonRun& run) {
  PoolExercise& result = run.lesson().pool.emplace();
  const LessonSizes& sizes = run.sizes();
  WholeRuns& whole = result.whole_runs.emplace();
  whole.configurations = {one_worker_with(scalar_kernel), pool_of(sizes.pool_workers)};
  if (has_pool_of_its_own(run)) whole.configurations.push_back(pool_of(run.workers()));
  WholeRunTimer timer(run);
  const double share_of_size = 0.4 / static_cast<double>(sizes.pool_samples.size());
  for (const std::uint64_t size : sizes.pool_samples)
    run.measure(share_of_size, [&](double seconds) { timer.time(whole, size, seconds); });
  run.measure(0.2, [&](double seconds) {
    result.started = run.compare_all({by_simd(serial_backend, 1), by_simd(threads_backend, run.workers()),
                                      by_simd(processes_backend, run.workers())},
                                     sizes.samples_to_split, seconds);
  });
  run.measure(0.4, [&](double seconds) {
    measure_break_even(run, processes_backend, run.workers(), seconds, result.break_even.emplace());
  });
  constexpr std::uint64_t some_samples = 1'000'000;
  run.trace("A pool of processes starts", pool_of(sizes.pool_workers), some_samples);
}

std::vector<std::string> python_pool(const LessonRun& run) {
  const LessonSizes& sizes = run.sizes();
  // No more than those: the start of many processes of Python takes seconds, and so do runs that make up for it.
  const unsigned pays_with = std::min(workers_at_once(run), sizes.pool_workers);
  std::vector<std::string> command{"pool.py", std::to_string(pays_with), std::to_string(sizes.pool_workers)};
  if (has_pool_of_its_own(run)) command[2] += fmt::format(",{}", run.workers());
  for (const std::uint64_t size : sizes.pool_samples) command.push_back(std::to_string(size));
  return command;
}

}  // namespace

const Exercise pool_exercise{
    .name = "pool",
    .title = "Pi by a pool of processes, their start included",
    .share = 0.2,
    .run = run_pool,
    .python_command = python_pool,
};

}  // namespace crossover
