#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "host/lesson/lesson.hpp"
#include "host/pi/backends/entries.hpp"
#include "host/sort/sorters/entries.hpp"
#include "tests/support/fakes/fake_backends.hpp"

/// A lesson as if it had been measured, with figures that are easy to reckon with.
namespace crossover {

/// Twelve rounds that all take as long.
inline std::vector<double> rounds_of(double seconds) { return std::vector<double>(12, seconds); }

inline PiRun pi_run_of(const BackendEntry& backend, const Kernel& kernel, double seconds, bool release_gil = false,
                       unsigned workers = 2) {
  return measured({.backend = &backend, .kernel = &kernel, .workers = workers, .release_gil = release_gil},
                  rounds_of(seconds));
}

inline Comparison comparison_of(const std::vector<PiRun>& runs) {
  Comparison comparison{};
  comparison.range = {0, 20'000'000};
  comparison.runs = runs;
  comparison.verified = true;
  return comparison;
}

inline SortRun sort_run_of(const SorterEntry& sorter, Sharing sharing, double seconds) {
  SortRun run{.configuration = {&sorter, sharing, 1, 2}};
  run.timing.warm_seconds = summarize(rounds_of(seconds));
  return run;
}

inline SortComparison sorts_of(std::uint64_t keys, const std::vector<SortRun>& runs) {
  SortComparison sorts;
  sorts.task = {KeyType::i64, Distribution::lesson, Seed{42}, keys, 2};
  sorts.runs = runs;
  sorts.thread_start = summarize(rounds_of(70e-6));
  return sorts;
}

/// Of workers that take so long to start: they pay from 4e5 samples on for 10 ns a sample, from 4e6 for 1 ns, where
/// that is 2 ms.
inline BreakEven break_even_of(const BackendEntry& backend, double start) {
  BreakEven even{.backend = &backend, .workers = 2, .at_once = 2, .start = summarize(rounds_of(start))};
  for (const auto& [kernel, per_sample] : {std::pair(&scalar_kernel, 10e-9), std::pair(&simd_kernel, 1e-9)}) {
    BreakEvenOfKernel of_kernel{.kernel = kernel, .per_sample = summarize(rounds_of(per_sample))};
    of_kernel.whole_runs.configurations = {with_scalar_kernel(serial_backend), with_scalar_kernel(backend, 2)};
    for (const double factor : {0.5, 0.75, 1.5, 3.0}) {
      const double samples = factor * 2 * start / per_sample, alone = samples * per_sample;
      of_kernel.whole_runs.series.points.push_back(
          {static_cast<std::uint64_t>(samples), {rounds_of(alone), rounds_of(start + alone / 2)}});
    }
    even.kernels.push_back(of_kernel);
  }
  return even;
}

inline WholeRuns pool_runs() {
  WholeRuns whole{.configurations = {with_scalar_kernel(serial_backend), with_scalar_kernel(processes_backend, 4),
                                     with_scalar_kernel(processes_backend, 2)}};
  for (const std::uint64_t samples : {1000U, 100'000U, 10'000'000U}) {
    const double alone = 10e-9 * static_cast<double>(samples);
    whole.series.points.push_back(
        {samples, {rounds_of(alone), rounds_of(4e-3 + alone / 2), rounds_of(2e-3 + alone / 2)}});
  }
  return whole;
}

inline Lesson whole_lesson() {
  Lesson lesson{.exercises = all_exercises(), .workers = 2};
  lesson.threads = ThreadsExercise{
      .one_thread = comparison_of({pi_run_of(serial_backend, scalar_kernel, 0.1, false, 1),
                                   pi_run_of(gil_backend, scalar_kernel, 0.1, true, 1),
                                   pi_run_of(serial_backend, simd_kernel, 0.01, false, 1)}),
      .two_threads =
          comparison_of({pi_run_of(serial_backend, scalar_kernel, 0.2, false, 1),
                         pi_run_of(gil_backend, scalar_kernel, 0.2), pi_run_of(gil_backend, scalar_kernel, 0.1, true)}),
      .break_even = break_even_of(threads_backend, 50e-6)};
  lesson.sorting =
      SortingExercise{.by_simd = sorts_of(1000, {sort_run_of(simd_sorter, Sharing::sequential, 8e-6),
                                                 sort_run_of(simd_sorter, Sharing::threads, 80e-6),
                                                 sort_run_of(simd_sorter, Sharing::in_turn, 88e-6)}),
                      .by_std = sorts_of(1000, {sort_run_of(std_sorter, Sharing::sequential, 50e-6),
                                                sort_run_of(std_sorter, Sharing::gil, 120e-6),
                                                sort_run_of(std_sorter, Sharing::in_turn, 120e-6)}),
                      .fractions = sorts_of(1000, {sort_run_of(simd_sorter, Sharing::sequential, 8e-6),
                                                   sort_run_of(simd_sorter, Sharing::threads, 80e-6),
                                                   sort_run_of(simd_sorter, Sharing::in_turn, 88e-6)}),
                      .many_fractions = sorts_of(10'000'000, {sort_run_of(simd_sorter, Sharing::sequential, 0.2),
                                                              sort_run_of(simd_sorter, Sharing::threads, 0.1)})};
  lesson.queue = QueueExercise{.as_written = LearnersQueue{.points = 100,
                                                           .readers = 2,
                                                           .runs_by_sum = {31, 142, 27},
                                                           .runs = 200,
                                                           .runs_with_late_readers = 158,
                                                           .seconds_of_run = 70e-6},
                               .repaired = measured(with_scalar_kernel(queue_backend, 2), {}, {Seed{42}, {0, 100}, 77}),
                               .many_points = comparison_of({pi_run_of(serial_backend, scalar_kernel, 0.01, false, 1),
                                                             pi_run_of(queue_backend, scalar_kernel, 0.04),
                                                             pi_run_of(queue_backend, scalar_kernel, 0.005)})};
  lesson.queue->many_points->runs[1].message_costs = MessageCosts{1'000'000, 1'000'000, 0.01, 0.04};
  lesson.weak_scaling =
      WeakScaling{.tallies = {{Seed{42}, {0, 10'000'000}, 7'855'825}, {Seed{42}, {10'000'000, 20'000'000}, 7'853'346}},
                  .of_one = rounds_of(0.1),
                  .of_all = rounds_of(0.125)};
  lesson.pool = PoolExercise{.whole_runs = pool_runs(),
                             .started = comparison_of({pi_run_of(serial_backend, simd_kernel, 0.1, false, 1),
                                                       pi_run_of(threads_backend, simd_kernel, 0.05),
                                                       pi_run_of(processes_backend, simd_kernel, 0.05)}),
                             .break_even = break_even_of(processes_backend, 2e-3)};
  lesson.split.emplace();
  lesson.split->range = {0, 100'000'000};
  lesson.split->candidates = {
      {.configuration = with_scalar_kernel(serial_backend), .runs = {{100'000'000, 0, 0.4}}},
      {.configuration = with_scalar_kernel(threads_backend, 2), .runs = {{100'000'000, 0, 0.2}}}};
  lesson.split->choice = Choice{.candidate = 1};
  lesson.split->finalists = judge({0, 1}, {rounds_of(0.4), rounds_of(0.2)});
  lesson.done = lesson.exercises.size();
  lesson.is_over = true;
  return lesson;
}

/// The same where others were at work all the time.
inline Lesson busy_lesson() {
  Lesson lesson = whole_lesson();
  const MachineState busy{.quiet = false, .why = "others were at work", .next_step = "run it again later"};
  const auto make_busy = [&](WholeRuns& whole) {
    whole.machine = busy;
    for (TimingsAtSize& at : whole.series.points) at.machine_was_quiet = false;
  };
  lesson.machine_at_start = busy;
  for (auto* comparison :
       {&lesson.threads->one_thread, &lesson.threads->two_threads, &lesson.queue->many_points, &lesson.pool->started})
    (*comparison)->machine = busy;
  for (auto* sorts :
       {&lesson.sorting->by_simd, &lesson.sorting->by_std, &lesson.sorting->fractions, &lesson.sorting->many_fractions})
    (*sorts)->machine = busy;
  lesson.weak_scaling->machine = lesson.split->machine = busy;
  make_busy(*lesson.pool->whole_runs);
  for (BreakEven* even : {&*lesson.threads->break_even, &*lesson.pool->break_even}) {
    even->machine = busy;
    for (BreakEvenOfKernel& kernel : even->kernels) make_busy(kernel.whole_runs);
  }
  return lesson;
}

}  // namespace crossover
