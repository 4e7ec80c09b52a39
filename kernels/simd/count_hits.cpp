#include "kernels/simd/count_hits.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <iterator>
#include <utility>

#include "kernels/scalar/count_hits.hpp"
#include "kernels/simd/cpu_features.hpp"
#include "kernels/simd/disc_filter.hpp"
#include "kernels/simd/fastest_way.hpp"

// Vectors of a length that the compiler does not know cannot be members of a class; NEON serves those CPUs.
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV)

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/simd/count_hits.cpp"
#include <hwy/foreach_target.h>  // compiles the part between the namespaces once for each instruction set
#include <hwy/highway.h>

#include "kernels/simd/philox_batch-inl.hpp"
#include "kernels/simd/scalar_blocks-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace crossover::HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR  // has no widening multiply

std::uint64_t count(Seed seed, SampleRange range) { return count_hits_scalar(seed, range); }

std::vector<SimdWay> all_ways() { return {{0, count_hits_scalar}}; }

#else

using DI32 = hn::RebindToSigned<D32>;
using DI16 = hn::RebindToSigned<D16>;
using VI32 = hn::Vec<DI32>;
using VI16 = hn::Vec<DI16>;

/// The blocks that share the upper word of the counter, and their samples.
constexpr std::uint64_t blocks_in_window = std::uint64_t{1} << 32;
constexpr std::uint64_t samples_in_window = 2 * blocks_in_window;

