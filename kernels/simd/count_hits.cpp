#include "kernels/simd/count_hits.hpp"

#include <algorithm>
#include <cstddef>

#include "kernels/scalar/count_hits.hpp"
#include "kernels/simd/cpu_features.hpp"
#include "kernels/simd/disc_filter.hpp"

// Vectors of a length that the compiler does not know cannot be members of a class; NEON serves those CPUs.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/simd/count_hits.cpp"
#include <hwy/foreach_target.h>  // compiles the part between the namespaces once for each instruction set
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace crossover::HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR  // has no widening multiply

std::uint64_t count(Seed seed, SampleRange range) { return count_hits_scalar(seed, range); }

#else

namespace hn = hwy::HWY_NAMESPACE;

using D64 = hn::ScalableTag<std::uint64_t>;
using D32 = hn::Repartition<std::uint32_t, D64>;
using D16 = hn::Repartition<std::uint16_t, D64>;
using DI32 = hn::RebindToSigned<D32>;
using DI16 = hn::RebindToSigned<D16>;
using V64 = hn::Vec<D64>;
using V32 = hn::Vec<D32>;
using VI32 = hn::Vec<DI32>;
using VI16 = hn::Vec<DI16>;

// Each 64-bit lane carries one 32-bit word, in its low half: there the widening multiply looks for it, and leaves the
// next words, one in each half of the product. What stands in the upper half of a word's lane is of no meaning.

/// Vectors of blocks that go through the rounds side by side, to hide the latency of a round (about 6 clocks) behind
/// the others. With more of them the words no longer fit the registers.
constexpr std::size_t vectors = 5;

constexpr std::size_t lanes = hn::MaxLanes(D64());
constexpr std::uint32_t blocks_in_batch = vectors * lanes;
constexpr std::uint64_t samples_in_batch = std::uint64_t{2} * blocks_in_batch;

/// The blocks that share the upper word of the counter, and their samples.
constexpr std::uint64_t blocks_in_window = std::uint64_t{1} << 32;
constexpr std::uint64_t samples_in_window = 2 * blocks_in_window;

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

/// What all blocks of a window have in common. Their counters {low, high, 0, 0} become
///   {high ^ k0,             0,          hi(m0 low) ^ k1,                 lo(m0 low)}            by round 1, and
///   {hi(m1 c2) ^ k0',       lo(m1 c2),  hi(m0 (high ^ k0)) ^ c3 ^ k1',   lo(m0 (high ^ k0))}    by round 2,
/// where only what depends on `low` has to be computed block by block.
struct Window {
  Window(Seed seed, std::uint32_t high_counter_word) : m0(set(Philox::m0)), m1(set(Philox::m1)) {
    PhiloxKey key = key_of(seed);
    const std::uint64_t constant_product = std::uint64_t{Philox::m0} * (high_counter_word ^ key.k0);
    for (int round = 0; round < Philox::rounds; ++round, key = next_round_key(key)) {
      k0[round] = set(key.k0);
      k1[round] = set(key.k1);
    }
    c2_key_of_2 = hn::Xor(k1[1], set(high_word(constant_product)));
    c2_key_of_3 = hn::Xor(k1[2], set(low_word(constant_product)));
    last_key = upper_sixteens(hn::ShiftLeft<32>(k0[9]), hn::ShiftLeft<32>(k1[9]));
  }

  V64 m0, m1, k0[Philox::rounds], k1[Philox::rounds];
  V64 c2_key_of_2, c2_key_of_3;  ///< k1 of rounds 2 and 3 with the constant product's halves folded in
  V32 last_key;                  ///< round 10's keys where judge_by_sixteens() needs them
};

/// Blocks low, low + 1, ..., one a lane, as m0 * low: the product that round 1 needs, stepped by additions.
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

