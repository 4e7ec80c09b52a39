#include "kernels/simd/sort.hpp"

#include <algorithm>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>

#include "kernels/simd/cpu_features.hpp"

// vqsort without the parts that only Highway's shared library has (from 1.0.5 on).
#define VQSORT_ONLY_STATIC 1

// SSSE3 is left out: an x86 CPU without SSE4 sorts in plain C++.
#ifdef CROSSOVER_ONE_TARGET_A_WIDTH
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV | HWY_SSSE3 | HWY_SSE4)
#else
#define HWY_DISABLED_TARGETS (HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128 | HWY_RVV | HWY_SSSE3)
#endif

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "kernels/simd/sort.cpp"
// clang-format off
#include <hwy/foreach_target.h>  // the first: compiles the part between the namespaces once for each instruction set
#include <hwy/highway.h>
#include <hwy/contrib/sort/traits-inl.h>
#include <hwy/contrib/sort/vqsort-inl.h>
// clang-format on

HWY_BEFORE_NAMESPACE();
namespace crossover::HWY_NAMESPACE {

/// Of [first, last), where the keys before `first` are not larger than `pivot` and those of [first, next) are.
template <class T>
std::size_t partition_one_by_one(T* keys, std::size_t first, std::size_t next, std::size_t last, T pivot) {
  for (; next < last; ++next)
    if (!(pivot < keys[next])) std::swap(keys[first++], keys[next]);
  return first;
}

#if HWY_TARGET == HWY_SCALAR

template <class T>
void sort(T* keys, std::size_t n) {
  std::sort(keys, keys + n);
}

template <class T>
std::size_t partition(T* keys, std::size_t n, T pivot) {
  return partition_one_by_one(keys, 0, 0, n, pivot);
}

template <class T>
SpecialKeys count_special(const T* keys, std::size_t n) {
  return count_special_keys(std::span(keys, n));
}

template <class T>
Partitioned partition_and_count(T* keys, std::size_t n, T pivot) {
  return {.special = count_special(keys, n), .not_larger = partition(keys, n, pivot)};
}

#else

namespace hn = hwy::HWY_NAMESPACE;

#if HWY_MAJOR == 1 && HWY_MINOR == 0 && HWY_PATCH <= 4

/// Highway up to 1.0.4 takes v - epsilon(1) for the number before a float v, and the least finite number for the first
/// of all: vqsort then leaves keys between them unsorted where most of an array's keys are alike (google/highway#1485,
/// #1486; docs/decisions/0006). These are the true ones.
template <std::floating_point T>
struct FloatsAscending : hn::detail::OrderAscending<T> {
  template <class D>
  HWY_INLINE hn::Vec<D> FirstValue(D d) const {
    return hn::Set(d, -std::numeric_limits<T>::infinity());
  }

  template <class D>
  HWY_INLINE hn::Vec<D> LastValue(D d) const {
    return hn::Set(d, std::numeric_limits<T>::infinity());
  }

