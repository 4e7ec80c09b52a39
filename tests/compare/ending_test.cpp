#include "host/system/ending.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "host/compare/comparison.hpp"
#include "host/compare/walk/sort_walk.hpp"
#include "host/pi/selftest.hpp"
#include "tests/support/ended_by.hpp"
#include "tests/support/fakes/fake_backends.hpp"
#include "tests/support/fakes/fake_sorters.hpp"

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

TEST(VerdictOnRun, IsDoneForAGoodOne) { EXPECT_EQ(run_with(near_pi).ending().exit_code(), ExitCode::done); }

TEST(VerdictOnRun, TellsTheSignalThatStoppedIt) {
  EXPECT_EQ(ended_by(SIGINT, run_with(near_pi)).ending().exit_code(), ExitCode::interrupted);
  EXPECT_EQ(ended_by(SIGTERM, run_with(near_pi)).ending().exit_code(), ExitCode::terminated);
}

TEST(VerdictOnRun, IsFailureFarFromPiAlsoWhenItWasStopped) {
  EXPECT_EQ(run_with(far_from_pi).ending().exit_code(), ExitCode::verification_failed);
  EXPECT_EQ(ended_by(SIGINT, run_with(far_from_pi)).ending().exit_code(), ExitCode::verification_failed);
}

TEST(VerdictOnComparison, IsDoneForAGoodOne) {
  EXPECT_EQ(comparison_with({near_pi, near_pi}).ending().exit_code(), ExitCode::done);
}

TEST(VerdictOnComparison, TellsTheSignalThatStoppedIt) {
  EXPECT_EQ(ended_by(SIGINT, comparison_with({near_pi})).ending().exit_code(), ExitCode::interrupted);
  EXPECT_EQ(ended_by(SIGTERM, comparison_with({})).ending().exit_code(), ExitCode::terminated);
}

TEST(VerdictOnComparison, IsFailureWhenOneRunIsFarFromPi) {
  EXPECT_EQ(comparison_with({near_pi, far_from_pi}).ending().exit_code(), ExitCode::verification_failed);
  EXPECT_EQ(ended_by(SIGTERM, comparison_with({far_from_pi, near_pi})).ending().exit_code(),
            ExitCode::verification_failed);
}

TEST(VerdictOnComparison, IsFailureAfterADisagreement) {
  Comparison comparison = comparison_with({near_pi, near_pi});
  comparison.disagreement = Disagreement{with_scalar_kernel(liar), near_pi.range, 1, 2, std::nullopt};
  EXPECT_EQ(comparison.ending().exit_code(), ExitCode::verification_failed);
  EXPECT_EQ(ended_by(SIGINT, comparison).ending().exit_code(), ExitCode::verification_failed);
}

TEST(VerdictOnSelftest, FollowsTheResultsFirstAndTheSignalThen) {
  EXPECT_EQ(selftest_with(true).ending().exit_code(), ExitCode::done);
  EXPECT_EQ(ended_by(SIGTERM, selftest_with(true)).ending().exit_code(), ExitCode::terminated);
  EXPECT_EQ(selftest_with(false).ending().exit_code(), ExitCode::verification_failed);
  EXPECT_EQ(ended_by(SIGINT, selftest_with(false)).ending().exit_code(), ExitCode::verification_failed);
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

TEST(VerdictOnSortWalk, IsDoneForAGoodOne) { EXPECT_EQ(sort_walk().ending().exit_code(), ExitCode::done); }

TEST(VerdictOnSortWalk, TellsTheSignalThatStoppedIt) {
  EXPECT_EQ(ended_by(SIGINT, sort_walk()).ending().exit_code(), ExitCode::interrupted);
  EXPECT_EQ(ended_by(SIGTERM, sort_walk()).ending().exit_code(), ExitCode::terminated);
}

TEST(VerdictOnSortWalk, IsFailureWhenASorterIsWrongAlsoWhenItWasStopped) {
  EXPECT_EQ(sort_walk(with_fault).ending().exit_code(), ExitCode::verification_failed);
  EXPECT_EQ(ended_by(SIGINT, sort_walk(with_fault)).ending().exit_code(), ExitCode::verification_failed);
}

TEST(VerdictOnSortWalk, IsThatOfTheFailureThatEndedIt) {
  EXPECT_EQ(sort_walk(with_failure).ending().exit_code(), ExitCode::unavailable);
  EXPECT_EQ(sort_walk([](SortComparison& last) {
              with_fault(last);
              with_failure(last);
            })
                .ending()
                .exit_code(),
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