/// The words of the next batch after the given number of rounds, at least 3.
template <int rounds>
HWY_INLINE void run_rounds(const Window& window, Counter& counter, Batch& b) {
  for (std::size_t v = 0; v < vectors; ++v) {
    const V64 product = counter.next();
    const V64 c2_after_1 = hn::Xor(high(product), window.k1[0]);
    b.c1[v] = times(c2_after_1, window.m1);
    b.c0[v] = hn::Xor(high(b.c1[v]), window.k0[1]);
    b.c2[v] = hn::Xor(product, window.c2_key_of_2);
  }
  for (std::size_t v = 0; v < vectors; ++v) {
    const V64 p0 = times(b.c0[v], window.m0), p1 = times(b.c2[v], window.m1);
    b.c0[v] = hn::Xor3(b.c1[v], window.k0[2], high(p1));
    b.c2[v] = hn::Xor(high(p0), window.c2_key_of_3);
    b.c1[v] = p1;
    b.c3[v] = p0;
  }
  HWY_UNROLL(7)
  for (int round = 3; round < rounds; ++round) {
    for (std::size_t v = 0; v < vectors; ++v) {
      const V64 p0 = times(b.c0[v], window.m0), p1 = times(b.c2[v], window.m1);
      b.c0[v] = hn::Xor3(b.c1[v], window.k0[round], high(p1));
      b.c2[v] = hn::Xor3(b.c3[v], window.k1[round], high(p0));
      b.c1[v] = p1;
      b.c3[v] = p0;
    }
  }
}

/// All hits of the batch whose first block has the counter word `low`, by all bits.
HWY_NOINLINE std::uint64_t count_batch_exactly(const Window& window, std::uint32_t low) {
  const D64 d64;
  const DI32 di32;
  const auto squared = [&](V64 words) HWY_ATTR {
    const auto coordinate = hn::BitCast(di32, words);
    return hn::BitCast(d64, hn::MulEven(coordinate, coordinate));
  };
  Counter counter(window, low);
  Batch b;
  run_rounds<Philox::rounds>(window, counter, b);
  const V64 edge = hn::Set(d64, std::uint64_t{1} << 62);  // the sum is at most 2^63: below the edge it turns negative
  V64 hits = hn::Zero(d64);
  for (std::size_t v = 0; v < vectors; ++v) {
    hits = hn::Add(hits, hn::ShiftRight<63>(hn::Sub(hn::Add(squared(b.c0[v]), squared(b.c1[v])), edge)));
    hits = hn::Add(hits, hn::ShiftRight<63>(hn::Sub(hn::Add(squared(b.c2[v]), squared(b.c3[v])), edge)));
  }
  return hn::GetLane(hn::SumOfLanes(d64, hits));
}

/// y^2 + x^2 of each 32-bit lane (y, x).
HWY_INLINE VI32 sum_of_squares(VI16 yx) {
  const DI32 di32;
  VI32 sum1 = hn::Zero(di32);
  const VI32 sum0 = hn::ReorderWidenMulAccumulate(di32, yx, yx, hn::Zero(di32), sum1);
  return hn::RearrangeToOddPlusEven(sum0, sum1);
}

/// Adds the hits of the next batch, lane by lane, judging each sample by the filter. Returns whether it could judge
/// all.
HWY_INLINE bool judge_by_sixteens(const Window& window, Counter& counter, V32& hits) {
  const D32 d32;
  const DI32 di32;
  Batch b;
  run_rounds<Philox::rounds - 1>(window, counter, b);
  V32 nearest = hn::Set(d32, 0xFFFFFFFF);
  for (std::size_t v = 0; v < vectors; ++v) {
    // Round 10 for the upper 16 bits of the words only, as lanes (y, x).
    const V32 products = upper_sixteens(times(b.c2[v], window.m1), times(b.c0[v], window.m0));
    const V32 c1_and_c3 = hn::ShiftLeft<16>(upper_sixteens(b.c1[v], b.c3[v]));
    const auto yx = hn::BitCast(DI16(), hn::Xor3(c1_and_c3, window.last_key, products));
    const VI32 q = sum_of_squares(yx);
    const V32 verdict = hn::BitCast(d32, hn::Add(q, hn::Set(di32, disc_filter::offset)));
    hits = hn::Add(hits, hn::ShiftRight<31>(verdict));
    nearest = hn::Min(nearest, verdict);
  }
  return hn::AllFalse(d32, hn::Lt(nearest, hn::Set(d32, disc_filter::undecided_last + 1)));
}

