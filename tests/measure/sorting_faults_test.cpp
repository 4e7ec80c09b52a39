// What ends a comparison of sorters early: a sorter that is wrong, one that fails, or somebody who stops it.

#include <gtest/gtest.h>

#include <new>

#include "tests/measure/fake_sorters.hpp"
#include "tests/system/error_of.hpp"

namespace crossover {
namespace {

/// Rounds without end, unless something ends them.
SortComparison compare(const std::vector<SortConfiguration>& configurations) {
  return compare_sorters({.configurations = configurations, .task = task_of(1000), .time_limit = 60}, {});
}

/// Stopped when it asks for the n-th time whether to go on.
SortComparison compare_until(unsigned nth, const std::vector<SortConfiguration>& configurations) {
  unsigned asked = 0;
  return compare_sorters({.configurations = configurations, .task = task_of(1000), .time_limit = 60},
                         {.go_on = [&] { return ++asked < nth; }, .on_sort = {}});
}

constexpr SorterEntry loses = fake_sorter<losing_a_key>("loses"), changes = fake_sorter<changing_a_key>("changes"),
                      swaps = fake_sorter<swapping_a_pair>("swaps"), forgets_once = fake_sorter<until<1>>("forgets"),
                      right_twice = fake_sorter<until<4>>("right-twice");

TEST(AWrongSorter, IsFoundByTheKeysThatItLosesOrChanges) {
  for (const SorterEntry* liar : {&loses, &changes}) {
    const SortComparison point = compare({one_by_one(std_sorter), one_by_one(*liar), one_by_one(honest_sorter)});
    ASSERT_TRUE(point.fault) << liar->name;
    EXPECT_EQ(point.fault->configuration.sorter, liar);
    EXPECT_EQ(point.fault->stream, 1U);
    EXPECT_TRUE(point.fault->has_other_keys);
  }
}

TEST(AWrongSorter, IsFoundByAPairThatItSwaps) {
  const SortComparison point = compare({one_by_one(std_sorter), one_by_one(swaps)});
  ASSERT_TRUE(point.fault);
  EXPECT_EQ(point.fault->configuration.sorter, &swaps);
  EXPECT_FALSE(point.fault->has_other_keys);
}

TEST(AWrongSorter, IsFoundHoweverTheArraysReachIt) {
  for (const SortConfiguration& c : {by_threads(swaps), by_pool(swaps)}) {
    const SortComparison point = compare({c});
    ASSERT_TRUE(point.fault) << name_of(c.sharing);
    EXPECT_EQ(point.fault->configuration.sharing, c.sharing);
  }
}

TEST(AWrongSorter, IsFoundInTheLastArrayToo) {
  const SortComparison point = compare({one_by_one(forgets_once)});
  ASSERT_TRUE(point.fault);
  EXPECT_EQ(point.fault->stream, 2U);
}

TEST(AWrongSorter, HasNoRunAndEndsTheComparison) {
  const SortComparison point = compare({one_by_one(std_sorter), one_by_one(loses), one_by_one(honest_sorter)});
  ASSERT_EQ(point.runs.size(), 1U);
  EXPECT_EQ(point.runs[0].configuration.sorter, &std_sorter);
  EXPECT_FALSE(point.complete());
  EXPECT_FALSE(point.failure);
  EXPECT_EQ(point.rounds, 0U);
}

TEST(AWrongSorter, IsFoundInAWarmRoundToo) {
  // Two calls in the cold run and two in the first round are right.
  const SortComparison point = compare({one_by_one(std_sorter), one_by_one(right_twice)});
  ASSERT_TRUE(point.fault);
  EXPECT_EQ(point.fault->configuration.sorter, &right_twice);
  EXPECT_FALSE(point.complete());
  EXPECT_EQ(point.rounds, 1U);
  ASSERT_EQ(point.runs.size(), 2U);
  EXPECT_EQ(point.runs[0].warm_seconds->raw.size(), 1U);
  EXPECT_TRUE(point.runs[0].verified);
  EXPECT_FALSE(point.runs[1].verified);
  EXPECT_FALSE(point.runs[1].warm_seconds) << "what is wrong has no time";
  EXPECT_FALSE(keys_per_second(point.task, point.runs[1]));
}

constexpr SorterEntry fails_at_once = fake_sorter<failing_after<0>>("fails"),
                      fails_in_the_second_array = fake_sorter<failing_after<1>>("fails"),
                      fails_in_the_first_round = fake_sorter<failing_after<2>>("fails"),
                      fails_in_the_third_round = fake_sorter<failing_after<6>>("fails");

TEST(AFailingSorter, IsAnErrorWhenNothingWasMeasured) {
  for (const SorterEntry* entry : {&fails_at_once, &fails_in_the_second_array})
    for (const SortConfiguration& c : {one_by_one(*entry), by_threads(*entry), by_pool(*entry)})
      EXPECT_EQ(message_of([&] { compare({c, one_by_one(std_sorter)}); }), "out of luck") << name_of(c.sharing);
}

TEST(AFailingSorter, LeavesTheRunsBeforeIt) {
  for (const SorterEntry* entry : {&fails_at_once, &fails_in_the_second_array}) {
    const SortComparison point = compare({one_by_one(std_sorter), one_by_one(*entry), one_by_one(honest_sorter)});
    ASSERT_TRUE(point.failure);
    EXPECT_STREQ(point.failure->what(), "out of luck");
    EXPECT_FALSE(point.complete());
    ASSERT_EQ(point.runs.size(), 1U);
    EXPECT_EQ(point.runs[0].configuration.sorter, &std_sorter);
  }
}

TEST(AFailingSorter, LeavesTheWholeRoundsBeforeIt) {
  const SortComparison none = compare({one_by_one(std_sorter), one_by_one(fails_in_the_first_round)});
  ASSERT_TRUE(none.failure);
  EXPECT_EQ(none.rounds, 0U);
  for (const SortRun& run : none.runs) EXPECT_EQ(run.warm_seconds, std::nullopt);

  const SortComparison two = compare({one_by_one(std_sorter), one_by_one(fails_in_the_third_round)});
  ASSERT_TRUE(two.failure);
  EXPECT_EQ(two.rounds, 2U);
  ASSERT_EQ(two.runs.size(), 2U);
  for (const SortRun& run : two.runs) EXPECT_EQ(run.warm_seconds->raw.size(), 2U);
}

constexpr SorterEntry never_made{
    .name = "never",
    .summary = "a fake that cannot be made",
    .why_unavailable = [] { return std::string(); },
    .default_workers = [] { return 0U; },
    .extra_memory = 0,
    .make = [](const SortResources&) -> std::unique_ptr<Sorter> { throw Error("no such gadget"); }};

TEST(ASorterThatCannotBeMade, FailsLikeOneThatCannotSort) {
  EXPECT_EQ(message_of([] { compare({one_by_one(never_made)}); }), "no such gadget");
  const SortComparison point = compare({one_by_one(std_sorter), one_by_one(never_made)});
  ASSERT_TRUE(point.failure);
  EXPECT_EQ(point.runs.size(), 1U);
}

void out_of_memory(const KeySpan& keys, unsigned call) {
  if (call > 2) throw std::bad_alloc();
  sort_right(keys);
}

TEST(ASorterWithoutMemory, FailsWithoutLosingWhatWasMeasured) {
  static constexpr SorterEntry hungry = fake_sorter<out_of_memory>("hungry");
  const SortComparison point = compare({one_by_one(std_sorter), one_by_one(hungry)});
  ASSERT_TRUE(point.failure);
  EXPECT_STREQ(point.failure->what(), "out of memory; write a smaller --keys");
  EXPECT_EQ(point.runs.size(), 2U);
}

TEST(AStoppedComparisonOfSorters, HasNoRunsWhenItWasStoppedAtOnce) {
  const SortComparison point = compare_until(1, {one_by_one(std_sorter)});
  EXPECT_EQ(point.stopped_by, StoppedBy::interruption);
  EXPECT_TRUE(point.runs.empty());
  EXPECT_FALSE(point.failure || point.fault);
  EXPECT_EQ(point.task.keys, 1000U);
}

TEST(AStoppedComparisonOfSorters, KeepsTheRunsBefore) {
  const SortComparison point = compare_until(2, {one_by_one(std_sorter), one_by_one(honest_sorter)});
  EXPECT_EQ(point.stopped_by, StoppedBy::interruption);
  EXPECT_EQ(point.runs.size(), 1U);
}

TEST(AStoppedComparisonOfSorters, KeepsTheWholeRoundsOnly) {
  // Two cold sorts, two rounds of two, and one sort of a third.
  const SortComparison point = compare_until(8, {one_by_one(std_sorter), by_threads(honest_sorter)});
  EXPECT_EQ(point.stopped_by, StoppedBy::interruption);
  EXPECT_FALSE(point.complete());
  EXPECT_EQ(point.rounds, 2U);
  for (const SortRun& run : point.runs) EXPECT_EQ(run.warm_seconds->raw.size(), 2U);
  EXPECT_EQ(point.thread_start->raw.size(), 2U);
}

}  // namespace
}  // namespace crossover
