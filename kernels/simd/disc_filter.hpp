#pragma once

#include <cstdint>

/// Judging a sample by the top 16 bits of its coordinates, and knowing when that is not enough.
///
/// Let x = 2^16 xh + xl with 0 <= xl < 2^16, the same for y, and q = xh^2 + yh^2. Then
///
///     -2(|xh| + |yh|) <= (x^2 + y^2) / 2^32 - q < 2(|xh| + |yh|) + 2,      and |xh| + |yh| <= sqrt(2q).
///
/// With T = 2^30 (the disc's edge in these units) it follows that the sample is
///   - a hit when  q < T - inner,  since q + 2 sqrt(2q) + 2 <= T there,
///   - a miss when q > T + outer,  since q - 2 sqrt(2q) >= T there,
/// and has to be judged by all its bits in between: about 1 sample in 7,400.
namespace crossover::disc_filter {

inline constexpr std::int32_t edge = 1 << 30;
inline constexpr std::int32_t inner = 92684;  ///< 2 sqrt(2 T) + 2, rounded up
inline constexpr std::int32_t outer = 92686;  ///< the smallest integer d with d >= 2 sqrt(2 (T + d))

/// Added to q, this makes hits negative and the undecided 0, ..., undecided_last. q <= 2^31, so the sum fits 32 bits.
inline constexpr std::int32_t offset = inner - edge;
inline constexpr std::uint32_t undecided_last = inner + outer;

}  // namespace crossover::disc_filter
