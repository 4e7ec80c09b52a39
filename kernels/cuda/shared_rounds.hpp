#pragma once

#include <cstdint>

#include "kernels/cuda/launch.hpp"
#include "kernels/cuda/unroll.hpp"
#include "kernels/philox.hpp"
#include "kernels/round_constants.hpp"

namespace crossover::cuda {

/// The full 64-bit product; one instruction on a GPU. (Its compiler makes two of it when it sees that only one half is
/// wanted here and the other half there.)
CROSSOVER_HD inline std::uint64_t wide_product(std::uint32_t a, std::uint32_t b) {
#if defined(__CUDA_ARCH__)
  std::uint64_t product;
  asm("mul.wide.u32 %0, %1, %2;" : "=l"(product) : "r"(a), "r"(b));
  return product;
#else
  return std::uint64_t{a} * b;
#endif
}

/// Philox4x32-10 of the blocks of one launch, with all that they share computed beforehand.
///
/// Only the lowest counter word differs among them, and the two highest, the stream, are 0. So in the first round one
/// of the two products is 0 and in the second one is the same for all: 18 products a block are left of 20, and 17 where
/// the first is stepped by an addition. Each round's key, and what is known of the words it is added to, is one
/// constant a word.
class SharedRounds {
 public:
  explicit constexpr SharedRounds(const Launch& launch) : constants_(launch.seed, high_word(launch.blocks.first)) {}

  /// Where a block is, by the product of its first round. That is linear in the counter: positions are added and
  /// subtracted as the blocks' numbers are.
  using Position = std::uint64_t;
  CROSSOVER_HD static Position position_of(std::uint32_t lowest_counter_word) {
    return wide_product(Philox::m0, lowest_counter_word);
  }
  static constexpr Position step_of(std::uint32_t blocks) { return std::uint64_t{Philox::m0} * blocks; }

  CROSSOVER_HD Words words_at(Position product) const {
    const std::uint64_t p2 = wide_product(Philox::m1, high_word(product) ^ constants_.to_word2[0]);
    Words words{{high_word(p2) ^ constants_.to_word0[1], low_word(p2), low_word(product) ^ constants_.to_word2[1], 0}};
    CROSSOVER_UNROLL
    for (int round = 2; round < Philox::rounds; ++round) {
      const std::uint64_t p = wide_product(Philox::m0, words.at[0]), q = wide_product(Philox::m1, words.at[2]);
      words = {{high_word(q) ^ words.at[1] ^ constants_.to_word0[round], low_word(q),
                high_word(p) ^ words.at[3] ^ constants_.to_word2[round], low_word(p)}};
    }
    return words;
  }

 private:
  RoundConstants constants_;
};

}  // namespace crossover::cuda
