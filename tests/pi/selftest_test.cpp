#include "host/pi/selftest.hpp"

#include <gtest/gtest.h>

#include <csignal>

#include "kernels/simd/count_hits.hpp"

namespace crossover {
namespace {

TEST(Selftest, HoldsEveryUsableBackendKernelAndTargetToTheKnownHits) {
  const Selftest selftest = run_selftest(false, {});
  EXPECT_TRUE(selftest.passed());
  EXPECT_EQ(selftest.signal, 0);
  std::size_t expected = simd_targets().size();
  for (const BackendEntry* entry : backends())
    if (entry->why_unavailable().empty()) expected += entry->kernels().size();
  EXPECT_EQ(selftest.results.size(), expected);
  for (const SelftestResult& result : selftest.results) EXPECT_GE(result.right, 11U) << result.subject;
}

TEST(Selftest, StopsWhenAsked) {
  const Selftest selftest = run_selftest(true, {.stop_signal = [] { return SIGTERM; }});
  EXPECT_EQ(selftest.signal, SIGTERM);
  EXPECT_EQ(selftest.ending().exit_code(), ExitCode::terminated);
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
