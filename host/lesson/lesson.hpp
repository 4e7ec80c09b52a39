#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/compare/comparison.hpp"
#include "host/compare/sorting.hpp"
#include "host/measure/crossings.hpp"
#include "host/tune/tuning.hpp"

/// The exercises of the lesson in parallel programming that this program re-creates, one after the other.
namespace crossover {

/// How much each exercise has to do: by default as much as in the lesson, where it says so.
struct LessonSizes {
  std::uint64_t samples_of_thread = 10'000'000;  ///< Each of two threads counts so many.
  std::uint64_t keys = 1000;                     ///< Of each of two arrays.
  std::uint64_t points = 100;                    ///< Sent through the queue one by one.
  std::uint64_t many_points = 1'000'000;         ///< The same, to know what a message costs.
  std::uint64_t shared_samples = 100'000'000;    ///< For queue, pool and threads once they are started, and to split.
  /// Of whole runs, the start of the workers with them. The lesson's pool had 1e3, 1e5 and 1e7.
  std::vector<std::uint64_t> whole_runs = {1000, 10'000, 100'000, 1'000'000, 10'000'000, 100'000'000};
};

struct LessonRequest {
  LessonSizes sizes = {};
  double time_limit;  ///< Seconds for all; every exercise is done once however long that takes.
};

/// How long whole runs take by some backends, from making them to the hits.
struct WholeRuns {
  std::vector<Configuration> configurations;          ///< serial first.
  Series series = {.axis = "samples", .points = {}};  ///< Candidates are the configurations.
  MachineState machine = {};

  /// The median in seconds. None where it was not measured.
  std::optional<double> seconds(std::size_t configuration, std::uint64_t size) const;
};

/// What could not be measured in an exercise. The rest of it, and the other exercises, were done all the same.
struct LessonFailure {
  std::string exercise;  ///< "pi by a queue"
  Error error;
};

/// What came of the exercises; those behind the one that ended it are missing.
struct Lesson {
  LessonSizes sizes;
  std::optional<PiRun> one_thread, one_thread_simd;  ///< samples_of_thread by the plain loop, and by SIMD.
  /// Twice as many by the plain loop: serial, then two threads that hold the lock, then two that release it.
  std::optional<Comparison> gil;
  std::optional<SortComparison> whole_numbers,
      fractions;                                        ///< Two arrays; whole numbers from 0 to 99, and from -1 to 1.
  std::optional<PiRun> queue_of_points, queue_of_many;  ///< One point a message.
  std::optional<Comparison> started;                    ///< serial, threads, queue, processes, once they are started.
  std::optional<WholeRuns> whole_runs;
  std::optional<Tuning> split;
  int signal = 0;                            ///< The one that stopped it; 0 when none did.
  std::vector<std::string> incidents = {};   ///< What went wrong in a whole run and was made good.
  std::optional<Disagreement> disagreement;  ///< With the plain loop, or among whole runs; it ends the lesson.
  std::vector<LessonFailure> failures = {};

  /// The first of the exercises' that is not quiet.
  MachineState machine() const;
  bool complete() const { return split && signal == 0 && !disagreement && failures.empty(); }
  Ending ending() const;
};

/// Throws Error when nothing was measured.
Lesson run_lesson(const LessonRequest& request, const Watch<Lesson>& watch);

}  // namespace crossover
