// Included once for each instruction set, by highway's foreach_target.
#if defined(CROSSOVER_PHILOX_BATCH_INL_HPP) == defined(HWY_TARGET_TOGGLE)
#ifdef CROSSOVER_PHILOX_BATCH_INL_HPP
#undef CROSSOVER_PHILOX_BATCH_INL_HPP
#else
#define CROSSOVER_PHILOX_BATCH_INL_HPP
#endif

#include <hwy/highway.h>

#include <cstddef>
#include <cstdint>

#include "kernels/philox.hpp"
#include "kernels/round_constants.hpp"

HWY_BEFORE_NAMESPACE();
namespace crossover::HWY_NAMESPACE {

#if HWY_TARGET != HWY_SCALAR

namespace hn = hwy::HWY_NAMESPACE;

using D64 = hn::ScalableTag<std::uint64_t>;
using D32 = hn::Repartition<std::uint32_t, D64>;
using D16 = hn::Repartition<std::uint16_t, D64>;
using V64 = hn::Vec<D64>;
using V32 = hn::Vec<D32>;

// Each 64-bit lane carries one 32-bit word, in its low half: there the widening multiply looks for it, and leaves the
// next words, one in each half of the product. What stands in the upper half of a word's lane is of no meaning.

/// Vectors of blocks that go through the rounds side by side, to hide the latency of a round (about 6 clocks) behind
/// the others. With more of them the words no longer fit the registers.
constexpr unsigned vectors = 5;

constexpr std::size_t lanes = hn::MaxLanes(D64());
constexpr std::uint32_t vector_blocks = vectors * lanes;

HWY_INLINE V64 set(std::uint32_t word) { return hn::Set(D64(), word); }

HWY_INLINE V64 times(V64 words, V64 multiplier) {
  const D32 d32;
  return hn::MulEven(hn::BitCast(d32, words), hn::BitCast(d32, multiplier));
}

HWY_INLINE V64 high(V64 product) { return hn::ShiftRight<32>(product); }

/// Words 0 to 3 of all blocks of a batch.
struct Batch {
  V64 c0[vectors], c1[vectors], c2[vectors], c3[vectors];
};

/// The upper 16 bits of both halves of each lane: 32-bit lanes (low half's, high half's), those of `odd` after all
/// those of `even`.
HWY_INLINE V32 upper_sixteens(V64 even, V64 odd) {
  const D16 d16;
  return hn::BitCast(D32(), hn::ConcatOdd(d16, hn::BitCast(d16, odd), hn::BitCast(d16, even)));
}

/// What all blocks of a window have in common: RoundConstants in every lane.
struct Window {
  explicit Window(const RoundConstants& constants) : m0(set(Philox::m0)), m1(set(Philox::m1)) {
    for (int round = 0; round < Philox::rounds; ++round) {
      k0[round] = set(constants.to_word0[round]);
      k1[round] = set(constants.to_word2[round]);
    }
    last_key = upper_sixteens(hn::ShiftLeft<32>(k0[9]), hn::ShiftLeft<32>(k1[9]));
  }

  V64 m0, m1, k0[Philox::rounds], k1[Philox::rounds];
  V32 last_key;  ///< The last round's keys, where its upper 16 bits are judged.
};

/// Blocks low, low + 1, ..., one a lane, as m0 * low: the product that the first round needs, stepped by additions.
struct Counter {
  Counter(const Window& window, std::uint32_t low)
      : product(times(hn::Add(set(low), hn::Iota(D64(), 0)), window.m0)),
        step(hn::Set(D64(), std::uint64_t{Philox::m0} * lanes)) {}

  HWY_INLINE V64 next() {
    const V64 now = product;
    product = hn::Add(product, step);
    return now;
  }

  V64 product, step;
};

/// A round of a batch's vector v; of the first two, which are one, the second's number.
template <unsigned round>
HWY_INLINE void run_round(const Window& window, Counter& counter, Batch& b, unsigned v) {
  if constexpr (round == 1) {
    const V64 product = counter.next();
    b.c1[v] = times(hn::Xor(high(product), window.k1[0]), window.m1);
    b.c0[v] = hn::Xor(high(b.c1[v]), window.k0[1]);
    b.c2[v] = hn::Xor(product, window.k1[1]);
  } else {
    const V64 p0 = times(b.c0[v], window.m0), p1 = times(b.c2[v], window.m1);
    b.c0[v] = hn::Xor3(b.c1[v], window.k0[round], high(p1));
    b.c2[v] = round == 2 ? hn::Xor(high(p0), window.k1[round]) : hn::Xor3(b.c3[v], window.k1[round], high(p0));
    b.c1[v] = p1;
    b.c3[v] = p0;
  }
}

/// What stands between the vectors' code where nothing shall: see ScalarBlocks.
struct NothingBeside {
  template <unsigned slot, unsigned slots>
  HWY_INLINE void do_slot() {}
};

/// Slots for what goes on beside a batch: one after each round of each vector.
constexpr unsigned slots_of_batch = (Philox::rounds - 1) * vectors;

template <unsigned round, unsigned v, class Beside>
HWY_INLINE void run_round_of_vectors(const Window& window, Counter& counter, Batch& b, Beside& beside) {
  if constexpr (v < vectors) {
    run_round<round>(window, counter, b, v);
    beside.template do_slot<(round - 1) * vectors + v, slots_of_batch>();
    run_round_of_vectors<round, v + 1>(window, counter, b, beside);
  }
}

/// The words of the next batch after so many rounds, at least 3. (By templates, not loops: that is how compilers keep
/// the order of what stands in the slots.)
template <unsigned rounds, unsigned round = 1, class Beside>
HWY_INLINE void run_rounds(const Window& window, Counter& counter, Batch& b, Beside& beside) {
  if constexpr (round < rounds) {
    run_round_of_vectors<round, 0>(window, counter, b, beside);
    run_rounds<rounds, round + 1>(window, counter, b, beside);
  }
}

#endif

}  // namespace crossover::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
