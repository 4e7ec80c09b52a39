#pragma once

#include <cstdint>

#include "kernels/philox.hpp"

namespace crossover {

/// What is added, without carry, to a block's words 0 and 2 in each round, where all blocks have the same seed and high
/// counter word: the round's key, and the second round's product of what they share.
///
/// Their counters {low, high, 0, 0} become
///   {high ^ k0,            0,          hi(m0 low) ^ k1,                 lo(m0 low)}          by the first round, and
///   {hi(m1 c2) ^ k0',      lo(m1 c2),  hi(m0 (high ^ k0)) ^ c3 ^ k1',   lo(m0 (high ^ k0))}  by the second,
/// where only what depends on `low` has to be computed block by block.
struct RoundConstants {
  constexpr RoundConstants(Seed seed, std::uint32_t high_counter_word) {
    PhiloxKey key = key_of(seed);
    for (int round = 0; round < Philox::rounds; ++round, key = next_round_key(key)) {
      to_word0[round] = key.k0;
      to_word2[round] = key.k1;
    }
    const std::uint64_t shared_product = std::uint64_t{Philox::m0} * (high_counter_word ^ key_of(seed).k0);
    to_word2[1] ^= high_word(shared_product);
    to_word2[2] ^= low_word(shared_product);
  }

  std::uint32_t to_word0[Philox::rounds]{}, to_word2[Philox::rounds]{};
};

}  // namespace crossover