  /// For anything but -infinity and NaN. A float's magnitude is ordered as its bits are: one less for what is above 0,
  /// one more for what is below; before 0 and -0 comes the subnormal nearest to them.
  template <class D>
  HWY_INLINE hn::Vec<D> PrevValue(D d, hn::Vec<D> v) const {
    const hn::RebindToSigned<D> di;
    const auto one = hn::Set(di, 1), bits = hn::BitCast(di, v);
    const auto is_negative = hn::Lt(bits, hn::Zero(di));
    const auto before = hn::IfThenElse(is_negative, hn::Add(bits, one), hn::Sub(bits, one));
    const auto before_zero = hn::Set(d, -std::numeric_limits<T>::denorm_min());
    return hn::IfThenElse(hn::Eq(v, hn::Zero(d)), before_zero, hn::BitCast(d, before));
  }
};

template <class T>
struct Ascending {
  using Order = hn::detail::OrderAscending<T>;
};
template <std::floating_point T>
struct Ascending<T> {
  using Order = FloatsAscending<T>;
};

/// vqsort is in the headers, but asks the shared library for random bits, which are ours here.
template <class T>
void sort(T* keys, std::size_t n) {
  if (n < 2) return;
  const hn::SortTag<T> d;
  const hn::detail::SharedTraits<hn::detail::TraitsLane<typename Ascending<T>::Order>> traits;
  HWY_ALIGN T buffer[hwy::SortConstants::BufNum<T>(HWY_LANES(T))] = {};
  hn::detail::Generator random((n ^ 0x9E3779B97F4A7C15U) * 0xD1342543DE82EF95U);
  const std::size_t max_levels = 2 * hwy::CeilLog2(n) + 4;  // then it is heap sort that goes on
  hn::detail::Recurse(d, traits, keys, keys + n, n, buffer, random, max_levels);
}

#else

template <class T>
void sort(T* keys, std::size_t n) {
  hn::VQSortStatic(keys, n, hwy::SortAscending());
}

#endif

/// What partition() reads at a time.
constexpr std::size_t vectors_in_lot = 4;
template <class T>
constexpr std::size_t keys_in_lot = vectors_in_lot* hn::MaxLanes(hn::ScalableTag<T>());

/// The middle of an array that is being partitioned, where keys can be put: `room` of them from `left` on, a multiple
/// of a vector's.
template <class D, class T = hn::TFromD<D>>
struct Gap {
  /// Puts keys that are not larger than the pivot to its left end, the others to its right end. Both ends must have
  /// room for a whole vector.
  HWY_INLINE void put(D d, hn::Vec<D> keys, hn::Vec<D> pivot) {
    const auto larger = hn::Gt(keys, pivot);
    const std::size_t n = hn::Lanes(d), not_larger = n - hn::CountTrue(d, larger);
    room -= n;
    if constexpr (hn::CompressIsPartition<T>::value != 0) {
      const auto parted = hn::CompressNot(keys, larger);
      hn::StoreU(parted, d, left);
      hn::StoreU(parted, d, left + room);
    } else {
      hn::StoreU(hn::CompressNot(keys, larger), d, left);
      hn::BlendedStore(hn::Compress(keys, larger), hn::FirstN(d, n - not_larger), d, left + not_larger + room);
    }
    left += not_larger;
  }

  T* left;
  std::size_t room;
};

/// Counts special keys in the lanes of vectors. What it counts must be fewer than 2^32, else its sums run over.
template <class D, class T = hn::TFromD<D>>
struct SpecialKeyCounter {
  using Bits = hn::RebindToUnsigned<D>;

  SpecialKeyCounter() : finite(hn::Zero(Bits())), negative_zeros(hn::Zero(Bits())) {}

  HWY_INLINE void add(D d, hn::Vec<D> keys) {
    const auto is_finite = hn::Lt(keys, hn::Set(d, std::numeric_limits<T>::infinity()));
    const auto is_negative_zero = hn::Eq(hn::BitCast(Bits(), keys), hn::Set(Bits(), bits_of(-T{0})));
    finite = hn::Sub(finite, hn::BitCast(Bits(), hn::VecFromMask(d, is_finite)));
    negative_zeros = hn::Sub(negative_zeros, hn::VecFromMask(Bits(), is_negative_zero));
  }

  SpecialKeys of(std::size_t keys) const {
    return {.not_finite = keys - hn::GetLane(hn::SumOfLanes(Bits(), finite)),
            .negative_zeros = hn::GetLane(hn::SumOfLanes(Bits(), negative_zeros))};
  }

