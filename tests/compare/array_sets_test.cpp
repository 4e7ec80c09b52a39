#include "host/compare/array_sets.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <map>
#include <memory>
#include <numeric>
#include <set>
#include <span>
#include <variant>
#include <vector>

#include "tests/support/fakes/fake_sorters.hpp"
#include "tests/support/held_clock.hpp"

namespace crossover {
namespace {

TEST(ArraySets, AreManyForSmallArraysAndOneForLarge) {
  EXPECT_GE(sets_of(task_of(1'000), 3) * 1'000, 3U * (1 << 15)) << "as many keys as a branch predictor forgets";
  EXPECT_EQ(sets_of(task_of(100'000), 3), 1U);
  EXPECT_LE(memory_of_array(task_of(10)) * 2 * static_cast<double>(sets_of(task_of(10), 3)), 1.1 * (1 << 24));
}

TEST(ArraySets, HaveNoDivisorInCommonWithTheSortsOfAForwardAndABackwardRound) {
  for (const std::uint64_t keys : {1U, 10U, 100U, 1'000U, 5'000U})
    for (std::size_t configurations = 1; configurations < 12; ++configurations) {
      const std::size_t sets = sets_of(task_of(keys), configurations);
      EXPECT_TRUE(sets == 1 || std::gcd(sets, 2 * configurations) == 1) << keys << ", " << configurations;
    }
}

/// What a configuration met, in the order of its sorts: its arrays' first keys, which tell the sets apart.
std::vector<std::int64_t>& met_by(std::size_t which) {
  static std::map<std::size_t, std::vector<std::int64_t>> met;
  return met[which];
}

template <std::size_t which>
void noting(const KeySpan& keys, unsigned) {
  met_by(which).push_back(std::get<std::span<std::int64_t>>(keys)[0]);
  sort_right(keys);
}

TEST(ArraySets, GiveEachConfigurationKeysThatNobodyHasJustSorted) {
  static constexpr SorterEntry first = fake_sorter<noting<0>>("first"), second = fake_sorter<noting<1>>("second"),
                               third = fake_sorter<noting<2>>("third");
  for (std::size_t i = 0; i < 3; ++i) met_by(i).clear();
  unsigned sorts = 0;
  compare_sorters({.configurations = {one_by_one(first), one_by_one(second), one_by_one(third)},
                   .task = task_of(1'000, 1),
                   .time_limit = 60},
                  {.stop_signal = [&] { return ++sorts <= 3 * 31 ? 0 : SIGINT; }});
  ASSERT_GE(met_by(0).size(), 31U);
  std::set<std::int64_t> met_in_round;
  for (std::size_t round = 0; round < 31; ++round)
    for (std::size_t i = 0; i < 3; ++i)
      EXPECT_TRUE(met_in_round.insert(met_by(i)[round]).second)
          << "the array of round " << round << " was sorted in it or in one of the rounds before";
}

/// Takes a tenth of a millisecond for an array, a hundredth for one that it, or another, has sorted a moment ago.
class BranchPredictor {
 public:
  static void sort(const KeySpan& keys, unsigned) {
    static std::vector<std::int64_t> known;  // the latest
    const std::int64_t name = std::get<std::span<std::int64_t>>(keys)[0];
    const bool is_known = std::ranges::find(known, name) != known.end();
    HeldClock::advance(is_known ? 10e-6 : 100e-6);
    known.insert(known.begin(), name);
    if (known.size() > 4) known.pop_back();
    sort_right(keys);
  }
};

TEST(Rounds, OfEitherDirectionAgreeForACpuThatLearnsArraysByHeart) {
  const HeldClock clock;
  static constexpr SorterEntry learning = fake_sorter<BranchPredictor::sort>("learning");
  const SortComparison point = compare_sorters({.configurations = {one_by_one(learning), one_by_one(learning)},
                                                .task = task_of(200, 1),
                                                .time_limit = 0.5,
                                                .min_seconds = 0.1},
                                               {});
  ASSERT_GE(point.rounds, 12U);
  for (const SortRun& run : point.runs) {
    EXPECT_FALSE(run.round_kinds());
    EXPECT_GE(run.timing.warm_seconds->min, 100e-6) << "an array was known by heart";
  }
}

}  // namespace
}  // namespace crossover
