#pragma once

#include <cstdint>

#include "kernels/sample.hpp"

/// Two ways for a GPU to tell whether a point is in the disc; in_disc() is what both are checked against.
namespace crossover::cuda {

/// x^2 + y^2, at most 2^63; two instructions on a GPU. (Its compiler takes more when it is free to choose.)
CROSSOVER_HD inline std::uint64_t sum_of_squares(Point p) {
#if defined(__CUDA_ARCH__)
  std::uint64_t sum;
  asm("{ .reg .s64 square; mul.wide.s32 square, %1, %1; mad.wide.s32 %0, %2, %2, square; }"
      : "=l"(sum)
      : "r"(p.x), "r"(p.y));
  return sum;
#else
  return static_cast<std::uint64_t>(std::int64_t{p.x} * p.x) + static_cast<std::uint64_t>(std::int64_t{p.y} * p.y);
#endif
}

/// 1 for a hit: the upper half of the sum, less 2^30, is from -2^30 to 2^30, and negative for a hit.
CROSSOVER_HD inline std::uint32_t hit_by_integers(Point p) {
  return (high_word(sum_of_squares(p)) - (std::uint32_t{1} << 30)) >> 31;
}

/// x^2 + y^2 - 2^62 in float32, which is negative for a hit unless it is closer to 0 than `min_certain_distance`.
CROSSOVER_HD inline float distance_by_floats(Point p) {
  const auto x = static_cast<float>(p.x), y = static_cast<float>(p.y);
  return __builtin_fmaf(x, x, __builtin_fmaf(y, y, -0x1p62F));
}

/// At this distance from 0 and beyond, the sign of distance_by_floats is right. Proof, with u = 2^-24, the relative
/// error of rounding to float32: the coordinates' rounding changes x^2 + y^2 <= 2^63 by at most 2^63 (2u + u^2), less
/// than 2^40 + 2^15. What the fused operations round is at most 2^62 in magnitude, so each adds at most 2^62 u = 2^38
/// to the error. The sum is below 2^40 + 2^15 + 2^39 < 2^41.
inline constexpr float min_certain_distance = 0x1p41F;

/// 1 for a negative number. (std::bit_cast is not for GPUs.)
CROSSOVER_HD constexpr std::uint32_t sign_of(float v) { return __builtin_bit_cast(std::uint32_t, v) >> 31; }

}  // namespace crossover::cuda
