#pragma once

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <limits>
#include <span>

#include "host/sort/order.hpp"
#include "kernels/simd/sort.hpp"

namespace crossover {

/// Sorts keys into the total order by something that sorts numbers by `<` alone. It must not meet a NaN, nor infinity
/// (before which some versions of vqsort put what they fill up vectors with): they are put behind the others before.
/// Nor -0.0, which vqsort tells from 0.0 by its bits here and not by its value there: it becomes 0.0 before, and as
/// many of the zeros become -0.0 after. `count_special` may count faster, and put the keys into another order.
template <Key T, class SortNumbers, class CountOdd>
void sort_in_total_order(std::span<T> keys, const SortNumbers& sort_numbers, const CountOdd& count_special) {
  if constexpr (std::floating_point<T>) {
    const SpecialKeys special = count_special(std::span<const T>(keys));
    const auto finite_end = keys.end() - static_cast<std::ptrdiff_t>(special.not_finite);
    if (special.not_finite > 0) {
      std::partition(keys.begin(), keys.end(), [](T key) { return key < std::numeric_limits<T>::infinity(); });
      const auto nans = std::partition(finite_end, keys.end(), [](T key) { return !std::isnan(key); });
      std::sort(nans, keys.end(), precedes<T>);
    }
    if (special.negative_zeros > 0) std::transform(keys.begin(), finite_end, keys.begin(), without_negative_zero<T>);
    sort_numbers(std::span<T>(keys.begin(), finite_end));
    if (special.negative_zeros > 0) {
      const auto [zeros, positive] = std::equal_range(keys.begin(), finite_end, T{0});
      const auto negative = std::min(static_cast<std::ptrdiff_t>(special.negative_zeros), positive - zeros);
      std::fill_n(zeros, negative, -T{0});  // no further, whatever the sort has done
    }
  } else {
    sort_numbers(keys);
  }
}

template <Key T, class SortNumbers>
void sort_in_total_order(std::span<T> keys, const SortNumbers& sort_numbers) {
  sort_in_total_order(keys, sort_numbers, count_special_by_vectors<T>);
}

}  // namespace crossover