/// All hits of the vectors of a batch whose first block has the counter word `low`, by all bits.
HWY_NOINLINE std::uint64_t count_vectors_exactly(const Window& window, std::uint32_t low) {
  const D64 d64;
  const DI32 di32;
  const auto squared = [&](V64 words) HWY_ATTR {
    const auto coordinate = hn::BitCast(di32, words);
    return hn::BitCast(d64, hn::MulEven(coordinate, coordinate));
  };
  Counter counter(window, low);
  Batch b;
  NothingBeside nothing;
  run_rounds<Philox::rounds>(window, counter, b, nothing);
  const V64 edge = hn::Set(d64, std::uint64_t{1} << 62);  // the sum is at most 2^63: below the edge it turns negative
  V64 hits = hn::Zero(d64);
  for (unsigned v = 0; v < vectors; ++v) {
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

/// What the filter says of a batch's samples, lane by lane.
struct Verdicts {
  V32 hits, nearest;
};

/// Adds those on the vectors v and after, which have one round to go.
template <unsigned v, class Beside>
HWY_INLINE void judge_vectors(const Window& window, const Batch& b, Verdicts& verdicts, Beside& beside) {
  if constexpr (v < vectors) {
    // That round for the upper 16 bits of the words only, as lanes (y, x).
    const V32 products = upper_sixteens(times(b.c2[v], window.m1), times(b.c0[v], window.m0));
    const V32 c1_and_c3 = hn::ShiftLeft<16>(upper_sixteens(b.c1[v], b.c3[v]));
    const auto yx = hn::BitCast(DI16(), hn::Xor3(c1_and_c3, window.last_key, products));
    const VI32 q = sum_of_squares(yx);
    const V32 verdict = hn::BitCast(D32(), hn::Add(q, hn::Set(DI32(), disc_filter::offset)));
    verdicts.hits = hn::Add(verdicts.hits, hn::ShiftRight<31>(verdict));
    verdicts.nearest = hn::Min(verdicts.nearest, verdict);
    beside.template do_slot<(Philox::rounds - 2) * vectors + v, slots_of_batch>();
    judge_vectors<v + 1>(window, b, verdicts, beside);
  }
}

/// Adds the hits of the next batch's vectors, lane by lane, judging each sample by the filter. Returns whether it could
/// judge all.
template <class Beside>
HWY_INLINE bool judge_by_sixteens(const Window& window, Counter& counter, V32& hits, Beside& beside) {
  const D32 d32;
  Batch b;
  run_rounds<Philox::rounds - 1>(window, counter, b, beside);
  Verdicts verdicts{hits, hn::Set(d32, 0xFFFFFFFF)};
  judge_vectors<0>(window, b, verdicts, beside);
  hits = verdicts.hits;
  return hn::AllFalse(d32, hn::Lt(verdicts.nearest, hn::Set(d32, disc_filter::undecided_last + 1)));
}

/// All hits of so many batches from a block on, each the vectors' blocks and then `scalar_blocks`; they end inside the
/// window.
template <unsigned scalar_blocks, unsigned side_by_side>
std::uint64_t count_batches(Seed seed, std::uint64_t first_block, std::uint64_t batches) {
  const RoundConstants constants(seed, high_word(first_block));
  const Window window(constants);
  ScalarBlocks<scalar_blocks, side_by_side> beside(constants);
  std::uint32_t low = low_word(first_block);
  Counter counter(window, low);
  const V64 skip = hn::Set(D64(), std::uint64_t{Philox::m0} * scalar_blocks);
  // 32 bits suffice a lane: a window's 2^33 samples are shared by four lanes at least.
  V32 hits = hn::Zero(D32());
  std::uint64_t hits_of_recounted = 0;
  for (; batches > 0; --batches, low += vector_blocks + scalar_blocks) {
    const V32 hits_before = hits;
    beside.begin(low + vector_blocks);
    if (HWY_UNLIKELY(!judge_by_sixteens(window, counter, hits, beside))) {
      hits = hits_before;
      hits_of_recounted += count_vectors_exactly(window, low);
    }
    if constexpr (scalar_blocks > 0) counter.product = hn::Add(counter.product, skip);
  }
  const V64 pairs = hn::BitCast(D64(), hits);
  const V64 sums = hn::Add(high(pairs), hn::And(pairs, set(0xFFFFFFFF)));
  return beside.hits() + hits_of_recounted + hn::GetLane(hn::SumOfLanes(D64(), sums));
}

/// A number of scalar blocks in a batch, and how many of them are in flight at a time.
struct Way {
  unsigned scalar_blocks;
  std::uint64_t samples_in_batch;
  std::uint64_t (*count_batches)(Seed seed, std::uint64_t first_block, std::uint64_t batches);
};

template <unsigned scalar_blocks, unsigned side_by_side>
constexpr Way way{scalar_blocks, 2 * (std::uint64_t{vector_blocks} + scalar_blocks),
                  count_batches<scalar_blocks, side_by_side>};

// Which is the fastest, CPUs and compilers differ in (bench/README.md).
#if HWY_TARGET == HWY_AVX3
constexpr Way ways[] = {way<0, 1>, way<2, 1>, way<3, 1>};
#elif HWY_TARGET == HWY_AVX2
constexpr Way ways[] = {way<0, 1>, way<2, 2>, way<4, 2>};
#else
constexpr Way ways[] = {way<0, 1>};
#endif

/// Of a trial of a way: some 15 µs.
constexpr std::uint64_t batches_of_trial = 512;

/// Counts as many batches and tells how long they took.
std::uint64_t try_way(std::size_t n, Seed seed, std::uint64_t first_block, FastestWay& fastest) {
  const auto start = std::chrono::steady_clock::now();
  const std::uint64_t hits = ways[n].count_batches(seed, first_block, batches_of_trial);
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
  fastest.learn(n, seconds.count() / static_cast<double>(batches_of_trial * ways[n].samples_in_batch));
  return hits;
}

std::uint64_t count_in_window(Seed seed, SampleRange range, FastestWay& fastest) {
  constexpr std::uint64_t samples_for_trial = batches_of_trial * ways[std::size(ways) - 1].samples_in_batch;
  SampleRange rest{std::min(range.first + range.first % 2, range.last), range.last};
  std::uint64_t hits = count_hits_scalar(seed, {range.first, rest.first});
  while (rest.size() >= samples_for_trial) {
    const FastestWay::Turn turn = fastest.next();
    if (!turn.is_trial) break;
    hits += try_way(turn.way, seed, rest.first / 2, fastest);
    rest.first += batches_of_trial * ways[turn.way].samples_in_batch;
  }
  const Way& way = ways[fastest.so_far()];
  const std::uint64_t batches = rest.size() / way.samples_in_batch;
  if (batches > 0) hits += way.count_batches(seed, rest.first / 2, batches);
  return hits + count_hits_scalar(seed, {rest.first + batches * way.samples_in_batch, rest.last});
}

std::uint64_t count_with(Seed seed, SampleRange range, FastestWay& fastest) {
  std::uint64_t hits = 0;
  while (range.first < range.last) {
    const std::uint64_t last_of_window = range.first | (samples_in_window - 1);
    const std::uint64_t end = std::min(last_of_window, range.last - 1) + 1;
    hits += count_in_window(seed, {range.first, end}, fastest);
    range.first = end;
  }
  return hits;
}

std::uint64_t count(Seed seed, SampleRange range) {
  static FastestWay fastest(std::size(ways));
  return count_with(seed, range, fastest);
}

template <std::size_t n>
std::uint64_t count_by_way(Seed seed, SampleRange range) {
  FastestWay fastest = FastestWay::held_to(n);
  return count_with(seed, range, fastest);
}

template <std::size_t... n>
std::vector<SimdWay> ways_of(std::index_sequence<n...>) {
  return {{ways[n].scalar_blocks, count_by_way<n>}...};
}

std::vector<SimdWay> all_ways() { return ways_of(std::make_index_sequence<std::size(ways)>()); }

#endif

}  // namespace crossover::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE  // the last pass: all instruction sets are compiled
namespace crossover {
namespace {

std::vector<SimdTarget> find_targets() {
  std::vector<SimdTarget> targets;
  const auto add = [&](std::int64_t target, CountHits count, std::vector<SimdWay> ways) {
    targets.push_back({name_of_target(hwy::TargetName(target)), count, std::move(ways)});
  };
#if CROSSOVER_RUN_TIME_TARGETS & HWY_AVX3
  if (cpu_has_avx3()) add(HWY_AVX3, N_AVX3::count, N_AVX3::all_ways());
#endif
#if CROSSOVER_RUN_TIME_TARGETS & HWY_AVX2
  if (cpu_has_avx2()) add(HWY_AVX2, N_AVX2::count, N_AVX2::all_ways());
#endif
#if CROSSOVER_RUN_TIME_TARGETS & HWY_SSE4
  if (cpu_has_sse4()) add(HWY_SSE4, N_SSE4::count, N_SSE4::all_ways());
#endif
#if CROSSOVER_RUN_TIME_TARGETS & HWY_SSSE3
  if (__builtin_cpu_supports("ssse3")) add(HWY_SSSE3, N_SSSE3::count, N_SSSE3::all_ways());
#endif
  add(HWY_STATIC_TARGET, HWY_STATIC_DISPATCH(count), HWY_STATIC_DISPATCH(all_ways)());
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
