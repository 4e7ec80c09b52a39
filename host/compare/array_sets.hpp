#pragma once

#include <optional>
#include <span>
#include <vector>

#include "host/compare/sorting.hpp"
#include "host/sort/key_array.hpp"
#include "host/sort/verification.hpp"

namespace crossover {

/// How many sets of arrays a task comes in, so that no sorter meets keys that a CPU still knows by heart: a branch
/// predictor learns the comparisons of a short array that it meets again soon, and the sort then takes a third of its
/// time. Large arrays come in one set. The number has no divisor in common with twice that of the configurations.
std::size_t sets_of(const SortTask& task, std::size_t configurations);

/// In bytes: whole pages, one at least.
double memory_of_array(const SortTask& task);

/// Arrays to sort, each with a pristine copy. Every sort takes the next set, so that each configuration meets each set
/// equally often in rounds of either direction, and every set after the same number of other sorts.
class ArraySets {
 public:
  /// Throws std::bad_alloc.
  ArraySets(const SortTask& task, std::size_t configurations);

  /// The arrays of the next set, as they were.
  std::span<const KeySpan> next();

  /// What is wrong with those that next() gave last, which should be sorted now.
  std::optional<SortFault> fault();

 private:
  std::size_t arrays_, next_ = 0, first_ = 0;
  WorkerPool pool_;
  std::vector<KeyArray> pristine_, work_;
  std::vector<Fingerprint> fingerprints_;
  std::vector<KeySpan> views_;
};

}  // namespace crossover
