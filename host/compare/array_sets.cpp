#include "host/compare/array_sets.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "host/machine/cpus.hpp"

namespace crossover {

std::size_t sets_of(const SortTask& task, std::size_t configurations) {
  // Measured on Zen 4 with std::sort of random i64, the same sets of n keys over and over. With 1000 keys it takes 9.5
  // ns a key as long as all sets have 4000 keys together, 29 of 8000, 33.1 of 32,000 and 33.6 of a million; with 100
  // keys 6.5 up to 3200, 22.4 of 25,600 and 23.3 of 200,000. One array of 10,000 keys or more is met no faster.
  constexpr double keys_until_forgotten = 1 << 15;
  constexpr double max_bytes = 1 << 24;  // of many arrays, or of arrays much smaller than a page
  const double arrays_of_a_sorter = std::ceil(keys_until_forgotten / std::max(1.0, static_cast<double>(task.keys)));
  if (arrays_of_a_sorter <= 1) return 1;
  // In each round one set is taken by each configuration, so by each sorter at least.
  const double wanted = arrays_of_a_sorter * static_cast<double>(configurations);
  auto sets = static_cast<std::size_t>(
      std::clamp(wanted, 1.0, std::max(1.0, max_bytes / (memory_of_array(task) * task.arrays))));
  // A forward round and the backward one behind it take twice as many sets as there are configurations. Were that to
  // have a divisor in common with the number of sets, a configuration would meet some sets in forward rounds alone.
  while (std::gcd(sets, 2 * configurations) != 1) ++sets;
  return sets;
}

double memory_of_array(const SortTask& task) {
  constexpr double page = KeyArray::page;
  return std::max(1.0, std::ceil(task.bytes_of_array() / page)) * page;
}

ArraySets::ArraySets(const SortTask& task, std::size_t configurations) : arrays_(task.arrays), pool_(usable_cpus()) {
  const std::size_t keys = task.keys;
  for (std::size_t i = 0; i < sets_of(task, configurations) * arrays_; ++i) {
    pristine_.emplace_back(task.type, keys);
    fill(pristine_[i].view(), task.seed, i + 1, task.distribution, pool_);
    fingerprints_.push_back(fingerprint_of(pristine_[i].view(), pool_));
  }
  for (std::size_t i = 0; i < arrays_; ++i) {
    work_.emplace_back(task.type, keys);
    views_.push_back(work_[i].view());
  }
}

std::span<const KeySpan> ArraySets::next() {
  first_ = next_;
  next_ = (next_ + arrays_) % pristine_.size();
  for (std::size_t i = 0; i < arrays_; ++i) copy(pristine_[first_ + i].view(), views_[i], pool_);
  return views_;
}

std::optional<SortFault> ArraySets::fault() {
  for (std::size_t i = 0; i < arrays_; ++i) {
    const auto stream = static_cast<unsigned>(first_ + i + 1);
    if (fingerprint_of(views_[i], pool_) != fingerprints_[first_ + i])
      return SortFault{.stream = stream, .has_other_keys = true};
    if (!is_ordered(views_[i], pool_)) return SortFault{.stream = stream, .has_other_keys = false};
  }
  return std::nullopt;
}

}  // namespace crossover
