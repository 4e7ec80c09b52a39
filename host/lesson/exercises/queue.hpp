#pragma once

#include <cstddef>
#include <optional>

#include "host/compare/comparison.hpp"
#include "host/lesson/learners_queue.hpp"

namespace crossover {

/// Pi by a queue: as the learner wrote it, repaired, and in chunks.
struct QueueExercise {
  std::optional<LearnersQueue> as_written = {};
  std::optional<PiRun> repaired = {};  ///< The same points, each with a result of its own.
  /// More points: by one thread without a queue, one point a message, and in chunks; the plain loop.
  std::optional<Comparison> many_points = {};
  static constexpr std::size_t alone = 0, one_by_one = 1, in_chunks = 2;
};

}  // namespace crossover
