#include "host/report/exit_codes.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "tests/support/fake_backends.hpp"
#include "tests/support/fake_sorters.hpp"

namespace crossover {
namespace {

// Of 1e6 samples 785398 hits are expected, with a standard deviation of 410.5.
constexpr Tally near_pi{Seed{1}, {0, 1'000'000}, 785'398};
constexpr Tally far_from_pi{Seed{1}, {0, 1'000'000}, 790'000};

PiRun run_with(const Tally& tally) { return measured(with_scalar_kernel(honest), {}, tally); }

Comparison comparison_with(const std::vector<Tally>& tallies) {
  Comparison comparison;
  comparison.seed = near_pi.seed;
  comparison.range = near_pi.range;
  for (const Tally& tally : tallies) comparison.runs.push_back(run_with(tally));
  return comparison;
}

Selftest selftest_with(bool right) {
  Selftest selftest;
  selftest.results.push_back({.subject = "threads", .right = 3, .wrong = {}});
  if (!right) selftest.results.push_back({.subject = "simd", .right = 2, .wrong = {near_pi}});
  return selftest;
}

TEST(IsSuspicious, BeginsAtFiveStandardErrorsOnBothSides) {
  const auto with_hits = [](std::uint64_t hits) { return Tally{Seed{1}, {0, 1'000'000}, hits}; };
  EXPECT_FALSE(is_suspicious(near_pi));
  EXPECT_FALSE(is_suspicious(with_hits(785'398 + 2'050)));
  EXPECT_TRUE(is_suspicious(with_hits(785'398 + 2'056)));
  EXPECT_FALSE(is_suspicious(with_hits(785'398 - 2'050)));
  EXPECT_TRUE(is_suspicious(with_hits(785'398 - 2'056)));
}

TEST(IsSuspicious, NeverIsNothingOrNextToNothing) {
  EXPECT_FALSE(is_suspicious({Seed{1}, {9, 9}, 0}));
  EXPECT_FALSE(is_suspicious({Seed{1}, {0, 1}, 0}));
  EXPECT_FALSE(is_suspicious({Seed{1}, {0, 1}, 1}));
  EXPECT_FALSE(is_suspicious({Seed{1}, {0, 30}, 30}));
}

TEST(IsSuspicious, IsAKernelThatHitsAlwaysOrNever) {
  EXPECT_TRUE(is_suspicious({Seed{1}, {0, 1000}, 1000}));
  EXPECT_TRUE(is_suspicious({Seed{1}, {0, 1000}, 0}));
}

TEST(VerdictOnRun, IsDoneForAGoodOne) { EXPECT_EQ(exit_code_of(run_with(near_pi), 0), ExitCode::done); }

TEST(VerdictOnRun, TellsTheSignalThatStoppedIt) {
  EXPECT_EQ(exit_code_of(run_with(near_pi), SIGINT), ExitCode::interrupted);
  EXPECT_EQ(exit_code_of(run_with(near_pi), SIGTERM), ExitCode::terminated);
}

TEST(VerdictOnRun, IsFailureFarFromPiAlsoWhenItWasStopped) {
  EXPECT_EQ(exit_code_of(run_with(far_from_pi), 0), ExitCode::verification_failed);
  EXPECT_EQ(exit_code_of(run_with(far_from_pi), SIGINT), ExitCode::verification_failed);
}

TEST(VerdictOnComparison, IsDoneForAGoodOne) {
  EXPECT_EQ(exit_code_of(comparison_with({near_pi, near_pi}), 0), ExitCode::done);
}

TEST(VerdictOnComparison, TellsTheSignalThatStoppedIt) {
  EXPECT_EQ(exit_code_of(comparison_with({near_pi}), SIGINT), ExitCode::interrupted);
  EXPECT_EQ(exit_code_of(comparison_with({}), SIGTERM), ExitCode::terminated);
}

TEST(VerdictOnComparison, IsFailureWhenOneRunIsFarFromPi) {
  EXPECT_EQ(exit_code_of(comparison_with({near_pi, far_from_pi}), 0), ExitCode::verification_failed);
  EXPECT_EQ(exit_code_of(comparison_with({far_from_pi, near_pi}), SIGTERM), ExitCode::verification_failed);
}

TEST(VerdictOnComparison, IsFailureAfterADisagreement) {
  Comparison comparison = comparison_with({near_pi, near_pi});
  comparison.disagreement = Disagreement{with_scalar_kernel(liar), near_pi.range, 1, 2, std::nullopt};
  EXPECT_EQ(exit_code_of(comparison, 0), ExitCode::verification_failed);
  EXPECT_EQ(exit_code_of(comparison, SIGINT), ExitCode::verification_failed);
}

TEST(VerdictOnSelftest, FollowsTheResultsFirstAndTheSignalThen) {
  EXPECT_EQ(exit_code_of(selftest_with(true), 0), ExitCode::done);
  EXPECT_EQ(exit_code_of(selftest_with(true), SIGTERM), ExitCode::terminated);
  EXPECT_EQ(exit_code_of(selftest_with(false), 0), ExitCode::verification_failed);
  EXPECT_EQ(exit_code_of(selftest_with(false), SIGINT), ExitCode::verification_failed);
}

/// At its last size it has come to an end, or to what `spoil` makes of it.
SortWalk sort_walk(const std::function<void(SortComparison& last)>& spoil = {}) {
  SortWalk walk{.sizes = {10, 100}, .points = {}};
  for (const std::uint64_t size : walk.sizes)
    walk.points.push_back(sorted_point(size, {sorted(one_by_one(std_sorter), {})}));
  if (spoil) spoil(walk.points.back());
  return walk;
}

const auto with_fault = [](SortComparison& last) { last.runs[0].fault = SortFault{1, false}; };
const auto with_failure = [](SortComparison& last) { last.runs[0].failure = Error("no luck", ExitCode::unavailable); };

TEST(VerdictOnSortWalk, IsDoneForAGoodOne) { EXPECT_EQ(exit_code_of(sort_walk(), 0), ExitCode::done); }

TEST(VerdictOnSortWalk, TellsTheSignalThatStoppedIt) {
  EXPECT_EQ(exit_code_of(sort_walk(), SIGINT), ExitCode::interrupted);
  EXPECT_EQ(exit_code_of(sort_walk(), SIGTERM), ExitCode::terminated);
}

TEST(VerdictOnSortWalk, IsFailureWhenASorterIsWrongAlsoWhenItWasStopped) {
  EXPECT_EQ(exit_code_of(sort_walk(with_fault), 0), ExitCode::verification_failed);
  EXPECT_EQ(exit_code_of(sort_walk(with_fault), SIGINT), ExitCode::verification_failed);
}

TEST(VerdictOnSortWalk, IsThatOfTheFailureThatEndedIt) {
  EXPECT_EQ(exit_code_of(sort_walk(with_failure), 0), ExitCode::unavailable);
  EXPECT_EQ(exit_code_of(sort_walk([](SortComparison& last) {
                           with_fault(last);
                           with_failure(last);
                         }),
                         0),
            ExitCode::verification_failed);
}

TEST(Suspicion, NeedsAThousandSamples) {
  // Seed 8611 has no hit among its first seven samples: chance, though z is -5.06.
  EXPECT_EQ(count_hits(Seed{8611}, {0, 7}), 0U);
  EXPECT_FALSE(is_suspicious({Seed{8611}, {0, 7}, 0}));
  EXPECT_TRUE(is_suspicious({Seed{8611}, {0, 1000}, 0}));
}

}  // namespace
}  // namespace crossover
