#pragma once

#include <cstdint>

#include "kernels/host_device.hpp"
#include "kernels/philox.hpp"

/// The law: sample i of a seed is a pure function of (seed, i). Integers decide, so every machine, backend, kernel and
/// split of the work counts the same hits.
namespace crossover {

/// Chooses one stream of samples; the key of Philox.
enum class Seed : std::uint64_t {};

/// Samples first, first + 1, ..., last - 1; first <= last. The last sample there is has the index 2^64 - 2.
struct SampleRange {
  std::uint64_t first, last;

  CROSSOVER_HD constexpr std::uint64_t size() const { return last - first; }
  friend constexpr bool operator==(const SampleRange&, const SampleRange&) = default;
};

/// A sample's point in units of 2^-31: each coordinate, divided by 2^31, is in [-1, 1).
struct Point {
  std::int32_t x, y;
};

CROSSOVER_HD constexpr PhiloxKey key_of(Seed seed) {
  const auto s = static_cast<std::uint64_t>(seed);
  return {low_word(s), high_word(s)};
}

/// A block holds two samples. The upper half of the counter is the stream: 0 holds the samples of pi.
CROSSOVER_HD constexpr Words counter_of_block(std::uint64_t block, std::uint64_t stream = 0) {
  return {{low_word(block), high_word(block), low_word(stream), high_word(stream)}};
}

/// The first (half = 0) or second (half = 1) sample of a block.
CROSSOVER_HD constexpr Point point_of(const Words& words, std::uint64_t half) {
  return {static_cast<std::int32_t>(words.at[2 * half]), static_cast<std::int32_t>(words.at[2 * half + 1])};
}

/// Whether x^2 + y^2 < 1. Unsigned, because (-2^31)^2 + (-2^31)^2 = 2^63 does not fit a signed sum.
CROSSOVER_HD constexpr bool in_disc(Point p) {
  const auto squared = [](std::int64_t v) { return static_cast<std::uint64_t>(v * v); };
  return squared(p.x) + squared(p.y) < std::uint64_t{1} << 62;
}

CROSSOVER_HD constexpr Words words_of_block(Seed seed, std::uint64_t block, std::uint64_t stream = 0) {
  return philox4x32_10(counter_of_block(block, stream), key_of(seed));
}

/// The reference: whether sample `i` of `seed` is a hit.
CROSSOVER_HD constexpr bool is_hit(Seed seed, std::uint64_t i) {
  return in_disc(point_of(words_of_block(seed, i / 2), i % 2));
}

/// The reference: how many samples of a range are hits. Both samples of a block share its words.
CROSSOVER_HD constexpr std::uint64_t count_hits(Seed seed, SampleRange range) {
  std::uint64_t hits = 0;
  std::uint64_t i = range.first;
  if (i < range.last && i % 2 == 1) hits += is_hit(seed, i++);
  for (; range.last - i >= 2; i += 2) {
    const Words words = words_of_block(seed, i / 2);
    hits += in_disc(point_of(words, 0));
    hits += in_disc(point_of(words, 1));
  }
  if (i < range.last) hits += is_hit(seed, i);
  return hits;
}

}  // namespace crossover
