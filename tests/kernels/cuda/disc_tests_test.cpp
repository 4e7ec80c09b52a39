#include "kernels/cuda/disc_tests.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace crossover::cuda {
namespace {

constexpr std::int32_t lowest = std::numeric_limits<std::int32_t>::min(),
                       highest = std::numeric_limits<std::int32_t>::max();

/// Corners, ends of the axes, and points on both sides of the circle, from right beside it to far off.
std::vector<Point> delicate_points() {
  std::vector<Point> points{{0, 0},      {lowest, 0},      {0, lowest},  {highest, 0},      {lowest, lowest},
                            {lowest, 1}, {highest, 46340}, {1, highest}, {lowest, highest}, {highest, highest}};
  for (std::int64_t x = 0; x <= highest; x += 1'234'567) {
    const auto on_circle = static_cast<std::int64_t>(std::sqrt(std::pow(2.0L, 62) - static_cast<long double>(x * x)));
    for (std::int64_t off = 1; off <= highest; off = 2 * off + 1)
      for (const std::int64_t y : {on_circle - off, on_circle, on_circle + off})
        if (y >= 0 && y <= highest) points.push_back({static_cast<std::int32_t>(-x), static_cast<std::int32_t>(y)});
  }
  return points;
}

TEST(HitByIntegers, IsTheReference) {
  for (const Point& p : delicate_points()) ASSERT_EQ(hit_by_integers(p), in_disc(p)) << p.x << ", " << p.y;
}

TEST(DistanceByFloats, HasTheRightSignWhereverItIsCertain) {
  unsigned certain = 0, uncertain = 0, wrong_but_uncertain = 0;
  for (const Point& p : delicate_points()) {
    const float distance = distance_by_floats(p);
    const bool says_hit = sign_of(distance) == 1;
    if (std::fabs(distance) >= min_certain_distance) {
      ++certain;
      ASSERT_EQ(says_hit, in_disc(p)) << p.x << ", " << p.y;
    } else {
      ++uncertain;
      wrong_but_uncertain += says_hit != in_disc(p);
    }
  }
  // The points are as delicate as they are meant to be: floats do go wrong.
  EXPECT_GT(certain, 10'000U);
  EXPECT_GT(uncertain, 10'000U);
  EXPECT_GT(wrong_but_uncertain, 100U);
}

TEST(DistanceByFloats, ErrsByLessThanTheProofAllows) {
  for (const Point& p : delicate_points()) {
    const long double exact =
        static_cast<long double>(p.x) * p.x + static_cast<long double>(p.y) * p.y - std::pow(2.0L, 62);
    ASSERT_LT(std::fabs(exact - static_cast<long double>(distance_by_floats(p))),
              std::pow(2.0L, 40) + std::pow(2.0L, 39) + std::pow(2.0L, 15))
        << p.x << ", " << p.y;
  }
}

}  // namespace
}  // namespace crossover::cuda
