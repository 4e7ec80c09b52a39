#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <limits>
#include <span>

#include "kernels/keys.hpp"

namespace crossover {

/// How many keys of an array a sort by `<` alone may put out of the total order, or lose.
struct SpecialKeys {
  std::size_t not_finite = 0;  ///< NaN and infinity; negative infinity is not special.
  std::size_t negative_zeros = 0;

  friend constexpr SpecialKeys operator+(const SpecialKeys& a, const SpecialKeys& b) {
    return {a.not_finite + b.not_finite, a.negative_zeros + b.negative_zeros};
  }
  friend bool operator==(const SpecialKeys&, const SpecialKeys&) = default;
};

/// 0.0 for -0.0, any other key itself: the sum of -0.0 and 0.0 is 0.0 (IEEE 754, 6.3, rounding to nearest).
template <Key T>
constexpr T without_negative_zero(T key) {
  if constexpr (std::floating_point<T>) {
    return key + T{0};
  } else {
    return key;
  }
}

/// None among integers. In lots, so that vectors can do it with counters as wide as a key.
template <Key T>
SpecialKeys count_special_keys(std::span<const T> keys) {
  SpecialKeys special;
  if constexpr (std::floating_point<T>) {
    constexpr std::size_t lot = 4096;
    for (std::size_t first = 0; first < keys.size(); first += lot) {
      decltype(bits_of(T{})) not_finite = 0, negative_zeros = 0;
      for (const T key : keys.subspan(first, std::min(lot, keys.size() - first))) {
        not_finite += !(key < std::numeric_limits<T>::infinity());
        negative_zeros += bits_of(key) == bits_of(-T{0});
      }
      special.not_finite += not_finite;
      special.negative_zeros += negative_zeros;
    }
  }
  return special;
}

}  // namespace crossover
