#pragma once

#include <cmath>
#include <cstdint>

#include "kernels/cuda/philox_thread.hpp"

/// Philox with some of its wide products on the FP64 pipe, for GPUs whose FP64 rate is half that of FP32 (sm_80, sm_90,
/// sm_100), where products bind the kernel `philox`.
///
///     hi(m x) = lower word of fma_rd(2^52 + x, m 2^-32, 2^52 - m 2^20)
///     lo(m x) = m x mod 2^32, by a multiplication of 32 bits, which takes half the clocks of a wide one
///
/// The exact value is 2^52 + m x 2^-32, between 2^52 and 2^53, where doubles are whole numbers: rounding down leaves
/// 2^52 + hi. Its upper word is 0x43300000 again, so that the sum, its lower word XORed with the key, is the next
/// factor.
namespace crossover::cuda::prototypes {

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

  /// Of the block whose lowest counter word is that of `counter`; `low_product` is m0 times it, modulo 2^32.
  CROSSOVER_HD Words words_after(ShiftedWord counter, std::uint32_t low_product) const {
    const ShiftedWord p1 = upper_product<Philox::m0>(counter);
    ShiftedWord word2 = with_word(p1, word_of(p1) ^ constants_.to_word2[0]), word0{0};  // where the chain has them
    const Product<Philox::m1> q1(is_on_fp64_pipe(1, true), word_of(word2), word2);
    Words words{{q1.high ^ constants_.to_word0[1], q1.low, low_product ^ constants_.to_word2[1], 0}};
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

/// How a group of points is searched for one that floats cannot judge.
enum class Nearness {
  by_point,  ///< The least distance of all.
  by_pair    ///< The least product of a block's two distances, each at most 2^62: below 2^103 where one is below 2^41.
};

/// A launch as its threads see it: thread t counts blocks t, t + threads, ... in whole groups; there is no rest.
template <int products, int group, Nearness nearness>
class Fp64Launch {
 public:
  /// `launch` holds a whole number of groups for each thread of the grid.
  constexpr Fp64Launch(const Launch& launch, const Grid& grid)
      : rounds_(launch),
        stride_(grid.threads()),
        step_of_low_(Philox::m0 * grid.threads()),
        groups_(static_cast<std::uint32_t>(launch.blocks.size() / group / grid.threads())),
        first_(low_word(launch.blocks.first)) {}

  CROSSOVER_HD std::uint32_t hits(std::uint32_t thread) const {
    std::uint32_t hits = 0;
    ShiftedWord counter = shifted(first_ + thread);
    std::uint32_t low = Philox::m0 * (first_ + thread);
    for (std::uint32_t n = groups_; n > 0; --n) {
      std::uint32_t hits_of_group = 0;
      float nearest = HUGE_VALF;
      CROSSOVER_UNROLL
      for (int i = 0; i < group; ++i, counter.value += stride_, low += step_of_low_) {
        const Words words = rounds_.words_after(counter, low);
        const float a = distance_by_floats(point_of(words, 0)), b = distance_by_floats(point_of(words, 1));
        hits_of_group += sign_of(a);
        hits_of_group += sign_of(b);
        nearest = nearness == Nearness::by_point ? std::fmin(nearest, std::fmin(std::fabs(a), std::fabs(b)))
                                                 : std::fmin(nearest, std::fabs(a * b));
      }
      if (any_in_warp(nearest < min_certain)) hits_of_group = recount(counter, low);
      hits += hits_of_group;
    }
    return hits;
  }

 private:
  static constexpr float min_certain = nearness == Nearness::by_point ? min_certain_distance : 0x1p103F;

  /// The hits of the group that ended before that block.
  CROSSOVER_HD std::uint32_t recount(ShiftedWord counter, std::uint32_t low) const {
    std::uint32_t hits = 0;
    CROSSOVER_DO_NOT_UNROLL
    for (int i = 0; i < group; ++i) {
      counter.value -= stride_;
      low -= step_of_low_;
      const Words words = rounds_.words_after(counter, low);
      hits += hit_by_integers(point_of(words, 0)) + hit_by_integers(point_of(words, 1));
    }
    return hits;
  }

  Fp64Rounds<products> rounds_;
  double stride_;              ///< From a thread's block to its next.
  std::uint32_t step_of_low_;  ///< m0 times it, modulo 2^32.
  std::uint32_t groups_, first_;
};

}  // namespace crossover::cuda::prototypes
