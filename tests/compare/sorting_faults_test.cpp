// A sorter that is wrong or fails is a run of its own kind, the others are compared without it; somebody who stops the
// comparison ends it.

#include <gtest/gtest.h>

#include <csignal>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <vector>

#include "tests/support/error_of.hpp"
#include "tests/support/fakes/fake_sorters.hpp"

namespace crossover {
namespace {

/// Cold, and in rounds for a moment.
SortComparison compare(const std::vector<SortConfiguration>& configurations) {
  return compare_sorters({.configurations = configurations, .task = task_of(1000), .time_limit = 1, .min_seconds = 0},
                         {});
}

/// Stopped when it asks for the n-th time whether to go on.
SortComparison compare_until(unsigned nth, const std::vector<SortConfiguration>& configurations) {
  unsigned asked = 0;
  return compare_sorters({.configurations = configurations, .task = task_of(1000), .time_limit = 60},
                         {.stop_signal = [&] { return ++asked < nth ? 0 : SIGINT; }});
}

constexpr SorterEntry loses = fake_sorter<losing_a_key>("loses"), changes = fake_sorter<changing_a_key>("changes"),
                      swaps = fake_sorter<swapping_a_pair>("swaps"), forgets_once = fake_sorter<until<1>>("forgets"),
                      right_twice = fake_sorter<until<4>>("right-twice");

TEST(AWrongSorter, IsFoundByTheKeysThatItLosesOrChanges) {
  for (const SorterEntry* liar : {&loses, &changes}) {
    const SortComparison point = compare({one_by_one(std_sorter), one_by_one(*liar), one_by_one(honest_sorter)});
    ASSERT_EQ(point.wrong_run(), &point.runs[1]) << liar->name;
    EXPECT_EQ(point.runs[1].fault->stream, 3U) << "the second set of arrays";
    EXPECT_TRUE(point.runs[1].fault->has_other_keys);
  }
}

TEST(AWrongSorter, IsFoundByAPairThatItSwaps) {
  const SortComparison point = compare({one_by_one(std_sorter), one_by_one(swaps)});
  ASSERT_EQ(point.wrong_run(), &point.runs[1]);
  EXPECT_FALSE(point.runs[1].fault->has_other_keys);
}

TEST(AWrongSorter, IsFoundHoweverTheArraysReachIt) {
  for (const SortConfiguration& c : {by_threads(swaps), by_pool(swaps)}) {
    const SortComparison point = compare({c});
    ASSERT_EQ(point.wrong_run(), &point.runs[0]) << name_of(c.sharing);
  }
}

TEST(AWrongSorter, IsFoundInTheLastArrayToo) {
  const SortComparison point = compare({one_by_one(forgets_once)});
  ASSERT_TRUE(point.wrong_run());
  EXPECT_EQ(point.runs[0].fault->stream, 2U);
}

TEST(AWrongSorter, HasNoTimeAndTheOthersAreComparedWithoutIt) {
  const SortComparison point = compare({one_by_one(std_sorter), one_by_one(loses), one_by_one(honest_sorter)});
  ASSERT_EQ(point.runs.size(), 3U);
  EXPECT_FALSE(point.complete());
  EXPECT_FALSE(point.was_stopped());
  EXPECT_FALSE(point.first_failure());
  EXPECT_GT(point.rounds, 0U);
  EXPECT_EQ(point.runs[1].timing.cold_seconds, 0);
  EXPECT_FALSE(point.runs[1].timing.warm_seconds);
  EXPECT_FALSE(keys_per_second(point.task, point.runs[1])) << "what is wrong has no rate";
  for (const std::size_t right : {0U, 2U}) EXPECT_EQ(point.runs[right].timing.warm_seconds->raw.size(), point.rounds);
}

TEST(AWrongSorter, IsFoundInAWarmRoundToo) {
  // Two calls in the cold run and two in the first round are right.
  const SortComparison point = compare({one_by_one(std_sorter), one_by_one(right_twice)});
  ASSERT_EQ(point.wrong_run(), &point.runs[1]);
  EXPECT_FALSE(point.complete());
  EXPECT_GT(point.rounds, 1U);
  EXPECT_TRUE(point.runs[0].is_right());
  EXPECT_EQ(point.runs[0].timing.warm_seconds->raw.size(), point.rounds);
  EXPECT_FALSE(point.runs[1].timing.warm_seconds) << "what is wrong has no time";
  EXPECT_FALSE(keys_per_second(point.task, point.runs[1]));
}

constexpr SorterEntry fails_at_once = fake_sorter<failing_after<0>>("fails"),
                      fails_in_the_second_array = fake_sorter<failing_after<1>>("fails"),
                      fails_in_the_third_round = fake_sorter<failing_after<6>>("fails");

TEST(AFailingSorter, IsAnErrorWhenNothingElseWasMeasured) {
  for (const SorterEntry* entry : {&fails_at_once, &fails_in_the_second_array})
    for (const SortConfiguration& c : {one_by_one(*entry), by_threads(*entry), by_pool(*entry)})
      EXPECT_EQ(message_of([&] { compare({c}); }), "out of luck") << name_of(c.sharing);
}

TEST(AFailingSorter, IsARunWithItsReasonAndTheOthersAreComparedWithoutIt) {
  for (const SorterEntry* entry : {&fails_at_once, &fails_in_the_second_array, &fails_in_the_third_round}) {
    const SortComparison point = compare({one_by_one(*entry), one_by_one(std_sorter), one_by_one(honest_sorter)});
    ASSERT_EQ(point.runs.size(), 3U);
    ASSERT_TRUE(point.runs[0].failure);
    EXPECT_STREQ(point.runs[0].failure->what(), "out of luck");
    EXPECT_STREQ(point.first_failure()->what(), "out of luck");
    EXPECT_FALSE(point.runs[0].timing.warm_seconds);
    EXPECT_FALSE(point.complete());
    EXPECT_GT(point.rounds, 0U);
    for (const std::size_t right : {1U, 2U}) EXPECT_EQ(point.runs[right].timing.warm_seconds->raw.size(), point.rounds);
  }
}

TEST(AFailingSorter, LeavesTheRoundsBeforeItWhenNobodyIsLeft) {
  const SortComparison point = compare({one_by_one(fails_in_the_third_round)});
  ASSERT_TRUE(point.runs.at(0).failure);
  EXPECT_TRUE(point.was_stopped());
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
  const SortComparison point = compare({one_by_one(never_made), one_by_one(std_sorter)});
  ASSERT_EQ(point.runs.size(), 2U);
  EXPECT_TRUE(point.runs[0].failure);
  EXPECT_TRUE(point.runs[1].timing.warm_seconds);
}

void out_of_memory(const KeySpan& keys, unsigned call) {
  if (call > 2) throw std::bad_alloc();
  sort_right(keys);
}

TEST(ASorterWithoutMemory, FailsWithoutLosingWhatWasMeasured) {
  static constexpr SorterEntry hungry = fake_sorter<out_of_memory>("hungry");
  const SortComparison point = compare({one_by_one(std_sorter), one_by_one(hungry)});
  ASSERT_TRUE(point.runs.at(1).failure);
  EXPECT_STREQ(point.runs[1].failure->what(), "out of memory; write a smaller --keys");
  EXPECT_TRUE(point.runs[0].timing.warm_seconds);
}

TEST(AStoppedComparisonOfSorters, HasNoRunsWhenItWasStoppedAtOnce) {
  const SortComparison point = compare_until(1, {one_by_one(std_sorter)});
  EXPECT_EQ(point.stopped_by, StoppedBy::interruption);
  EXPECT_TRUE(point.runs.empty());
  EXPECT_FALSE(point.first_failure() || point.wrong_run());
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
  for (const SortRun& run : point.runs) EXPECT_EQ(run.timing.warm_seconds->raw.size(), 2U);
  EXPECT_GE(point.thread_start->raw.size(), 9U) << "few starts say little";
}

}  // namespace
}  // namespace crossover
