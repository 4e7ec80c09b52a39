#include "host/sort/verification.hpp"

#include <algorithm>
#include <atomic>
#include <span>
#include <variant>

#include "host/sort/order.hpp"
#include "host/sort/stripes.hpp"

namespace crossover {
namespace {

/// A bijection whose every output bit depends on every input bit. Source: David Stafford, "Better Bit Mixing -
/// Improving on MurmurHash3's 64-bit Finalizer", Mix13.
constexpr std::uint64_t mix(std::uint64_t bits) {
  bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9U;
  bits = (bits ^ bits >> 27) * 0x94D049BB133111EBU;
  return bits ^ bits >> 31;
}

}  // namespace

Fingerprint fingerprint_of(const KeySpan& keys, WorkerPool& pool) {
  std::atomic<std::uint64_t> low = 0, high = 0;
  std::visit(
      [&]<Key T>(std::span<T> all) {
        in_stripes(all.size(), pool, [&](std::size_t first, std::size_t last) {
          std::uint64_t own_low = 0, own_high = 0;
          for (const T key : all.subspan(first, last - first)) {
            const std::uint64_t bits = bits_of(key);
            own_low += mix(bits + 0x9E3779B97F4A7C15U);
            own_high += mix(bits ^ 0xD1B54A32D192ED03U);
          }
          low += own_low;
          high += own_high;
        });
      },
      keys);
  return {low, high};
}

bool is_ordered(const KeySpan& keys, WorkerPool& pool) {
  std::atomic<bool> ordered = true;
  std::visit(
      [&]<Key T>(std::span<T> all) {
        in_stripes(all.size(), pool, [&](std::size_t first, std::size_t last) {
          bool own = true;
          for (std::size_t i = std::max<std::size_t>(1, first); i < last; ++i) own &= !precedes(all[i], all[i - 1]);
          if (!own) ordered = false;
        });
      },
      keys);
  return ordered;
}

}  // namespace crossover
