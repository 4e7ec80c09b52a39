#include "host/pi/estimate.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <numbers>

namespace crossover {
namespace {

TEST(Estimate, IsUndefinedWithoutSamples) { EXPECT_FALSE(estimate(0, 0)); }

TEST(Estimate, IsFourTimesTheShareOfHits) {
  const auto e = estimate(785'379'393, 1'000'000'000);
  ASSERT_TRUE(e);
  EXPECT_DOUBLE_EQ(e->pi, 3.141517572);
  EXPECT_NEAR(e->standard_error, 5.1927e-5, 1e-8);
  EXPECT_NEAR(e->z, (3.141517572 - std::numbers::pi) / e->standard_error, 1e-3);
}

TEST(Estimate, IsFiniteWhereEverySampleAgrees) {
  for (const std::uint64_t samples : {1ULL, 2ULL, 1000ULL, ~0ULL})
    for (const std::uint64_t hits : {0ULL, static_cast<unsigned long long>(samples)}) {
      const auto e = estimate(hits, samples);
      ASSERT_TRUE(e);
      EXPECT_TRUE(std::isfinite(e->pi) && std::isfinite(e->standard_error) && std::isfinite(e->z)) << hits << samples;
    }
}

// With the estimated error in place of the one that pi implies, these would be 5.5 and infinitely many errors off.
TEST(Estimate, DoesNotSuspectChanceOfFewSamples) {
  EXPECT_LT(std::abs(estimate(29, 30)->z), suspicious_z);
  EXPECT_LT(std::abs(estimate(3, 3)->z), suspicious_z);
}

TEST(Estimate, SuspectsWhatChanceCannotDo) {
  EXPECT_GT(std::abs(estimate(500'000, 1'000'000)->z), suspicious_z);
  EXPECT_GT(std::abs(estimate(0, 1000)->z), suspicious_z);
}

}  // namespace
}  // namespace crossover
