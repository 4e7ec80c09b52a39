#pragma once

#include <cstdint>

#include "kernels/sample.hpp"

namespace crossover::cuda {

/// Whole blocks (two samples each): first, first + 1, ..., last - 1.
struct BlockRange {
  std::uint64_t first, last;

  CROSSOVER_HD constexpr std::uint64_t size() const { return last - first; }
  friend constexpr bool operator==(const BlockRange&, const BlockRange&) = default;
};

/// At most so many blocks, 2^32, have the same high counter word.
inline constexpr std::uint64_t blocks_of_a_high_word = std::uint64_t{1} << 32;

/// What one launch of a kernel counts. All blocks have the same high counter word, so that a kernel may take everything
/// that follows from it out of its loop, and count in 32 bits.
struct Launch {
  Seed seed;
  BlockRange blocks;
};

/// How many threads a launch has. A warp is never cut: threads_per_block is a multiple of 32.
struct Grid {
  unsigned blocks, threads_per_block;

  CROSSOVER_HD constexpr std::uint32_t threads() const { return blocks * threads_per_block; }
};

}  // namespace crossover::cuda
