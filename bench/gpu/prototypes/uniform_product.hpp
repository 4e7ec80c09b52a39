#pragma once

#include <cmath>
#include <cstdint>

#include "kernels/cuda/philox_thread.hpp"
#include "kernels/cuda/shared_rounds.hpp"
#include "kernels/round_constants.hpp"

/// Philox with one wide product less, 16 a block of 17, on any GPU: for whole counter words, that is 2^32 blocks with
/// one high word.
///
/// Thread t of T = 2^16 counts the blocks c = M t + n T mod 2^32 for n = 0, ..., 2^16 - 1, where M m0 = 1 mod 2^32. The
/// first product's lower word is then t + (n m0 T mod 2^32): its lower 16 bits are the thread's, its upper 16 bits the
/// same for all threads. So the third round's product m1 (that word ^ K) is m1 (t ^ K's lower half), computed once per
/// thread, plus m1 (upper half ^ K's), computed once for all threads of a CUDA block and kept in shared memory: a load
/// and an addition of 64 bits in place of a product. The first product's upper word is such a sum too, but for m0 less
/// once c has passed 2^32, which happens to a thread once in 2^16 blocks: that group is counted again, like one with a
/// point too close to the circle.
namespace crossover::cuda::prototypes {

/// m's inverse modulo 2^32, by Newton's iteration; m is odd.
constexpr std::uint32_t inverse(std::uint32_t m) {
  std::uint32_t x = m;  // right in 3 bits; each step doubles them
  for (int i = 0; i < 5; ++i) x *= 2 - m * x;
  return x;
}

/// What all threads have in common in one of their turns, each at its own block.
struct alignas(16) Turn {
  std::uint64_t third_product;
  std::uint32_t first_high, unused;
};

/// All blocks with the same seed and high counter word.
class CounterWord {
 public:
  static constexpr int thread_bits = 16, group = 16;
  static constexpr std::uint32_t threads = std::uint32_t{1} << thread_bits, turns = 1U << (32 - thread_bits);
  static constexpr std::uint32_t step_of_thread = inverse(Philox::m0);
  static_assert(step_of_thread * Philox::m0 == 1);

  constexpr CounterWord(Seed seed, std::uint32_t high_counter_word) : constants_(seed, high_counter_word) {}

  /// The lowest counter word of thread t's block in turn n.
  CROSSOVER_HD static constexpr std::uint32_t block_of(std::uint32_t t, std::uint32_t n) {
    return step_of_thread * t + n * threads;
  }

  /// The turn n + i, in a stretch that began with turn n.
  CROSSOVER_HD Turn turn_of(std::uint32_t n, std::uint32_t i) const {
    constexpr std::uint64_t step = std::uint64_t{Philox::m0} << thread_bits;
    const std::uint64_t grown = low_word(step * n) + step * i;
    return {wide_product(Philox::m1, low_word(grown) ^ (constants_.to_word2[1] & ~(threads - 1))), high_word(grown), 0};
  }

  /// The hits of thread t in its turns n, n + 1, ..., n + count - 1, given those; `count` is a multiple of `group`.
  CROSSOVER_HD std::uint32_t hits(const Turn* of_all, std::uint32_t t, std::uint32_t n, std::uint32_t count) const {
    std::uint32_t hits = 0;
    const std::uint32_t first = block_of(t, n);
    const std::uint64_t third_of_thread =
        opaque(wide_product(Philox::m1, t ^ (constants_.to_word2[1] & (threads - 1))));
    std::uint32_t high_of_thread = high_word(wide_product(Philox::m0, first));
    const std::uint32_t passes_after = (~first >> thread_bits) + 1;  // so many turns until c has passed 2^32
    for (std::uint32_t done = 0; done < count; done += group) {
      std::uint32_t hits_of_group = 0;
      float nearest = HUGE_VALF;
      CROSSOVER_UNROLL
      for (std::uint32_t i = 0; i < group; ++i) {
        const Turn turn = of_all[done + i];
        const Words words =
            words_after(high_of_thread + turn.first_high + zero_, sum(third_of_thread, turn.third_product));
        const float a = distance_by_floats(point_of(words, 0)), b = distance_by_floats(point_of(words, 1));
        hits_of_group += sign_of(a);
        hits_of_group += sign_of(b);
        nearest = std::fmin(nearest, std::fmin(std::fabs(a), std::fabs(b)));
      }
      const bool passes = passes_after - done < group;
      if (any_in_warp(nearest < min_certain_distance || passes)) {
        hits_of_group = recount(first + done * threads);
        if (passes) high_of_thread -= Philox::m0;
      }
      hits += hits_of_group;
    }
    return hits;
  }

 private:
  /// By the upper word of the first product, and the third round's.
  CROSSOVER_HD Words words_after(std::uint32_t first_high, std::uint64_t third_product) const {
    const std::uint64_t q2 = wide_product(Philox::m1, first_high ^ constants_.to_word2[0]);
    const std::uint64_t p3 = wide_product(Philox::m0, high_word(q2) ^ constants_.to_word0[1]);
    Words words{{high_word(third_product) ^ low_word(q2) ^ constants_.to_word0[2], low_word(third_product),
                 high_word(p3) ^ constants_.to_word2[2], low_word(p3)}};
    CROSSOVER_UNROLL
    for (int round = 3; round < Philox::rounds; ++round) {
      const std::uint64_t p = wide_product(Philox::m0, words.at[0]), q = wide_product(Philox::m1, words.at[2]);
      words = {{high_word(q) ^ words.at[1] ^ constants_.to_word0[round], low_word(q),
                high_word(p) ^ words.at[3] ^ constants_.to_word2[round], low_word(p)}};
    }
    return words;
  }

  /// The hits of a group by its first block.
  CROSSOVER_HD std::uint32_t recount(std::uint32_t block) const {
    std::uint32_t hits = 0;
    CROSSOVER_DO_NOT_UNROLL
    for (int i = 0; i < group; ++i, block += threads) {
      const std::uint64_t p1 = wide_product(Philox::m0, block);
      const Words words = words_after(high_word(p1), wide_product(Philox::m1, low_word(p1) ^ constants_.to_word2[1]));
      hits += hit_by_integers(point_of(words, 0)) + hit_by_integers(point_of(words, 1));
    }
    return hits;
  }

  /// The same value, of which the compiler does not know that it is a product: else it multiplies anew for every block.
  CROSSOVER_HD static std::uint64_t opaque(std::uint64_t v) {
#if defined(__CUDA_ARCH__)
    return __shfl_sync(0xFFFFFFFFU, static_cast<unsigned long long>(v), threadIdx.x % 32);
#else
    return v;
#endif
  }

  /// a + b by two additions with carry. The compiler does not know that `zero_` is 0: else it adds by IMAD.IADD and
  /// IMAD.X, on the very pipe that is to be relieved.
  CROSSOVER_HD std::uint64_t sum(std::uint64_t a, std::uint64_t b) const {
#if defined(__CUDA_ARCH__)
    std::uint32_t low, high;
    asm("add.cc.u32 %0, %2, %3; addc.u32 %1, %4, %5;"
        : "=r"(low), "=r"(high)
        : "r"(low_word(a)), "r"(low_word(b)), "r"(high_word(a) + zero_), "r"(high_word(b)));
    return std::uint64_t{high} << 32 | low;
#else
    return a + b;
#endif
  }

  RoundConstants constants_;
  std::uint32_t zero_ = 0;
};

}  // namespace crossover::cuda::prototypes