/// All hits of so many batches from a block on; they end inside the window.
std::uint64_t count_batches(Seed seed, std::uint64_t first_block, std::uint64_t batches) {
  const Window window(seed, high_word(first_block));
  std::uint32_t low = low_word(first_block);
  Counter counter(window, low);
  // 32 bits suffice a lane: a window's 2^33 samples are shared by four lanes at least.
  V32 hits = hn::Zero(D32());
  std::uint64_t hits_of_recounted_batches = 0;
  for (; batches > 0; --batches, low += blocks_in_batch) {
    const V32 hits_before = hits;
    if (HWY_UNLIKELY(!judge_by_sixteens(window, counter, hits))) {
      hits = hits_before;
      hits_of_recounted_batches += count_batch_exactly(window, low);
    }
  }
  const V64 pairs = hn::BitCast(D64(), hits);
  const V64 sums = hn::Add(high(pairs), hn::And(pairs, set(0xFFFFFFFF)));
  return hits_of_recounted_batches + hn::GetLane(hn::SumOfLanes(D64(), sums));
}

std::uint64_t count_in_window(Seed seed, SampleRange range) {
  const std::uint64_t first_even = range.first + range.first % 2;
  if (first_even > range.last || range.last - first_even < samples_in_batch) return count_hits_scalar(seed, range);
  const std::uint64_t batches = (range.last - first_even) / samples_in_batch;
  const std::uint64_t ragged_end = first_even + batches * samples_in_batch;
  return count_hits_scalar(seed, {range.first, first_even}) + count_batches(seed, first_even / 2, batches) +
         count_hits_scalar(seed, {ragged_end, range.last});
}

std::uint64_t count(Seed seed, SampleRange range) {
  std::uint64_t hits = 0;
  while (range.first < range.last) {
    const std::uint64_t last_of_window = range.first | (samples_in_window - 1);
    const std::uint64_t end = std::min(last_of_window, range.last - 1) + 1;
    hits += count_in_window(seed, {range.first, end});
    range.first = end;
  }
  return hits;
}

#endif

}  // namespace crossover::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE  // the last pass: all instruction sets are compiled
namespace crossover {
namespace {

using Count = std::uint64_t (*)(Seed seed, SampleRange range);

std::vector<SimdTarget> find_targets() {
  std::vector<SimdTarget> targets;
  const auto add = [&](std::int64_t target, Count count) {
    targets.push_back({name_of_target(hwy::TargetName(target)), count});
  };
#if CROSSOVER_RUN_TIME_TARGETS & HWY_AVX3
  if (cpu_has_avx3()) add(HWY_AVX3, N_AVX3::count);
#endif
#if CROSSOVER_RUN_TIME_TARGETS & HWY_AVX2
  if (cpu_has_avx2()) add(HWY_AVX2, N_AVX2::count);
#endif
#if CROSSOVER_RUN_TIME_TARGETS & HWY_SSE4
  if (cpu_has_sse4()) add(HWY_SSE4, N_SSE4::count);
#endif
#if CROSSOVER_RUN_TIME_TARGETS & HWY_SSSE3
  if (__builtin_cpu_supports("ssse3")) add(HWY_SSSE3, N_SSSE3::count);
#endif
  add(HWY_STATIC_TARGET, HWY_STATIC_DISPATCH(count));
  return targets;
}

}  // namespace

const std::vector<SimdTarget>& simd_targets() {
  static const std::vector<SimdTarget> targets = find_targets();
  return targets;
}

std::uint64_t count_hits_simd(Seed seed, SampleRange range) { return simd_targets().front().count(seed, range); }

}  // namespace crossover
#endif
