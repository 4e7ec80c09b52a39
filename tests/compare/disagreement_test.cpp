// No lie gets through: whenever a backend counts a hit too many, the comparison says so and fails.

#include <gtest/gtest.h>

#include <cstdint>
#include <numbers>
#include <vector>

#include "host/compare/comparison.hpp"
#include "kernels/scalar/count_hits.hpp"
#include "tests/support/fakes/fake_backends.hpp"
#include "tests/support/patience.hpp"

namespace crossover {
namespace {

constexpr Seed seed{42};
constexpr SampleRange short_range{0, 50'000};
/// So long that the reference recounts only its start.
constexpr SampleRange long_range{0, max_recounted + 100'000};

template <unsigned run>
std::uint64_t one_more_in_run(const FakeCall& call) {
  return call.right() + (call.run == run && call.range.first == 0);
}

constexpr BackendEntry lies_in_first_run = fake_entry<one_more_in_run<1>>("lies first");
constexpr BackendEntry lies_in_second_run = fake_entry<one_more_in_run<2>>("lies later");
constexpr BackendEntry lies_in_third_run = fake_entry<one_more_in_run<3>>("lies late");
constexpr BackendEntry another_liar = fake_entry<one_more>("another liar");

/// Tells of its first run, which would take minutes under a sanitizer, what is likely, and then counts.
template <std::uint64_t too_many>
std::uint64_t counted_from_the_second_run_on(const FakeCall& call) {
  if (call.run == 1) return static_cast<std::uint64_t>(std::numbers::pi / 4 * static_cast<double>(call.range.size()));
  return call.right() + too_many;
}

constexpr BackendEntry counts_later = fake_entry<counted_from_the_second_run_on<0>>("counts later");
constexpr BackendEntry lies_in_recount = fake_entry<counted_from_the_second_run_on<1>>("lies in the recount");

Comparison compare_all(const std::vector<const BackendEntry*>& entries, SampleRange range = short_range,
                       const Kernel& kernel = scalar_kernel, double time_limit = 20) {
  ComparisonRequest request{.configurations = {}, .seed = seed, .range = range, .time_limit = time_limit};
  for (const BackendEntry* entry : entries) request.configurations.push_back({entry, &kernel, 1});
  return compare(request, {});
}

void expect_failure(const Comparison& comparison, const BackendEntry& who, SampleRange range, std::uint64_t hits,
                    std::uint64_t expected) {
  EXPECT_EQ(comparison.ending().exit_code(), ExitCode::verification_failed);
  ASSERT_TRUE(comparison.disagreement);
  EXPECT_EQ(comparison.disagreement->configuration.backend, &who);
  EXPECT_EQ(comparison.disagreement->range, range);
  EXPECT_EQ(comparison.disagreement->hits, hits);
  EXPECT_EQ(comparison.disagreement->expected, expected);
}

const std::uint64_t right = count_hits_scalar(seed, short_range);

TEST(Disagreement, IsNoneBetweenHonestBackends) {
  const Comparison comparison = compare_all({&honest_serial, &honest});
  EXPECT_FALSE(comparison.disagreement);
  EXPECT_EQ(comparison.ending().exit_code(), ExitCode::done);
}

TEST(Disagreement, InTheColdRunIsFoundBeforeAnythingIsTimed) {
  const Comparison comparison = compare_all({&honest_serial, &lies_in_first_run, &honest});
  expect_failure(comparison, lies_in_first_run, short_range, right + 1, right);
  EXPECT_FALSE(comparison.disagreement->other) << "the plain loop knows better";
  EXPECT_EQ(comparison.rounds, 0U);
}

TEST(Disagreement, IsFoundInTheFirstWarmRound) {
  const Comparison comparison = compare_all({&honest_serial, &lies_in_second_run});
  expect_failure(comparison, lies_in_second_run, short_range, right + 1, right);
  EXPECT_EQ(comparison.rounds, 0U);
}

TEST(Disagreement, IsFoundInALaterWarmRound) {
  const Comparison comparison = compare_all({&honest_serial, &lies_in_third_run});
  expect_failure(comparison, lies_in_third_run, short_range, right + 1, right);
  EXPECT_EQ(comparison.rounds, 1U);
}

TEST(Disagreement, IsFoundByTheRecountWhenAllTellTheSameLie) {
  const Comparison comparison = compare_all({&liar, &another_liar});
  expect_failure(comparison, liar, short_range, right + 1, right);
  EXPECT_EQ(comparison.recount.samples, 0U);
}

TEST(Disagreement, IsFoundByTheRecountOfASingleLiar) {
  expect_failure(compare_all({&liar}), liar, short_range, right + 1, right);
}

TEST(Disagreement, IsBlamedOnTheLiarThoughItRanFirst) {
  expect_failure(compare_all({&liar, &honest}), liar, short_range, right + 1, right);
}

TEST(DisagreementOnTheStartOfALongRange, IsFoundWhenOneLiesOnlyInTheRecount) {
  const Comparison comparison = compare_all({&counts_later, &lies_in_recount}, long_range, simd_kernel, 1);
  ASSERT_TRUE(comparison.disagreement);
  const SampleRange start = comparison.disagreement->range;  // as many as there was time for
  EXPECT_EQ(start.first, 0U);
  EXPECT_LT(start.last, long_range.last);
  const std::uint64_t expected = simd_kernel.count(seed, start);
  expect_failure(comparison, lies_in_recount, start, expected + 1, expected);
  EXPECT_FALSE(comparison.recount.whole_range);
}

}  // namespace
}  // namespace crossover
