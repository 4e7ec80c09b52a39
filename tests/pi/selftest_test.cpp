#include "host/pi/selftest.hpp"

#include <gtest/gtest.h>

#include "kernels/simd/count_hits.hpp"

namespace crossover {
namespace {

TEST(Selftest, HoldsEveryUsableBackendKernelAndTargetToTheKnownHits) {
  const Selftest selftest = run_selftest(false, [](const auto&, const Tally&, SampleRange) { return true; });
  EXPECT_TRUE(selftest.passed());
  EXPECT_FALSE(selftest.stopped);
  std::size_t expected = simd_targets().size();
  for (const BackendEntry* entry : backends())
    if (entry->why_unavailable().empty()) expected += entry->kernels().size();
  EXPECT_EQ(selftest.results.size(), expected);
  for (const SelftestResult& result : selftest.results) EXPECT_GE(result.right, 11U) << result.subject;
}

TEST(Selftest, StopsWhenAsked) {
  const Selftest selftest = run_selftest(true, [](const auto&, const Tally&, SampleRange) { return false; });
  EXPECT_TRUE(selftest.stopped);
  EXPECT_TRUE(selftest.results.empty());
}

TEST(Selftest, FailsOnAnyDifference) {
  Selftest selftest;
  selftest.results.push_back({.subject = "a", .right = 3, .wrong = {}});
  EXPECT_TRUE(selftest.passed());
  selftest.results.push_back({.subject = "b", .wrong = {Tally{Seed{1}, {0, 1}, 1}}});
  EXPECT_FALSE(selftest.passed());
}

}  // namespace
}  // namespace crossover
