#pragma once

#include <cstddef>
#include <optional>

#include "host/compare/comparison.hpp"
#include "host/lesson/break_even.hpp"

namespace crossover {

/// Pi by a pool of processes.
struct PoolExercise {
  /// By the plain loop, the start of the processes included: one worker without a pool, the lesson's four processes, as
  /// many as there are CPUs (where that is another number).
  std::optional<WholeRuns> whole_runs = {};
  std::optional<Comparison> started = {};  ///< One worker, threads, processes; SIMD, once they are started.
  static constexpr std::size_t alone = 0, threads = 1, processes = 2;

  std::optional<BreakEven> break_even = {};  ///< Of processes.
};

}  // namespace crossover
