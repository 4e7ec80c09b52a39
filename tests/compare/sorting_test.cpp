#include "host/compare/sorting.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "tests/support/fakes/fake_sorters.hpp"

namespace crossover {
namespace {

constexpr std::uint64_t keys = 1000;

/// Stops after so many sorts of whole configurations, so that a test needs no time limit to end.
SortComparison compare_for(unsigned sorts, const std::vector<SortConfiguration>& configurations,
                           const SortTask& task = task_of(keys)) {
  unsigned done = 0;
  return compare_sorters({.configurations = configurations, .task = task, .time_limit = 60},
                         {.stop_signal = [&] { return done++ < sorts ? 0 : SIGINT; }});
}

/// Everything sorts once, and nothing is timed warm.
SortComparison compare_cold(const std::vector<SortConfiguration>& configurations,
                            const SortTask& task = task_of(keys)) {
  return compare_sorters({.configurations = configurations, .task = task, .time_limit = 0}, {});
}

/// What a fake sorter that keeps a record was given since the last test began.
struct Record {
  std::vector<std::vector<std::int64_t>> arrays;
  std::vector<SortResources> resources;
};

Record& record() {
  static Record all;
  return all;
}

void recording(const KeySpan& span, unsigned) {
  const auto all = std::get<std::span<std::int64_t>>(span);
  record().arrays.emplace_back(all.begin(), all.end());
  sort_right(span);
}

const SorterEntry& recording_sorter() {
  static SorterEntry entry = fake_sorter<recording>("recording");
  entry.make = [](const SortResources& resources) -> std::unique_ptr<Sorter> {
    record().resources.push_back(resources);
    return std::make_unique<FakeSorter<recording>>();
  };
  record() = {};
  return entry;
}

/// An array as the law of the keys has it.
std::vector<std::int64_t> array_by_law(std::uint64_t number) {
  std::vector<std::int64_t> array(keys);
  for (std::uint64_t i = 0; i < keys; ++i)
    array[i] = key_of_bits<std::int64_t>(Distribution::uniform, bits_of_key(Seed{42}, number, i), i, keys);
  return array;
}

TEST(CompareSorters, KeepsTheConfigurationsInTheOrderAskedFor) {
  const SortComparison point = compare_cold(
      {by_threads(honest_sorter), one_by_one(std_sorter), by_pool(honest_sorter), by_team(team_sorter, 3)});
  ASSERT_EQ(point.runs.size(), 4U);
  EXPECT_EQ(point.runs[0].configuration.sharing, Sharing::threads);
  EXPECT_EQ(point.runs[1].configuration.sorter, &std_sorter);
  EXPECT_EQ(point.runs[2].configuration.sharing, Sharing::pool);
  EXPECT_EQ(point.runs[3].configuration.workers, 3U);
  EXPECT_EQ(point.task.keys, keys);
}

TEST(CompareSorters, SortsOnceWhenThereIsNoTimeAtAll) {
  const SortComparison point = compare_cold({one_by_one(std_sorter), by_threads(honest_sorter)});
  EXPECT_EQ(point.stopped_by, StoppedBy::time_limit);
  EXPECT_TRUE(point.complete());
  EXPECT_EQ(point.rounds, 0U);
  EXPECT_FALSE(point.wrong_run() || point.first_failure() || point.thread_start);
  for (const SortRun& run : point.runs) {
    EXPECT_EQ(run.timing.warm_seconds, std::nullopt);
    EXPECT_GT(run.timing.cold_seconds, 0);
    EXPECT_GE(run.timing.cold_seconds, run.timing.setup_seconds);
    EXPECT_EQ(run.seconds(), run.timing.cold_seconds);
  }
}

TEST(CompareSorters, TimesEveryConfigurationInEveryRound) {
  const SortComparison point = compare_for(2 + 3 * 2, {one_by_one(std_sorter), by_pool(honest_sorter)});
  EXPECT_EQ(point.rounds, 3U);
  for (const SortRun& run : point.runs) {
    ASSERT_TRUE(run.timing.warm_seconds);
    EXPECT_EQ(run.timing.warm_seconds->raw.size(), 3U);
    EXPECT_GT(run.timing.warm_seconds->min, 0);
    EXPECT_EQ(run.seconds(), run.timing.warm_seconds->median);
  }
}

TEST(CompareSorters, EndsByItselfWithinItsTimeLimit) {
  const SortComparison point = compare_sorters(
      {.configurations = {one_by_one(honest_sorter)}, .task = task_of(keys), .time_limit = 0.5, .min_seconds = 0}, {});
  EXPECT_TRUE(point.complete());
  EXPECT_GT(point.rounds, 0U);
}

TEST(CompareSorters, TimesTheStartOfThreadsWhereSomeAreStarted) {
  const SortComparison with = compare_for(2 + 4 * 2, {one_by_one(std_sorter), by_threads(std_sorter)});
  ASSERT_TRUE(with.thread_start);
  EXPECT_EQ(with.thread_start->raw.size(), 9U) << "one a round, and some more where rounds are few";
  EXPECT_GT(with.thread_start->min, 0);
  EXPECT_FALSE(compare_for(2 + 4 * 2, {one_by_one(std_sorter), by_pool(std_sorter)}).thread_start);
}

TEST(CompareSorters, SortsSeveralArraysInEveryWayOfSharing) {
  for (const unsigned arrays : {1U, 2U, 7U}) {
    const SortComparison point = compare_cold(
        {one_by_one(std_sorter), by_threads(std_sorter, arrays), by_pool(std_sorter, 3), by_team(parallel_sorter)},
        task_of(keys, arrays));
    EXPECT_FALSE(point.wrong_run());
    EXPECT_EQ(point.runs.size(), 4U) << arrays << " arrays";
  }
}

TEST(CompareSorters, TakesNoKeysAndOne) {
  for (const std::uint64_t few : {0U, 1U}) {
    std::vector<SortConfiguration> configurations;
    for (const SorterEntry* entry : sorters())
      if (entry->why_unavailable().empty()) configurations.push_back(by_team(*entry, entry->takes_workers() ? 2 : 1));
    configurations.push_back(by_threads(std_sorter));
    const SortComparison point =
        compare_for(static_cast<unsigned>(2 * configurations.size()), configurations, task_of(few));
    EXPECT_FALSE(point.wrong_run());
    EXPECT_EQ(point.rounds, 1U);
    for (const SortRun& run : point.runs) EXPECT_EQ(keys_per_second(point.task, run).has_value(), few > 0);
  }
}

TEST(CompareSorters, HandsOutTheArraysOfTheLawInEverySort) {
  compare_for(2, {one_by_one(recording_sorter())});  // the cold run and a round, before which a set is sorted untimed
  ASSERT_EQ(record().arrays.size(), 6U);
  for (unsigned i = 0; i < 6; ++i) EXPECT_EQ(record().arrays[i], array_by_law(i + 1)) << i;
}

TEST(CompareSorters, HandsOutNoSmallArrayTwiceThatACpuMayKnowByHeart) {
  compare_for(9, {one_by_one(recording_sorter())});
  EXPECT_EQ(std::set(record().arrays.begin(), record().arrays.end()).size(), 34U)
      << "two in the cold run, four in each of eight rounds";
}

TEST(CompareSorters, MakesASorterForTheTaskAndItsResources) {
  SortConfiguration c = by_team(recording_sorter(), 5);
  c.devices = {3, 1};
  compare_cold({c});
  ASSERT_EQ(record().resources.size(), 1U);
  EXPECT_EQ(record().resources[0].type, KeyType::i64);
  EXPECT_EQ(record().resources[0].keys, keys);
  EXPECT_EQ(record().resources[0].workers, 5U);
  EXPECT_EQ(record().resources[0].devices, (std::vector<unsigned>{3, 1}));
}

TEST(CompareSorters, TellsOfEverySort) {
  unsigned sorts = 0;
  compare_sorters(
      {.configurations = {one_by_one(std_sorter), by_pool(std_sorter)}, .task = task_of(10), .time_limit = 0},
      {.on_progress = [&](const Progress&) { ++sorts; }});
  EXPECT_EQ(sorts, 2U);
}

/// What a run's meters say of parts of its time.
Readings of_device(const SortRun& run) {
  Readings readings = run.timing.meters;
  std::erase_if(readings, [](const Reading& reading) { return !reading.meter->is_part_of_time; });
  return readings;
}

TEST(DeviceSecondsOfSorts, AreThoseOfTheColdRunWithoutAnother) {
  const SortComparison point = compare_cold({one_by_one(honest_sorter), one_by_one(gadget_sorter)});
  EXPECT_EQ(of_device(point.runs.at(0)), Readings{});
  EXPECT_EQ(of_device(point.runs.at(1)), GadgetSorter::after(1001));
}

TEST(DeviceSecondsOfSorts, AreThoseOfTheMeanWarmRun) {
  EXPECT_EQ(of_device(compare_for(1 + 5, {one_by_one(gadget_sorter)}).runs.at(0)), GadgetSorter::after(2));
}

TEST(DeviceSecondsOfSorts, AreNotInflatedByARoundThatWasStopped) {
  const auto point = compare_for(2 + 2 * 2 + 1, {one_by_one(gadget_sorter), one_by_one(honest_sorter)});
  EXPECT_EQ(point.rounds, 2U);
  EXPECT_EQ(of_device(point.runs.at(0)), GadgetSorter::after(2));
}

TEST(DevicesOfSorts, AreDescribedByNumber) {
  SortConfiguration second = one_by_one(gadget_sorter);
  second.devices = {1};
  const auto point = compare_cold({one_by_one(gadget_sorter), second, one_by_one(honest_sorter)});
  EXPECT_EQ(point.runs.at(0).timing.devices, (std::vector<std::string>{"GPU 0: a red gadget", "GPU 1: a blue gadget"}));
  EXPECT_EQ(point.runs.at(1).timing.devices, (std::vector<std::string>{"GPU 1: a blue gadget"}));
  EXPECT_TRUE(point.runs.at(2).timing.devices.empty());
}

TEST(SpeedUpOfASort, IsTakenRoundByRound) {
  const auto point = sorted_point(1000, {sorted(one_by_one(std_sorter), {1, 2, 3, 4, 5, 6}),
                                         sorted(by_threads(std_sorter), {0.5, 1, 1.5, 2, 2.5, 3})});
  const auto ratio = speed_up(point.runs[1], point.plain_run());
  ASSERT_TRUE(ratio && ratio->ci95);
  EXPECT_EQ(ratio->median, 2);
  EXPECT_EQ(*ratio->ci95, (Interval{2, 2}));
}

TEST(SpeedUpOfASort, IsNoneWithoutRoundsOrABaseline) {
  const auto warm = sorted_point(1000, {sorted(by_threads(std_sorter), {1, 1})});
  EXPECT_EQ(warm.plain_run(), nullptr);
  EXPECT_EQ(speed_up(warm.runs[0], warm.plain_run()), std::nullopt);
  const auto cold = sorted_point(1000, {sorted(one_by_one(std_sorter), {}), sorted(by_threads(std_sorter), {})});
  EXPECT_EQ(cold.plain_run(), &cold.runs[0]);
  EXPECT_EQ(speed_up(cold.runs[1], cold.plain_run()), std::nullopt);
}

TEST(KeysPerSecond, CountTheKeysOfAllArrays) {
  const SortRun run = sorted(one_by_one(std_sorter), {0.5, 0.5, 0.5});
  EXPECT_EQ(keys_per_second(task_of(1000, 3), run), 6000);
  EXPECT_EQ(keys_per_second(task_of(0, 3), run), std::nullopt);
  EXPECT_EQ(keys_per_second(task_of(1000, 3), sorted(one_by_one(std_sorter), {0})), std::nullopt);
}

}  // namespace
}  // namespace crossover
