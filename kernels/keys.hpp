#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "kernels/sample.hpp"

/// The law of the keys: key i of array k is a pure function of (seed, k, i, number of keys), so that every machine
/// sorts the same arrays.
namespace crossover {

/// What a key may be.
template <class T>
concept Key = std::same_as<T, std::int32_t> || std::same_as<T, std::int64_t> || std::same_as<T, std::uint32_t> ||
    std::same_as<T, std::uint64_t> || std::same_as<T, float> || std::same_as<T, double>;

/// The bits of a key, which keep apart what `==` does not (-0.0 and 0.0) and make NaN equal to itself.
template <Key T>
constexpr auto bits_of(T key) {
  using Bits = std::conditional_t<sizeof(T) == sizeof(std::uint32_t), std::uint32_t, std::uint64_t>;
  return std::bit_cast<Bits>(key);
}

enum class Distribution {
  uniform,   ///< All values of the type alike; floats from -1 up to 1.
  lesson,    ///< Integers from 0 up to 100.
  sorted,    ///< Evenly spread over the type, ascending.
  reversed,  ///< The same, descending.
  few,       ///< 16 values, evenly spread.
  nearly,    ///< Sorted, but 1 % of the keys are anywhere.
  zipf,      ///< Integers v from 1 up to 2^20, each about as frequent as 1/v.
  mostly,    ///< One value, but for one key in a thousand: up to 3 values below it or above it, or anywhere.
};

/// The 64 bits that a key is made of: both words of sample `i` in the stream of its array, the first word on top.
/// Array k = 1, 2, ... is stream k; stream 0 holds the samples of pi.
constexpr std::uint64_t bits_of_key(Seed seed, std::uint64_t array, std::uint64_t i) {
  const Words words = words_of_block(seed, i / 2, array);
  return std::uint64_t{words.at[2 * (i % 2)]} << 32 | words.at[2 * (i % 2) + 1];
}

/// 64 bits as a key of type T, smaller bits never to a larger key: the upper bits of an integer, from its least value
/// up; as floats, multiples of 2^-24 (f32) or 2^-53 (f64) from -1 up to 1, all of which are exact.
template <Key T>
constexpr T spread(std::uint64_t bits) {
  const auto balanced = static_cast<std::int64_t>(bits ^ std::uint64_t{1} << 63);
  if constexpr (std::same_as<T, float>) return static_cast<float>(balanced >> 39) * 0x1p-24F;
  if constexpr (std::same_as<T, double>) return static_cast<double>(balanced >> 10) * 0x1p-53;
  if constexpr (std::integral<T>) {
    constexpr int surplus = 64 - 8 * sizeof(T);
    return static_cast<T>((std::is_signed_v<T> ? static_cast<std::uint64_t>(balanced) : bits) >> surplus);
  }
}

/// The bits of a key that stands at place `i` of `keys` in ascending order, evenly spread.
constexpr std::uint64_t bits_of_place(std::uint64_t i, std::uint64_t keys) {
  return keys < 2 ? 0 : i * (std::numeric_limits<std::uint64_t>::max() / (keys - 1));
}

/// A number below `bound`, as a word's share of all words.
constexpr std::uint32_t below(std::uint32_t bound, std::uint32_t word) {
  return high_word(std::uint64_t{bound} * word);
}

/// From 1 up to 2^20: a power of two, each of the twenty alike, and as many random bits below it as it has.
constexpr std::uint32_t zipf_value(std::uint64_t bits) {
  const std::uint32_t exponent = below(20, high_word(bits));
  return (1U << exponent) + static_cast<std::uint32_t>(std::uint64_t{low_word(bits)} >> (32 - exponent));
}

/// So many values of the type above `key`, or below it where `steps` is negative; floats above 0 only.
template <Key T>
constexpr T neighbour(T key, int steps) {
  using Bits = decltype(bits_of(key));
  return std::bit_cast<T>(static_cast<Bits>(bits_of(key) + static_cast<Bits>(steps)));
}

/// The value that is repeated is spread(3 * 2^62): 0.5 as a float.
template <Key T>
constexpr T mostly_one_value(std::uint64_t bits) {
  constexpr T repeated = spread<T>(std::uint64_t{3} << 62);
  if (below(1000, low_word(bits)) != 0) return repeated;
  const int steps = static_cast<int>(high_word(bits) % 7) - 3;
  return steps == 0 ? spread<T>(bits) : neighbour(repeated, steps);
}

/// Key `i` of an array of `keys`, of which it has been given the bits.
template <Key T>
constexpr T key_of_bits(Distribution distribution, std::uint64_t bits, std::uint64_t i, std::uint64_t keys) {
  switch (distribution) {
    case Distribution::uniform:
      return spread<T>(bits);
    case Distribution::lesson:
      return static_cast<T>(below(100, high_word(bits)));
    case Distribution::sorted:
      return spread<T>(bits_of_place(i, keys));
    case Distribution::reversed:
      return spread<T>(bits_of_place(keys - 1 - i, keys));
    case Distribution::few:
      return spread<T>(bits >> 60 << 60);
    case Distribution::nearly:
      return spread<T>(below(100, low_word(bits)) == 0 ? bits : bits_of_place(i, keys));
    case Distribution::zipf:
      return static_cast<T>(zipf_value(bits));
    case Distribution::mostly:
      return mostly_one_value<T>(bits);
  }
  return T{};
}

}  // namespace crossover
