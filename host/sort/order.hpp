#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "kernels/key_type.hpp"

/// The total order that every sorter puts keys into: integers by size; floats by size, -0.0 before 0.0 and every NaN
/// behind infinity, those without a sign by ascending bits, then those with one by descending bits. So the sorted array
/// is one array, bit by bit, whoever sorts it.
namespace crossover {

/// A number for each float, of its own size, that is smaller for whatever comes first.
template <std::floating_point T>
constexpr auto rank_of(T key) {
  const auto bits = bits_of(key);
  using Bits = std::remove_const_t<decltype(bits)>;
  constexpr Bits sign = Bits{1} << (8 * sizeof(T) - 1);
  // Negative ones upside down, then positive ones; that leaves negative NaN in front: they go round to the end.
  constexpr Bits negative_nans = ~(sign | bits_of(std::numeric_limits<T>::infinity()));
  const Bits ascending = (bits & sign) != 0 ? static_cast<Bits>(~bits) : static_cast<Bits>(bits | sign);
  return static_cast<Bits>(ascending - negative_nans);
}

template <Key T>
constexpr bool precedes(T a, T b) {
  if constexpr (std::floating_point<T>) {
    return rank_of(a) < rank_of(b);
  } else {
    return a < b;
  }
}

}  // namespace crossover
