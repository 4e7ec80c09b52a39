#include "kernels/simd/disc_filter.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

#include "kernels/sample.hpp"

namespace crossover {
namespace {

enum class Verdict { hit, miss, undecided };

/// What the filter says of all points whose coordinates have these upper 16 bits.
Verdict judged(std::int32_t xh, std::int32_t yh) {
  const std::int64_t sum = std::int64_t{xh} * xh + std::int64_t{yh} * yh + disc_filter::offset;
  EXPECT_LE(sum, std::numeric_limits<std::int32_t>::max());
  if (sum < 0) return Verdict::hit;
  return sum <= disc_filter::undecided_last ? Verdict::undecided : Verdict::miss;
}

/// The nearest to and the furthest from 0 of the numbers that have these upper 16 bits.
std::int32_t nearest(std::int32_t upper) { return upper >= 0 ? upper * 65536 : upper * 65536 + 65535; }
std::int32_t furthest(std::int32_t upper) { return upper >= 0 ? upper * 65536 + 65535 : upper * 65536; }

/// Calls check(xh, yh) for all squares of 2^16 by 2^16 points that the filter might misjudge: those around the edge of
/// the disc, wider than its band.
template <class Check>
void for_squares_near_the_edge(Check check) {
  for (std::int32_t xh = -32768; xh <= 32767; ++xh) {
    const double rest = std::sqrt(std::max(0.0, 1073741824.0 - static_cast<double>(xh) * xh));
    for (const double side : {-1.0, 1.0}) {
      const auto middle = static_cast<std::int32_t>(side * rest);
      const std::int32_t reach = 400;  // where the edge is flat, the band is about 300 high
      for (std::int32_t yh = std::max(-32768, middle - reach); yh <= std::min(32767, middle + reach); ++yh)
        check(xh, yh);
    }
  }
}

TEST(DiscFilter, NeverMisjudgesAPoint) {
  for_squares_near_the_edge([](std::int32_t xh, std::int32_t yh) {
    const Verdict verdict = judged(xh, yh);
    if (verdict == Verdict::hit) {
      ASSERT_TRUE(in_disc({furthest(xh), furthest(yh)})) << xh << ' ' << yh;
    }
    if (verdict == Verdict::miss) {
      ASSERT_FALSE(in_disc({nearest(xh), nearest(yh)})) << xh << ' ' << yh;
    }
  });
}

TEST(DiscFilter, DecidesWhatIsFarFromTheEdge) {
  EXPECT_EQ(judged(0, 0), Verdict::hit);
  EXPECT_EQ(judged(-1, -1), Verdict::hit);
  EXPECT_EQ(judged(-32768, -32768), Verdict::miss);
  EXPECT_EQ(judged(32767, 32767), Verdict::miss);
  EXPECT_EQ(judged(32767, 0), Verdict::undecided);
}

TEST(DiscFilter, HasBoundsThatFollowFromTheGeometry) {
  const double t = disc_filter::edge;
  EXPECT_GE(disc_filter::inner, 2 * std::sqrt(2 * t) + 2);
  EXPECT_GE(disc_filter::outer, 2 * std::sqrt(2 * (t + disc_filter::outer)));
}

}  // namespace
}  // namespace crossover
