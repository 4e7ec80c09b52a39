#pragma once

#include <cmath>
#include <cstdint>

#include "kernels/cuda/shared_rounds.hpp"
#include "kernels/round_constants.hpp"

/// Philox with some of its wide products on the FP64 pipe, for GPUs that have a fast one: there, the products bind.
///
///     hi(m x) = lower word of fma_rd(2^52 + x, m 2^-32, 2^52 - m 2^20)
///     lo(m x) = m x mod 2^32, by a multiplication of 32 bits, which takes half the clocks of a wide one
///
/// Proof. The exact value of the sum is 2^52 + m x 2^-32 (m 2^20 is what the factor makes of 2^52), and both constants
/// are exact: m has 32 bits, 2^52 - m 2^20 is a multiple of 2^20 below 2^53. The sum is at least 2^52 and below 2^53,
/// where doubles are the whole numbers; the one rounding, downward, leaves 2^52 + hi(m x). Its upper word is that of
/// 2^52 again, 0x43300000, so that with its lower word XORed with the key it is the next factor: no register is moved.
namespace crossover::cuda {

/// 2^52 + x, for a word x.
struct ShiftedWord {
  double value;
};

CROSSOVER_HD inline ShiftedWord shifted(std::uint32_t x) {
  return {__builtin_bit_cast(double, std::uint64_t{0x4330'0000} << 32 | x)};
}

CROSSOVER_HD inline std::uint32_t word_of(ShiftedWord s) {
  return low_word(__builtin_bit_cast(std::uint64_t, s.value));
}

/// As shifted(x), by the upper word that `s` has already.
CROSSOVER_HD inline ShiftedWord with_word([[maybe_unused]] ShiftedWord s, std::uint32_t x) {
#if defined(__CUDA_ARCH__)
  double value;
  asm("{ .reg .b32 low, high; mov.b64 {low, high}, %1; mov.b64 %0, {%2, high}; }" : "=d"(value) : "d"(s.value), "r"(x));
  return {value};
#else
  return shifted(x);
#endif
}

/// 2^52 + hi(m x), given 2^52 + x. On a host only where it rounds downward.
template <std::uint32_t m>
CROSSOVER_HD inline ShiftedWord upper_product(ShiftedWord x) {
  constexpr double factor = m * 0x1p-32, addend = 0x1p52 - m * 0x1p20;
#if defined(__CUDA_ARCH__)
  return {__fma_rd(x.value, factor, addend)};
#else
  return {std::fma(x.value, factor, addend)};
#endif
}

/// SharedRounds with the first round's product, and `products` more along one chain of words, on the FP64 pipe: one in
/// each of the rounds that follow.
template <int products>
class Fp64Rounds {
 public:
  explicit constexpr Fp64Rounds(const Launch& launch) : constants_(launch.seed, high_word(launch.blocks.first)) {}

  /// Where a block is: 2^52 + its lowest counter word, and the lower word of its first product. Both are linear in the
  /// counter; up to 2^53, doubles add whole numbers exactly.
  struct Position {
    double counter;
    std::uint32_t low_product;

    CROSSOVER_HD Position& operator+=(Position step) {
      counter += step.counter;
      low_product += step.low_product;
      return *this;
    }
    CROSSOVER_HD Position& operator-=(Position step) {
      counter -= step.counter;
      low_product -= step.low_product;
      return *this;
    }
  };
  CROSSOVER_HD static Position position_of(std::uint32_t lowest_counter_word) {
    return {shifted(lowest_counter_word).value, Philox::m0 * lowest_counter_word};
  }
  static constexpr Position step_of(std::uint32_t blocks) { return {static_cast<double>(blocks), Philox::m0 * blocks}; }

  CROSSOVER_HD Words words_at(Position block) const {
    const ShiftedWord p1 = upper_product<Philox::m0>({block.counter});
    ShiftedWord word2 = with_word(p1, word_of(p1) ^ constants_.to_word2[0]), word0{0};  // where the chain has them
    const Product<Philox::m1> q1(is_on_fp64_pipe(1, true), word_of(word2), word2);
    Words words{{q1.high ^ constants_.to_word0[1], q1.low, block.low_product ^ constants_.to_word2[1], 0}};
    word0 = with_word(q1.shifted_high, words.at[0]);
    CROSSOVER_UNROLL
    for (int round = 2; round < Philox::rounds; ++round) {
      const Product<Philox::m0> p(is_on_fp64_pipe(round, false), words.at[0], word0);
      const Product<Philox::m1> q(is_on_fp64_pipe(round, true), words.at[2], word2);
      words = {{q.high ^ words.at[1] ^ constants_.to_word0[round], q.low,
                p.high ^ words.at[3] ^ constants_.to_word2[round], p.low}};
      word0 = with_word(q.shifted_high, words.at[0]);
      word2 = with_word(p.shifted_high, words.at[2]);
    }
    return words;
  }

 private:
  /// The chain: round 1's product of word 2 gives word 0, of which round 2's product gives word 2, and so on.
  CROSSOVER_HD static constexpr bool is_on_fp64_pipe(int round, bool of_word2) {
    return round <= products && (round % 2 == 1) == of_word2;
  }

  /// m times a word, on either pipe; `shifted_high` is of the FP64 pipe alone.
  template <std::uint32_t m>
  struct Product {
    CROSSOVER_HD Product(bool on_fp64_pipe, std::uint32_t word, ShiftedWord same) {
      if (on_fp64_pipe) {
        shifted_high = upper_product<m>(same);
        high = word_of(shifted_high);
        low = m * word;
      } else {
        const std::uint64_t product = wide_product(m, word);
        high = high_word(product);
        low = low_word(product);
      }
    }

    ShiftedWord shifted_high{0};
    std::uint32_t high, low;
  };

  RoundConstants constants_;
};

}  // namespace crossover::cuda
