#pragma once

#include <optional>

#include "host/compare/sorting.hpp"

namespace crossover {

/// Two arrays, one after the other on one thread, in two threads, and in two threads one after the other.
struct SortingExercise {
  std::optional<SortComparison> by_simd = {};    ///< Whole numbers from 0 to 99: np.sort.
  std::optional<SortComparison> by_std = {};     ///< The same under one lock: sorted.
  std::optional<SortComparison> fractions = {};  ///< From -1 to 1, by SIMD.
  /// Many fractions, as the course's own exercise has them; without the threads one after the other.
  std::optional<SortComparison> many_fractions = {};
};

}  // namespace crossover
