#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <limits>
#include <span>

#include "host/sort/stripes.hpp"
#include "kernels/simd/sort.hpp"

namespace crossover {

/// A key from each of many equal stripes, now here in it and now there: as many as there is memory for, ascending.
/// NaN and infinity are left out, -0.0 becomes 0.0: what a SimdSort sorts.
template <Key T>
std::span<T> sorted_sample(std::span<const T> keys, std::span<T> memory) {
  const std::size_t n = std::min(memory.size(), keys.size());
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t first = border_of_stripe(keys.size(), i, n), last = border_of_stripe(keys.size(), i + 1, n);
    memory[i] = without_negative_zero(keys[first + i * 0x9E3779B97F4A7C15U % (last - first)]);
  }
  const auto end = std::partition(memory.begin(), memory.begin() + static_cast<std::ptrdiff_t>(n),
                                  [](T key) { return std::integral<T> || key < std::numeric_limits<T>::infinity(); });
  const std::span<T> sample(memory.begin(), end);
  fastest_simd_sort<T>().sort(sample.data(), sample.size());
  return sample;
}

}  // namespace crossover
