#pragma once

#include <concepts>
#include <cstdint>
#include <type_traits>

#include "kernels/keys.hpp"

/// Keys that a GPU makes, and what tells whether a sort has kept them all and put them in order.

using crossover::Key;

template <Key T>
inline constexpr const char* name = nullptr;
template <>
inline constexpr const char* name<std::uint32_t> = "u32";
template <>
inline constexpr const char* name<std::uint64_t> = "u64";
template <>
inline constexpr const char* name<std::int64_t> = "i64";
template <>
inline constexpr const char* name<float> = "f32";
template <>
inline constexpr const char* name<double> = "f64";

constexpr unsigned blocks = 1024, threads_per_block = 256;

/// A bijection whose every output bit depends on every input bit (Stafford's Mix13).
__device__ inline std::uint64_t mix(std::uint64_t bits) {
  bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9U;
  bits = (bits ^ bits >> 27) * 0x94D049BB133111EBU;
  return bits ^ bits >> 31;
}

/// Uniform over the type; floats from -1 up to 1.
template <Key T>
__global__ void make_keys(T* keys, std::size_t n) {
  for (std::size_t i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += blocks * threads_per_block) {
    const std::uint64_t bits = mix(i + 0x9E3779B97F4A7C15U);
    if constexpr (std::floating_point<T>) {
      keys[i] = static_cast<T>(static_cast<std::int64_t>(bits) >> (sizeof(T) == 4 ? 39 : 10)) *
                (sizeof(T) == 4 ? T(0x1p-24) : T(0x1p-53));
    } else {
      keys[i] = static_cast<T>(bits >> (64 - 8 * sizeof(T)));
    }
  }
}

/// Two sums tell multisets of keys apart; keys that precede the one before them are in disorder.
struct Account {
  unsigned long long low = 0, high = 0, disorder = 0;
};

template <Key T>
__global__ void take_account(const T* keys, std::size_t n, Account* account) {
  using Bits = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
  Account own;
  for (std::size_t i = blockIdx.x * blockDim.x + threadIdx.x; i < n; i += blocks * threads_per_block) {
    const std::uint64_t bits = __builtin_bit_cast(Bits, keys[i]);
    own.low += mix(bits + 0x9E3779B97F4A7C15U);
    own.high += mix(bits ^ 0xD1B54A32D192ED03U);
    own.disorder += i > 0 && keys[i] < keys[i - 1];
  }
  atomicAdd(&account->low, own.low);
  atomicAdd(&account->high, own.high);
  atomicAdd(&account->disorder, own.disorder);
}
