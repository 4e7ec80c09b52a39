#pragma once

#include <cstddef>
#include <optional>

#include "host/compare/comparison.hpp"
#include "host/lesson/break_even.hpp"

namespace crossover {

/// Pi by one thread, and by two that hold one lock or release it.
struct ThreadsExercise {
  /// As many samples as one thread counts in the lesson: by the plain loop, by a thread that releases the lock to
  /// count, and by vectors.
  std::optional<Comparison> one_thread = {};
  static constexpr std::size_t plain_loop = 0, releasing_alone = 1, vectors = 2;
  /// Twice as many: by one thread, by two that hold the lock while they count, by two that release it; the plain loop.
  std::optional<Comparison> two_threads = {};
  static constexpr std::size_t alone = 0, holding = 1, releasing = 2;

  std::optional<BreakEven> break_even = {};  ///< Of threads.
};

}  // namespace crossover
