#include "host/compare/walk/sort_walk.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <array>
#include <csignal>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/error_of.hpp"
#include "tests/support/fakes/fake_sorters.hpp"

namespace crossover {
namespace {

using Sizes = std::vector<std::uint64_t>;
using Seconds = std::vector<double>;

const Sizes three_sizes{10, 100, 1000};

Sizes sizes_of(const SortWalk& walk) {
  Sizes sizes;
  for (const SortComparison& point : walk.points) sizes.push_back(point.task.keys);
  return sizes;
}

/// Sorts once at each size.
SortWalk walk_cold(const std::vector<SortConfiguration>& configurations, const Watch<SortWalk>& watch = {}) {
  return walk_sizes({.configurations = configurations, .task = task_of(0), .time_limit = 0}, three_sizes, watch);
}

TEST(SortWalk, ComparesAtEachSizeInTurn) {
  const SortWalk walk = walk_cold({one_by_one(std_sorter), by_threads(honest_sorter)});
  EXPECT_EQ(walk.sizes, three_sizes);
  EXPECT_EQ(sizes_of(walk), three_sizes);
  EXPECT_TRUE(walk.complete());
  for (const SortComparison& point : walk.points) EXPECT_EQ(point.runs.size(), 2U);
}

TEST(SortWalk, GivesWhatItHasAfterEachSizeButTheLast) {
  std::vector<Sizes> given;
  walk_cold({one_by_one(std_sorter)}, {.on_part = [&](const SortWalk& so_far) {
              given.push_back(sizes_of(so_far));
              EXPECT_FALSE(so_far.complete());
            }});
  EXPECT_EQ(given, (std::vector<Sizes>{{10}, {10, 100}}));
}

TEST(SortWalk, TellsHowItGetsOn) {
  std::vector<std::string> told;
  walk_cold({one_by_one(std_sorter)}, {.on_progress = [&](const Progress& progress) {
              told.push_back(fmt::format("{}, {} of {} done", progress.what, progress.done, progress.total));
            }});
  EXPECT_EQ(told, (std::vector<std::string>{"sorting 10 keys, 0 of 3 done", "sorting 100 keys, 1 of 3 done",
                                            "sorting 1000 keys, 2 of 3 done"}));
}

TEST(SortWalk, KeepsTheSizesBeforeItWasStopped) {
  for (std::size_t done = 0; done < three_sizes.size(); ++done) {
    std::size_t sorts = 0, given = 0;
    const SortWalk walk = walk_cold({one_by_one(std_sorter), by_pool(honest_sorter)},
                                    {.stop_signal = [&] { return sorts++ < 2 * done + 1 ? 0 : SIGINT; },
                                     .on_part = [&](const SortWalk&) { ++given; }});
    EXPECT_FALSE(walk.complete());
    ASSERT_EQ(walk.points.size(), done + 1);
    EXPECT_EQ(given, done);
    EXPECT_EQ(walk.points.back().runs.size(), 1U) << "the second was stopped";
    EXPECT_EQ(walk.points.back().stopped_by, StoppedBy::interruption);
    EXPECT_EQ(walk.sizes, three_sizes);
  }
}

/// Fails with more keys than a hundred.
void afraid_of_many(const KeySpan& keys, unsigned) {
  if (size_of(keys) > 100) throw Error("too many for me");
  sort_right(keys);
}

/// Wrong with more keys than ten.
void careless_with_many(const KeySpan& keys, unsigned call) {
  if (size_of(keys) > 10) return swapping_a_pair(keys, call);
  sort_right(keys);
}

constexpr SorterEntry afraid = fake_sorter<afraid_of_many>("afraid"),
                      careless = fake_sorter<careless_with_many>("careless");

TEST(SortWalk, KeepsTheSizesBeforeAFailure) {
  // Alone, it has no run at the size where it fails; behind another, that one's run is kept.
  const SortWalk alone = walk_cold({one_by_one(afraid)}),
                 second = walk_cold({one_by_one(std_sorter), one_by_one(afraid)});
  EXPECT_EQ(alone.points.back().runs.size(), 0U);
  EXPECT_TRUE(alone.was_stopped());
  EXPECT_EQ(second.points.back().runs.size(), 2U);
  EXPECT_TRUE(second.points.back().runs[0].is_right());
  EXPECT_FALSE(second.was_stopped());
  for (const SortWalk* walk : {&alone, &second}) {
    EXPECT_EQ(sizes_of(*walk), three_sizes);
    EXPECT_FALSE(walk->complete());
    EXPECT_FALSE(walk->points[1].first_failure());
    ASSERT_EQ(walk->first_failed(), &walk->points.back());
    EXPECT_STREQ(walk->points.back().first_failure()->what(), "too many for me");
  }
}

TEST(SortWalk, ThrowsWhenNothingWasMeasured) {
  static constexpr SorterEntry fails = fake_sorter<failing_after<0>>("fails");
  EXPECT_EQ(message_of([] { walk_cold({one_by_one(fails)}); }), "out of luck");
}

TEST(SortWalk, GoesOnWithoutASorterThatIsWrongAndKnowsWhereItFirstWas) {
  const SortWalk walk = walk_cold({one_by_one(careless), one_by_one(std_sorter)});
  EXPECT_EQ(sizes_of(walk), three_sizes);
  EXPECT_FALSE(walk.complete());
  ASSERT_EQ(walk.first_wrong(), &walk.points[1]);
  EXPECT_EQ(walk.points[1].wrong_run()->configuration.sorter, &careless);
  EXPECT_TRUE(walk.points[2].runs[1].is_right());
}

TEST(SortWalk, EndsWhereNoSorterIsRight) {
  const SortWalk walk = walk_cold({one_by_one(careless)});
  EXPECT_EQ(sizes_of(walk), (Sizes{10, 100}));
  EXPECT_EQ(walk.first_wrong(), &walk.points[1]);
}

TEST(SortWalk, IsRefusedAtOnceWhenItsLargestSizeNeedsTooMuchMemory) {
  bool has_begun = false;
  const SortRequest request{.configurations = {one_by_one(std_sorter)}, .task = task_of(0), .time_limit = 0};
  const auto error = error_of([&] {
    walk_sizes(request, {10, 1'000'000'000'000'000}, {.on_progress = [&](auto...) { has_begun = true; }});
  });
  ASSERT_TRUE(error);
  EXPECT_NE(std::string(error->what()).find("1000000000000000 keys"), std::string::npos) << error->what();
  EXPECT_FALSE(has_begun);
}

const Seconds slow(6, 0.4), fast(6, 0.2), fastest(6, 0.1);

SortWalk walk_of(std::vector<SortComparison> points) {
  SortWalk walk;
  for (const SortComparison& point : points) walk.sizes.push_back(point.task.keys);
  walk.points = std::move(points);
  return walk;
}

TEST(SortWalk, FindsWhereThreadsBeginToPay) {
  const auto point = [](std::uint64_t keys, const Seconds& alone, const Seconds& shared) {
    return sorted_point(keys, {sorted(one_by_one(std_sorter), alone), sorted(by_threads(std_sorter), shared)});
  };
  const SortWalk walk = walk_of({point(10, fast, slow), point(100, fast, slow), point(1000, slow, fast)});
  EXPECT_EQ(walk.crossings(), (std::vector<Crossing>{{0, 1, 100, 1000}}));
  EXPECT_EQ(find_crossings(walk.against_one_core(1)), (std::vector<Crossing>{{0, 1, 100, 1000}}));
}

TEST(AgainstOneCore, SharedArraysAreComparedWithTheSameSorterOneAfterTheOther) {
  const SortWalk walk =
      walk_of({sorted_point(10, {sorted(one_by_one(std_sorter), fastest), sorted(one_by_one(honest_sorter), slow),
                                 sorted(by_threads(honest_sorter), fast)})});
  const auto against = walk.against_one_core(2).points;
  ASSERT_EQ(against.size(), 1U);
  EXPECT_EQ(against[0].size, 10U);
  EXPECT_EQ(against[0].seconds, (std::vector<Seconds>{slow, fast}));
}

TEST(AgainstOneCore, ASharedArrayIsComparedWithTheFastestSorterForOneCoreAtEachSize) {
  const auto point = [](std::uint64_t keys, const Seconds& a, const Seconds& b) {
    return sorted_point(keys, {sorted(one_by_one(std_sorter), a), sorted(one_by_one(honest_sorter), b),
                               sorted(by_threads(std_sorter), fastest), sorted(by_team(), fast),
                               sorted(one_by_one(gadget_sorter), slow)});
  };
  const SortWalk walk = walk_of({point(10, fast, slow), point(100, slow, fastest)});
  for (const std::size_t run : {3U, 4U}) {
    const auto against = walk.against_one_core(run).points;
    ASSERT_EQ(against.size(), 2U);
    EXPECT_EQ(against[0].seconds[0], fast);
    EXPECT_EQ(against[1].seconds[0], fastest);
    EXPECT_EQ(against[1].seconds[1], run == 3 ? fast : slow);
  }
}

TEST(AgainstOneCore, IsNothingForARunOnOneCoreOrWithoutABaseline) {
  const SortWalk walk =
      walk_of({sorted_point(10, {sorted(one_by_one(std_sorter), fast), sorted(by_threads(honest_sorter), fast)})});
  EXPECT_TRUE(walk.against_one_core(0).points.empty());
  EXPECT_TRUE(walk.against_one_core(1).points.empty()) << "honest did not sort one array after the other";
  const SortWalk team_alone = walk_of({sorted_point(10, {sorted(by_team(), fast)})});
  EXPECT_TRUE(team_alone.against_one_core(0).points.empty());
}

TEST(AgainstOneCore, LeavesOutSizesThatWereNotTimedWarm) {
  SortWalk walk =
      walk_of({sorted_point(10, {sorted(one_by_one(std_sorter), slow), sorted(by_threads(std_sorter), fast)}),
               sorted_point(100, {sorted(one_by_one(std_sorter), {}), sorted(by_threads(std_sorter), {})}),
               sorted_point(1000, {sorted(one_by_one(std_sorter), {})})});
  const auto against = walk.against_one_core(1).points;
  ASSERT_EQ(against.size(), 1U);
  EXPECT_EQ(against[0].size, 10U);
}

TEST(StandingsOf, AreTheRoundsOfEachRun) {
  const auto timings = timings_at(sorted_point(10, {sorted(one_by_one(std_sorter), slow), sorted(by_team(), {})}));
  EXPECT_EQ(timings.size, 10U);
  EXPECT_EQ(timings.seconds, (std::vector<Seconds>{slow, {}}));
}

}  // namespace
}  // namespace crossover
