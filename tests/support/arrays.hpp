#pragma once

#include <algorithm>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "host/sort/order.hpp"

/// Arrays to sort in tests, and what they must become.
namespace crossover {

template <Key T>
std::vector<T> array_of(Distribution distribution, std::size_t keys, std::uint64_t number = 1) {
  std::vector<T> array(keys);
  for (std::size_t i = 0; i < keys; ++i)
    array[i] = key_of_bits<T>(distribution, bits_of_key(Seed{42}, number, i), i, keys);
  return array;
}

/// With all the values that are hard to order: least and greatest, and for floats NaN of either sign, infinities, both
/// zeros and the smallest numbers.
template <Key T>
std::vector<T> array_of_hard_keys(std::size_t keys) {
  using Limits = std::numeric_limits<T>;
  std::vector<T> hard{T{0}, T{1}, Limits::lowest(), Limits::max()};
  if constexpr (std::floating_point<T>)
    for (const T value : {Limits::infinity(), Limits::quiet_NaN(), Limits::denorm_min(), T{0}, T{1}})
      for (const T sign : {T{1}, T{-1}}) hard.push_back(std::copysign(value, sign));
  std::vector<T> array = array_of<T>(Distribution::uniform, keys);
  for (std::size_t i = 0; i < keys; ++i)
    if (bits_of_key(Seed{7}, 2, i) % 2 == 0) array[i] = hard[bits_of_key(Seed{7}, 3, i) % hard.size()];
  return array;
}

/// The keys' bits, so that equal means the same bit by bit.
template <Key T>
std::vector<std::uint64_t> bits_of_all(const std::vector<T>& keys) {
  std::vector<std::uint64_t> bits(keys.size());
  std::transform(keys.begin(), keys.end(), bits.begin(), [](T key) { return std::uint64_t{bits_of(key)}; });
  return bits;
}

template <Key T>
std::vector<T> in_order(std::vector<T> keys) {
  std::sort(keys.begin(), keys.end(), precedes<T>);
  return keys;
}

}  // namespace crossover
