#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "host/compare/comparison.hpp"
#include "host/lesson/exercises/exercise.hpp"
#include "host/lesson/exercises/pool.hpp"
#include "host/lesson/exercises/queue.hpp"
#include "host/lesson/exercises/sorting.hpp"
#include "host/lesson/exercises/threads.hpp"
#include "host/lesson/python/python_here.hpp"
#include "host/lesson/weak_scaling.hpp"
#include "host/machine/cpus.hpp"
#include "host/tune/tuning.hpp"

/// The exercises of the lesson in parallel programming that this program re-creates, one after the other.
namespace crossover {

/// How much each exercise has to do: by default as much as in the lesson, where it says so.
struct LessonSizes {
  std::uint64_t samples_of_thread = 10'000'000;  ///< Each of two threads, or of two processes, counts so many.
  std::uint64_t keys = 1000;                     ///< Of each of two arrays.
  std::uint64_t many_keys = 10'000'000;          ///< Likewise, as many as the course's own exercise has.
  std::uint64_t points = 100;                    ///< Sent through the queue one by one.
  std::uint64_t many_points = 1'000'000;         ///< The same, to know what a message costs.
  unsigned queue_runs = 200;                     ///< Of the queue as the learner wrote it.
  std::vector<std::uint64_t> pool_samples = {1000, 100'000, 10'000'000};
  unsigned pool_workers = 4;
  std::uint64_t samples_to_split = 100'000'000;
};

/// What is about to come, where somebody may want to wait before it.
enum class LessonStage { measurements, answers };

struct LessonRequest {
  LessonSizes sizes = {};
  /// Those to do, in this order.
  std::vector<const Exercise*> exercises = all_exercises();
  unsigned workers = usable_cpus();  ///< Where the lesson does not say how many; 1 at least.
  double time_limit;                 ///< Seconds for all; every measurement is made once however long that takes.
  bool is_traced = false;            ///< Whether there are timelines.
  bool with_python = false;          ///< Whether the notes' cells are run by this machine's Python too.
  /// Comes back when the lesson may go on; before it, all there is so far has been told. May be null.
  std::function<void(const Exercise&, LessonStage)> wait = {};
};

/// What could not be measured in an exercise. The rest of it, and the other exercises, were done all the same.
struct LessonFailure {
  const Exercise* exercise;
  Error error;
};

/// What came of the exercises. Of one that was not chosen or not reached there is none; of one that was ended early,
/// what was measured before.
struct Lesson {
  LessonSizes sizes = {};
  std::vector<const Exercise*> exercises = {};  ///< Those asked for.
  unsigned workers = 1;
  MachineState machine_at_start = {};

  std::optional<ThreadsExercise> threads = {};
  std::optional<SortingExercise> sorting = {};
  std::optional<QueueExercise> queue = {};
  std::optional<WeakScaling> weak_scaling = {};
  std::optional<PoolExercise> pool = {};
  std::optional<Tuning> split = {};

  std::optional<PythonHere> python = {};  ///< Where it was asked for.

  const Exercise* at_work = nullptr;              ///< The one whose measurements are not all there; null where none is.
  std::size_t done = 0;                           ///< How many of the exercises are over.
  int signal = 0;                                 ///< The one that stopped it; 0 when none did.
  std::vector<std::string> incidents = {};        ///< What went wrong in a whole run and was made good.
  std::optional<Disagreement> disagreement = {};  ///< The first, of whatever exercise; it ends the lesson.
  std::vector<LessonFailure> failures = {};
  std::vector<Timeline> timelines = {};  ///< Of runs that were made for them alone, where they were asked for.
  bool is_over = false;                  ///< Whether there comes no more.
  double seconds = 0;                    ///< All of it took so long, without the waiting.

  /// Whether the notes' cells were run by a Python.
  bool has_python() const { return python && !python->program.empty(); }
  /// Every comparison of ways to count, and of ways to sort, in the lesson's order.
  std::vector<const Comparison*> comparisons() const;
  std::vector<const SortComparison*> sorts() const;
  /// The first of the states, at the start or of a measurement, that is not quiet.
  MachineState machine() const;
  bool complete() const { return done == exercises.size() && signal == 0 && !ending().wrong && failures.empty(); }
  Ending ending() const;
};

Lesson run_lesson(const LessonRequest& request, const Watch<Lesson>& watch);

}  // namespace crossover