  hn::Vec<Bits> finite, negative_zeros;
};

/// Counts nothing.
template <class D>
struct NoCounter {
  HWY_INLINE void add(D, hn::Vec<D>) {}
};

/// Takes lots from both ends into registers and puts their keys back from there. A lot is always read from the end that
/// has less free space, so that each end has room for a lot when one is put back. The counter sees the whole lots,
/// which are the first `n - n % keys_in_lot` keys.
template <class T, class Counter>
HWY_INLINE std::size_t partition_counting(T* keys, std::size_t n, T pivot, Counter& counter) {
  const hn::ScalableTag<T> d;
  constexpr std::size_t lanes = hn::MaxLanes(d), lot = keys_in_lot<T>;
  const std::size_t whole = n - n % lot;

  using V = hn::Vec<decltype(d)>;
  const auto load = [&](V* vectors, const T* from) HWY_ATTR {
    for (std::size_t v = 0; v < vectors_in_lot; ++v) vectors[v] = hn::LoadU(d, from + v * lanes);
  };
  Gap<decltype(d)> gap{keys, whole};
  const V pivots = hn::Set(d, pivot);
  const auto put = [&](const V* vectors) HWY_ATTR {
    for (std::size_t v = 0; v < vectors_in_lot; ++v) {
      counter.add(d, vectors[v]);
      gap.put(d, vectors[v], pivots);
    }
  };

  const T *unread = keys + lot, *unread_end = keys + whole - lot;
  V first[vectors_in_lot], last[vectors_in_lot], lot_of_keys[vectors_in_lot];
  load(first, keys);
  load(last, unread_end);
  while (unread < unread_end) {
    const auto free_left = static_cast<std::size_t>(unread - gap.left);
    if (free_left > lot) {
      unread_end -= lot;
      load(lot_of_keys, unread_end);
    } else {
      load(lot_of_keys, unread);
      unread += lot;
    }
    put(lot_of_keys);
  }
  put(first);
  put(last);
  const auto not_larger = static_cast<std::size_t>(gap.left - keys);
  return partition_one_by_one(keys, not_larger, whole, n, pivot);
}

template <class T>
std::size_t partition(T* keys, std::size_t n, T pivot) {
  if (n < 2 * keys_in_lot<T>) return partition_one_by_one(keys, 0, 0, n, pivot);
  NoCounter<hn::ScalableTag<T>> counter;
  return partition_counting(keys, n, pivot, counter);
}

template <std::floating_point T>
SpecialKeys count_special(const T* keys, std::size_t n) {
  const hn::ScalableTag<T> d;
  constexpr std::size_t lanes = hn::MaxLanes(d), max_in_counter = std::size_t{1} << 24;
  const std::size_t whole = n - n % lanes;
  SpecialKeys special;
  for (std::size_t first = 0; first < whole; first += max_in_counter) {
    const std::size_t last = std::min(first + max_in_counter, whole);
    SpecialKeyCounter<decltype(d)> counter;
    for (std::size_t i = first; i < last; i += lanes) counter.add(d, hn::LoadU(d, keys + i));
    special = special + counter.of(last - first);
  }
  return special + count_special_keys(std::span<const T>(keys + whole, n - whole));
}

template <std::integral T>
SpecialKeys count_special(const T*, std::size_t) {
  return {};
}

template <std::floating_point T>
Partitioned partition_and_count(T* keys, std::size_t n, T pivot) {
  constexpr std::size_t max_in_counter = std::size_t{1} << 31;
  if (n < 2 * keys_in_lot<T> || n > max_in_counter)
    return {.special = count_special(keys, n), .not_larger = partition(keys, n, pivot)};
  const std::size_t whole = n - n % keys_in_lot<T>;
  const SpecialKeys rest = count_special_keys(std::span<const T>(keys + whole, n - whole));
  SpecialKeyCounter<hn::ScalableTag<T>> counter;
  const std::size_t not_larger = partition_counting(keys, n, pivot, counter);
  return {.special = counter.of(whole) + rest, .not_larger = not_larger};
}

template <std::integral T>
Partitioned partition_and_count(T* keys, std::size_t n, T pivot) {
  return {.special = {}, .not_larger = partition(keys, n, pivot)};
}

#endif

template <class T>
SimdSort<T> simd_sort() {
  return {name_of_target(hwy::TargetName(HWY_TARGET)), sort<T>, partition<T>, count_special<T>, partition_and_count<T>};
}

#define CROSSOVER_FOR_ALL_KEYS(ACTION) \
  ACTION(std::int32_t) ACTION(std::int64_t) ACTION(std::uint32_t) ACTION(std::uint64_t) ACTION(float) ACTION(double)
#define CROSSOVER_INSTANTIATE(T) template SimdSort<T> simd_sort<T>();
CROSSOVER_FOR_ALL_KEYS(CROSSOVER_INSTANTIATE)
#undef CROSSOVER_INSTANTIATE
#undef CROSSOVER_FOR_ALL_KEYS

}  // namespace crossover::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE  // the last pass: all instruction sets are compiled
namespace crossover {
namespace {

template <Key T>
std::vector<SimdSort<T>> find_sorts() {
  std::vector<SimdSort<T>> sorts;
#if CROSSOVER_RUN_TIME_TARGETS & HWY_AVX3
  if (cpu_has_avx3()) sorts.push_back(N_AVX3::simd_sort<T>());
#endif
#if CROSSOVER_RUN_TIME_TARGETS & HWY_AVX2
  if (cpu_has_avx2()) sorts.push_back(N_AVX2::simd_sort<T>());
#endif
#if CROSSOVER_RUN_TIME_TARGETS & HWY_SSE4
  if (cpu_has_sse4()) sorts.push_back(N_SSE4::simd_sort<T>());
#endif
  sorts.push_back(HWY_STATIC_DISPATCH(simd_sort<T>()));
  return sorts;
}

/// Of three tries, so that one that is disturbed does not count.
template <Key T>
double min_seconds(const SimdSort<T>& simd, const std::vector<T>& keys) {
  using Clock = std::chrono::steady_clock;
  auto least = Clock::duration::max();
  for (int tries = 0; tries < 3; ++tries) {
    std::vector<T> copy = keys;
    const auto start = Clock::now();
    simd.sort(copy.data(), copy.size());
    least = std::min(least, Clock::now() - start);
  }
  return std::chrono::duration<double>(least).count();
}

template <Key T>
const SimdSort<T>& find_fastest() {
  std::vector<T> keys(std::size_t{1} << 15);
  for (std::size_t i = 0; i < keys.size(); ++i) keys[i] = spread<T>(bits_of_key(Seed{0}, 1, i));
  const auto& sorts = simd_sorts<T>();
  if (sorts.size() == 1) return sorts.front();
  const auto vectorised = std::span(sorts).first(sorts.size() - 1);
  return *std::ranges::min_element(vectorised, {}, [&](const SimdSort<T>& simd) { return min_seconds(simd, keys); });
}

}  // namespace

template <Key T>
const std::vector<SimdSort<T>>& simd_sorts() {
  static const std::vector<SimdSort<T>> sorts = find_sorts<T>();
  return sorts;
}

template <Key T>
const SimdSort<T>& fastest_simd_sort() {
  static const SimdSort<T>& fastest = find_fastest<T>();
  return fastest;
}

// NOLINTBEGIN(bugprone-macro-parentheses): a type takes none
#define CROSSOVER_INSTANTIATE(T)                         \
  template const std::vector<SimdSort<T>>& simd_sorts(); \
  template const SimdSort<T>& fastest_simd_sort();
CROSSOVER_INSTANTIATE(std::int32_t)
CROSSOVER_INSTANTIATE(std::int64_t)
CROSSOVER_INSTANTIATE(std::uint32_t)
CROSSOVER_INSTANTIATE(std::uint64_t)
CROSSOVER_INSTANTIATE(float)
CROSSOVER_INSTANTIATE(double)
// NOLINTEND(bugprone-macro-parentheses)
#undef CROSSOVER_INSTANTIATE

}  // namespace crossover
#endif
