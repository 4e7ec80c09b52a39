#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "kernels/special_keys.hpp"

namespace crossover {

struct Partitioned {
  SpecialKeys special;
  std::size_t not_larger;  ///< How many keys are not larger than the pivot: they come first.
};

/// What one instruction set does with keys of one type. sort() and partition() tell keys apart by `<` alone, and must
/// not meet a NaN.
template <Key T>
struct SimdSort {
  std::string name;  ///< Of the instruction set: "AVX-512", "AVX2", ...

  /// Highway's vqsort. Takes no memory. None of the keys may be infinity or -0.0: sort_in_total_order() sees to it.
  void (*sort)(T* keys, std::size_t n);

  /// Moves the keys that are not larger than `pivot` before the others, and returns how many they are.
  std::size_t (*partition)(T* keys, std::size_t n, T pivot);

  /// What count_special_keys() counts. Any key will do.
  SpecialKeys (*count_special)(const T* keys, std::size_t n);

  /// Both, reading the keys once. Any key will do; a NaN goes to those that are not larger.
  Partitioned (*partition_and_count)(T* keys, std::size_t n, T pivot);
};

/// Every usable instruction set, the most powerful one first. The last is what every CPU of this kind has: on x86 plain
/// C++.
template <Key T>
const std::vector<SimdSort<T>>& simd_sorts();

/// The one that sorts fastest here, found by trying all of them on 2^15 keys when it is first asked for (about 6 ms).
/// The most powerful one is not always that: on Zen 4, AVX-512 sorts 32-bit keys at an eighth of AVX2's rate.
template <Key T>
const SimdSort<T>& fastest_simd_sort();

/// count_special_keys() by the most powerful instruction set.
template <Key T>
SpecialKeys count_special_by_vectors(std::span<const T> keys) {
  return simd_sorts<T>().front().count_special(keys.data(), keys.size());
}

}  // namespace crossover
