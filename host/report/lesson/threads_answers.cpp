#include <fmt/format.h>

#include <optional>
#include <string>
#include <vector>

#include "host/pi/backends/entries.hpp"
#include "host/report/lesson/answers.hpp"
#include "host/report/lesson/break_even_words.hpp"
#include "host/report/lesson/lesson_rows.hpp"
#include "host/report/lesson/notes_figures.hpp"
#include "host/report/lesson/python_answers.hpp"
#include "host/report/numbers.hpp"
#include "host/report/ratio_words.hpp"

namespace crossover {
namespace {

/// How two threads fared beside one.
struct TwoThreads {
  Summary holding, releasing;
};

std::optional<TwoThreads> two_threads_of(const Lesson& lesson) {
  if (!lesson.threads) return std::nullopt;
  const auto& comparison = lesson.threads->two_threads;
  const PiRun *holding = run_at(comparison, ThreadsExercise::holding),
              *releasing = run_at(comparison, ThreadsExercise::releasing);
  if (holding == nullptr || releasing == nullptr) return std::nullopt;
  const auto held = comparison->speed_up_of(*holding), released = comparison->speed_up_of(*releasing);
  if (!held || !released || !held->ci95 || !released->ci95) return std::nullopt;
  return TwoThreads{*held, *released};
}

/// Only what the intervals bear: a speed-up of less than this is none to speak of.
constexpr double no_speed_up = 1.1;

std::string describe_lock(const Lesson& lesson) {
  const auto two = two_threads_of(lesson);
  if (!two) return not_measured("two threads with one lock, often enough for an interval", threads_exercise);
  const MachineState& machine = lesson.threads->two_threads->machine;
  if (!machine.quiet) return not_judged(machine, threads_exercise);
  const std::string unclear = not_clear({two->holding, two->releasing});
  const bool take_turns = unclear.empty() && two->holding.ci95->high < no_speed_up;
  return fmt::format(
      "{}wo threads that hold one lock while they count are {}{}; two that release it {} (the plain loop, {} samples).",
      unclear.empty() ? "T" : unclear + "t", describe_speed_up(two->holding, "one"),
      take_turns ? ": they take turns" : "", describe_speed_up(two->releasing, "one"),
      format_size(2 * lesson.sizes.samples_of_thread));
}

Answer on_threading(const Lesson& lesson) {
  return {
      .question = "When is threading a good option?",
      .in_general =
          "When threads can work at the same time, and there is much more work than their start takes. One thread "
          "takes T1 = t N, W threads take S + t N / W: they pay from N* = S / (t (1 - 1/W)) on. The faster the code, "
          "the more work it needs. Threads that hold one lock while they work take turns: their speed-up is 1, "
          "however many they are. Threads that wait, for a network or a disk, do so at the same time under a lock "
          "too.",
      .here = describe_lock(lesson) + " " +
              describe_with_start(lesson, lesson.threads ? lesson.threads->break_even : std::nullopt, threads_exercise,
                                  "threads"),
      .in_the_notes = fmt::format(
          "Two threads took {} for 2e7 points, and {} of CPU time: one core was at work all the time, so nothing was "
          "gained. That is {} a point. No figure of one thread is printed beside it, so the cell alone cannot show "
          "that. Two threads took {} to start (by the sorts below): without the lock they would pay from {} points "
          "on for Python's loop, from {} for numba.",
          format_duration(notes::two_threads), format_duration(notes::cpu_of_two_threads),
          format_duration(notes::python_point), format_duration(notes::two_thread_starts),
          format_break_even(notes::two_thread_starts, notes::python_point, 2),
          format_break_even(notes::two_thread_starts, notes::numba_point, 2)),
      .python_here = python_on_two_threads(lesson),
  };
}

std::string describe_one_releasing(const Lesson& lesson) {
  const auto& comparison = lesson.threads ? lesson.threads->one_thread : std::nullopt;
  const PiRun* releasing = run_at(comparison, ThreadsExercise::releasing_alone);
  const auto speed_up = releasing ? comparison->speed_up_of(*releasing) : std::nullopt;
  if (!speed_up) return not_measured("one thread that releases the lock", threads_exercise);
  if (!comparison->machine.quiet) return not_judged(comparison->machine, threads_exercise);
  if (const std::string unclear = not_clear({*speed_up}); !unclear.empty())
    return fmt::format("{}one thread that releases the lock is {}.", unclear,
                       describe_speed_up(*speed_up, "one without a lock"));
  return fmt::format("One thread that releases the lock is {}: alone, it has nobody to let work.",
                     describe_speed_up(*speed_up, "one without a lock"));
}

Answer on_the_lock(const Lesson& lesson) {
  return {
      .question = "What is the GIL (Python's one lock) for?",
      .in_general =
          "CPython counts for each object how many refer to it, and frees it when nobody does. Two threads that "
          "changed such a count at the same time could lose one change, and an object would be freed too early or "
          "never. One lock for all of them is the simple way out: a thread that touches objects holds it. Code that "
          "touches none may release it meanwhile: numba with nogil=True, np.sort of numbers, a read from a file. It "
          "does not make a program's own data safe: a thread may lose the lock between any two steps.",
      .here = describe_one_releasing(lesson),
      .in_the_notes = fmt::format(
          "numba's cell took {} by one thread, with the comment \"same as with GIL\". So it must be: what releasing "
          "the lock gains shows only with a second thread. That numba is {:.0f} times as fast as Python's loop is "
          "the gain of compiled code.",
          format_duration(notes::numba), notes::python_point / notes::numba_point),
      .python_here = python_on_the_lock(lesson),
  };
}

}  // namespace

std::vector<Answer> answers_on_threads(const Lesson& lesson) { return {on_threading(lesson), on_the_lock(lesson)}; }

}  // namespace crossover
