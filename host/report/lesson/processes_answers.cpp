#include <fmt/format.h>

#include <cmath>
#include <numbers>
#include <optional>
#include <string>
#include <vector>

#include "host/pi/estimate.hpp"
#include "host/report/lesson/answers.hpp"
#include "host/report/lesson/break_even_words.hpp"
#include "host/report/lesson/lesson_rows.hpp"
#include "host/report/lesson/notes_figures.hpp"
#include "host/report/lesson/python_answers.hpp"
#include "host/report/numbers.hpp"
#include "host/report/ratio_words.hpp"

namespace crossover {
namespace {

std::string describe_weak_scaling(const Lesson& lesson) {
  const auto& weak = lesson.weak_scaling;
  if (!weak || weak->of_all.empty()) return not_measured("processes that each count all N", model_queue_exercise);
  const Summary ratio = summarize_ratios(weak->of_one, weak->of_all);
  if (!ratio.ci95) return not_measured("processes that each count all N, often enough", model_queue_exercise);
  if (!weak->machine.quiet) return not_judged(weak->machine, model_queue_exercise);
  return fmt::format(
      "One process takes {} for {} points, {} take {} for as many each (weak scaling efficiency {}{}). Together they "
      "know pi as {}, one alone as {}.",
      format_duration(median(weak->of_one)), format_size(lesson.sizes.samples_of_thread), weak->tallies.size(),
      format_duration(median(weak->of_all)), format_ratio(ratio.median), format_interval(ratio),
      format_pi(weak->hits(), weak->samples()),
      format_pi(weak->tallies.front().hits, weak->tallies.front().range.size()));
}

/// Of so many samples, when the estimate is pi itself.
double error_of(double samples) {
  constexpr double p = std::numbers::pi / 4;
  return 4 * std::sqrt(p * (1 - p) / samples);
}

Answer on_the_benefit(const Lesson& lesson) {
  return {
      .question =
          "Where is the benefit in the model solutions, should the work not be split, and where does this happen?",
      .in_general =
          "There are two ways to use W workers. Strong scaling: N is split, each counts N / W, and the time falls: S "
          "+ t N / W. Weak scaling: each counts all N, the time stays, and there are W times as many points: the "
          "error of their mean falls by the square root of W.",
      .here = describe_weak_scaling(lesson),
      .in_the_notes = fmt::format("The solution with queues splits nothing: each process calls calc_pi(N) with all "
                                  "of N, and the two results are two estimates, {} and {}. Their mean is {:.7f}, "
                                  "with a standard error of {:.5f} in place of {:.5f}. The pool does split: "
                                  "`batch_size` is N divided by the number of processes, and each call of the pool "
                                  "gets one batch. So 1e7 points took {} in place of {}.",
                                  notes::estimates[0], notes::estimates[1],
                                  (notes::estimates[0] + notes::estimates[1]) / 2, error_of(2e7), error_of(1e7),
                                  format_duration(notes::pool_of_1e7), format_duration(1e7 * notes::python_point)),
      .python_here = python_on_weak_scaling(lesson),
  };
}

std::string describe_started(const Lesson& lesson) {
  const auto& started = lesson.pool ? lesson.pool->started : std::nullopt;
  const PiRun *threads = run_at(started, PoolExercise::threads), *processes = run_at(started, PoolExercise::processes);
  const auto by_threads = threads ? started->speed_up_of(*threads) : std::nullopt,
             by_processes = processes ? started->speed_up_of(*processes) : std::nullopt;
  if (!by_threads || !by_processes) return not_measured("threads and processes that are started", pool_exercise);
  if (!started->machine.quiet) return not_judged(started->machine, pool_exercise);
  const std::string unclear = not_clear({*by_threads, *by_processes});
  return fmt::format("{}nce started, {} processes are {}, as many threads {} times{} (SIMD, {} samples).",
                     unclear.empty() ? "O" : unclear + "o", processes->configuration.workers,
                     describe_speed_up(*by_processes, "one worker"), format_ratio(by_threads->median),
                     format_interval(*by_threads), format_size(started->range.size()));
}

Answer on_multiprocessing(const Lesson& lesson) {
  constexpr double points_of_small = 1000, points_of_even = 1e5, points_of_large = 1e7;
  const std::string with_start =
      describe_with_start(lesson, lesson.pool ? lesson.pool->break_even : std::nullopt, pool_exercise, "processes");
  return {
      .question = "When is multiprocessing worth it?",
      .in_general =
          "When threads cannot work at the same time, as in Python code under the lock; or when a worker that fails "
          "must not take the others with it. And when the work is large beside what the start of the processes takes "
          "and what has to be sent: N* = S / (t (1 - 1/W)), the rule for threads with another S.",
      .here = (lesson.workers < 2 ? "" : describe_started(lesson) + " ") + with_start,
      .in_the_notes = fmt::format(
          "What is printed for the pool are sums of five runs (`number=5`), by 4 processes. One run takes {}, {} and "
          "{} for 1e3, 1e5 and 1e7 points; one thread would take {}, {} and {}. So the pool loses {:.0f}-fold, "
          "breaks even, and wins {:.1f}-fold. The formula says the same: S is {} (the run of 1e3 points), so N* = {}.",
          format_duration(notes::pool_of_1e3), format_duration(notes::pool_of_1e5), format_duration(notes::pool_of_1e7),
          format_duration(points_of_small * notes::python_point), format_duration(points_of_even * notes::python_point),
          format_duration(points_of_large * notes::python_point),
          notes::pool_of_1e3 / (points_of_small * notes::python_point),
          points_of_large * notes::python_point / notes::pool_of_1e7, format_duration(notes::pool_of_1e3),
          format_break_even(notes::pool_of_1e3, notes::python_point, notes::pool_processes)),
      .python_here = python_on_processes(lesson),
  };
}

}  // namespace

std::vector<Answer> answers_on_model_queue(const Lesson& lesson) { return {on_the_benefit(lesson)}; }

std::vector<Answer> answers_on_pool(const Lesson& lesson) { return {on_multiprocessing(lesson)}; }

}  // namespace crossover
