#include "host/report/sort/sort_words.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "tests/support/fakes/sort_walks.hpp"

namespace crossover {
namespace {

using Seconds = std::vector<double>;

/// The sentence that begins so; "no such sentence" where there is none.
std::string sentence(const SortWalk& walk, const std::string& beginning) {
  for (const std::string& said : findings_of(walk))
    if (said.starts_with(beginning)) return said;
  return "no such sentence";
}

/// std on one array after the other, and by threads, at one size.
SortWalk shared(const Seconds& alone, const Seconds& by_two, std::uint64_t keys = 1000, unsigned arrays = 2) {
  return walk_of({sorted_point(
      keys, {sorted(one_by_one(std_sorter), alone), sorted(by_threads(std_sorter, arrays), by_two)}, arrays)});
}

/// The same at sizes 100, 1000, ...: by which factor the threads are faster, 0 for nobody knows.
SortWalk shared_at_sizes(const std::vector<double>& factors) {
  SortWalk walk;
  std::uint64_t keys = 10;
  for (const double factor : factors) {
    const Seconds unclear{0.5, 2, 0.5, 2, 0.5, 2};
    walk.sizes.push_back(keys *= 10);
    walk.points.push_back(shared(seconds(1), factor > 0 ? seconds(1 / factor) : unclear, keys).points[0]);
  }
  return walk;
}

TEST(LabelOf, NamesTheSharingUnlessOneComesAfterTheOther) {
  EXPECT_EQ(label_of(one_by_one(std_sorter)), "std");
  EXPECT_EQ(label_of(by_team()), "team");
  EXPECT_EQ(label_of(by_threads(std_sorter)), "std threads");
  EXPECT_EQ(label_of(by_pool(std_sorter)), "std pool");
}

TEST(TaskInWords, CountsArraysAndKeys) {
  EXPECT_EQ(describe_task(one_size()), "2 arrays of 1000 keys (i64, uniform, seed 42)");
  EXPECT_EQ(describe_task(walk_of({sorted_point(1, {}, 1)})), "1 array of 1 key (i64, uniform, seed 42)");
  EXPECT_EQ(describe_task(three_sizes()), "2 arrays of 100 to 10000 keys (i64, uniform, seed 42)");
}

TEST(SentenceOnSharing, SaysWhetherItPays) {
  const std::string threads = "std, 2 new threads: ", one = " times as fast as one after the other";
  const auto said = [&](const Seconds& by_two) { return sentence(shared(seconds(0.4), by_two), threads); };
  EXPECT_EQ(said(seconds(0.2)), threads + "2.00" + one + " (2.00 to 2.00): it pays.");
  EXPECT_EQ(said(seconds(0.8)), threads + "0.50" + one + " (0.50 to 0.50): it does not pay.");
  EXPECT_EQ(said({0.39, 0.41, 0.39, 0.41, 0.39, 0.41}), threads + "1.00" + one + " (0.98 to 1.03): a tie.");
  EXPECT_EQ(said({0.3, 0.5, 0.3, 0.5, 0.3, 0.5}),
            threads + "1.07" + one + " (0.80 to 1.33): undecided, the rounds differ too much.");
  EXPECT_EQ(sentence(shared(Seconds(3, 0.4), Seconds(3, 0.2)), threads),
            threads + "2.00" + one + ": not judged: too few rounds.");
}

TEST(SentenceOnSharing, GivesNoVerdictFromRoundsOfTwoKinds) {
  const Seconds by_turns{27e-6, 51e-6, 27e-6, 51e-6, 27e-6, 51e-6, 27e-6, 51e-6, 27e-6, 51e-6, 27e-6, 51e-6};
  const SortWalk walk = shared(by_turns, Seconds(12, 20e-6));
  EXPECT_EQ(sentence(walk, "std, 2 new"),
            "std, 2 new threads: not judged against one after the other: two kinds of rounds: 27.0 µs and "
            "51.0 µs.");
  EXPECT_EQ(sentence(walk, "std, one array after the other with"),
            "std, one array after the other with 1000 keys: two kinds of rounds: 27.0 µs and 51.0 µs, forward and "
            "backward; no verdict leans on them.");
}

TEST(SentenceOnSharing, GivesNoVerdictFromABusyMachine) {
  SortWalk walk = one_size();
  walk.points[0].machine = {.quiet = false, .why = "others were at work", .next_step = "run it again"};
  walk.points[0].runs[1].timing.meters = {{&cpu_meter, 1}};
  EXPECT_EQ(sentence(walk, "BUSY"), "BUSY: others were at work, so nothing is judged; run it again.");
  EXPECT_EQ(sentence(walk, "std, 2 new"),
            "std, 2 new threads: 2.00 times as fast as one after the other (2.00 to 2.00): not judged: the "
            "machine was busy.");
}

TEST(SentenceOnTheMachine, CountsTheSizesThatItMet) {
  SortWalk walk = three_sizes();
  walk.points[1].machine = {.quiet = false, .why = "others were at work", .next_step = "run it again"};
  EXPECT_EQ(sentence(walk, "BUSY"),
            "BUSY: at 1 of 3 sizes, first at 1000 keys: others were at work, so nothing is judged there.");
}

TEST(SentenceOnSharing, TellsALargeLossTheOtherWayRound) {
  EXPECT_EQ(sentence(shared(seconds(1e-6), seconds(145e-6)), "std, 2 new"),
            "std, 2 new threads: 145 times slower than one after the other (145 to 145): it does not pay.");
}

TEST(SentenceOnSharing, CountsThreads) {
  EXPECT_EQ(sentence(shared(seconds(1), seconds(2), 10, 1), "std, 1 new"),
            "std, 1 new thread: 0.50 times as fast as one after the other (0.50 to 0.50): it does not pay.");
  const SortWalk pool = walk_of(
      {sorted_point(10, {sorted(one_by_one(std_sorter), seconds(2)), sorted(by_pool(std_sorter, 3), seconds(1))})});
  EXPECT_TRUE(sentence(pool, "std, pool").starts_with("std, pool of 3 threads: 2.00 times"));
}

TEST(SentenceOnSharing, IsNoneWithoutRoundsOrABaseline) {
  EXPECT_EQ(sentence(shared({}, {}), "std, 2 new"), "no such sentence");
  EXPECT_EQ(sentence(walk_of({sorted_point(10, {sorted(by_threads(std_sorter), seconds(1))})}), "std, 2 new"),
            "no such sentence");
}

TEST(SentenceOnThreadStart, HoldsItAgainstASortOfAnArray) {
  const auto said = [](SortWalk walk) {
    walk.points[0].thread_start = summarize(seconds(20e-6));
    return sentence(walk, "Starting ");
  };
  EXPECT_EQ(said(shared(seconds(4e-3), seconds(1))),
            "Starting and joining 2 threads takes 20.0 µs (20.0 to 20.0); std sorts an array of 1000 keys in 2.00 ms.");
  EXPECT_EQ(said(shared(seconds(4e-6), seconds(1), 1, 1)),
            "Starting and joining 1 thread takes 20.0 µs (20.0 to 20.0); std sorts an array of 1 key in 4.00 µs.");
  EXPECT_EQ(said(shared(seconds(4e-3), seconds(1), 0)), "Starting and joining 2 threads takes 20.0 µs (20.0 to 20.0).");
  EXPECT_EQ(said(walk_of({sorted_point(10, {sorted(by_threads(std_sorter), seconds(1))})})),
            "Starting and joining 2 threads takes 20.0 µs (20.0 to 20.0).");
}

TEST(SentenceOnThreadStart, IsNoneWhereNoneWasTimed) {
  EXPECT_EQ(sentence(shared(seconds(1), seconds(1)), "Starting "), "no such sentence");
}

TEST(SentenceOnTheFastest, NamesItAndItsGainOverStd) {
  EXPECT_EQ(sentence(one_size(), "The fastest"), "The fastest: team with 2 workers, 4.00 times as fast as std.");
  EXPECT_EQ(sentence(shared(seconds(1), seconds(2)), "The fastest"), "The fastest: std, one array after the other.");
  EXPECT_EQ(sentence(shared(seconds(1), seconds(2), 10, 1), "The fastest"), "The fastest: std.");
  const SortWalk one_worker = walk_of(
      {sorted_point(10, {sorted(one_by_one(honest_sorter), seconds(2)), sorted(by_team(team_sorter, 1), seconds(1))})});
  EXPECT_EQ(sentence(one_worker, "The fastest"), "The fastest: team with 1 worker.");
}

TEST(SentenceOnTheFastest, IsNoneWhereItIsNotClearOrAlone) {
  EXPECT_EQ(sentence(shared(seconds(1), seconds(1)), "The fastest"), "no such sentence");
  EXPECT_EQ(sentence(walk_of({sorted_point(10, {sorted(one_by_one(std_sorter), seconds(1))})}), "The fastest"),
            "no such sentence");
}

TEST(SentenceOnWhereItPays, TellsWhereItBeginsAndCeases) {
  const std::string threads = "std, 2 new threads, against one after the other: ";
  EXPECT_EQ(sentence(shared_at_sizes({0.5, 2, 2}), threads), threads + "begins to pay between 100 and 1000 keys.");
  EXPECT_EQ(sentence(shared_at_sizes({0.5, 0, 2}), threads), threads + "begins to pay between 100 and 1e4 keys.");
  EXPECT_EQ(sentence(shared_at_sizes({0.5, 2, 2, 0.5}), threads),
            threads + "begins to pay between 100 and 1000 keys, ceases to pay between 1e4 and 1e5 keys.");
}

TEST(SentenceOnWhereItPays, ClaimsNoSizeThatCannotBeTold) {
  const std::string threads = "std, 2 new threads, against one after the other: ";
  EXPECT_EQ(sentence(shared_at_sizes({2, 2, 2}), threads), threads + "pays at all sizes.");
  EXPECT_EQ(sentence(shared_at_sizes({0.5, 0.5}), threads), threads + "pays at no size.");
  EXPECT_EQ(sentence(shared_at_sizes({0, 2, 0}), threads),
            threads + "pays at 1 of 3 sizes, no clear difference at 100, 1e4 keys.");
  EXPECT_EQ(sentence(shared_at_sizes({0.5, 0.5, 0}), threads),
            threads + "does not pay at 2 of 3 sizes, no clear difference at 1e4 keys.");
  EXPECT_EQ(sentence(shared_at_sizes({0, 0}), threads), threads + "no clear difference at any size.");
  SortWalk hurried = shared_at_sizes({0.5, 2});
  for (SortComparison& point : hurried.points)
    for (SortRun& run : point.runs) run.timing.warm_seconds = summarize(Seconds{0.1, 0.2});
  EXPECT_EQ(sentence(hurried, threads), threads + "not judged: too few rounds.");
}

TEST(SentenceOnWhereItPays, IsNoneForOneCore) {
  EXPECT_EQ(sentence(shared_at_sizes({0.5, 2}), "std, one array"), "no such sentence");
}

TEST(SentenceOnACrossing, TellsWhoGivesWayToWhom) {
  const auto point = [](std::uint64_t keys, double alone, double team) {
    return sorted_point(keys, {sorted(one_by_one(std_sorter), seconds(alone)), sorted(by_team(), seconds(team))});
  };
  const SortWalk walk = walk_of({point(100, 1, 2), point(500, 2, 1), point(1000, 2, 1), point(20'000, 1, 2)});
  EXPECT_EQ(sentence(walk, "The fastest changes between 100 and 500"),
            "The fastest changes between 100 and 500 keys: std, one array after the other, gives way to team with 2 "
            "workers.");
  EXPECT_EQ(sentence(walk, "The fastest changes between 1000 and 2e4"),
            "The fastest changes between 1000 and 2e4 keys: team with 2 workers gives way to std, one array after the "
            "other.");
}

TEST(SentenceOnADevice, TellsWhereTheTimeWent) {
  SortRun run = sorted(one_by_one(gadget_sorter), seconds(8e-3));
  run.timing.meters = {{&cpu_meter, 4e-3}, {&copy_in_meter, 1e-3}, {&sort_meter, 2e-3}, {&copy_out_meter, 3e-3}};
  EXPECT_EQ(
      sentence(walk_of({sorted_point(1e6, {run})}), "gadget: "),
      "gadget: 8.00 ms: copy in 1.00 ms (12.5 %, 16.0 GB/s), sort 2.00 ms (25.0 %, 1.00 Gkeys/s), copy out 3.00 ms "
      "(37.5 %, 5.33 GB/s); set-up took 10.0 µs once.");
  EXPECT_EQ(sentence(walk_of({sorted_point(0, {run})}), "gadget: "),
            "gadget: 8.00 ms: copy in 1.00 ms (12.5 %), sort 2.00 ms (25.0 %), copy out 3.00 ms (37.5 %); set-up took "
            "10.0 µs once.");
}

TEST(SentenceOnTheMethod, SaysWhatEndedTheRoundsOfOneSize) {
  const auto said = [](StoppedBy reason, std::size_t rounds) {
    SortWalk walk = shared(Seconds(rounds, 1), Seconds(rounds, 1));
    walk.points[0].stopped_by = reason;
    return findings_of(walk).back();
  };
  EXPECT_EQ(said(StoppedBy::precision, 6), "6 warm rounds, until every median was known within 1 %.");
  EXPECT_EQ(said(StoppedBy::time_limit, 6), "6 warm rounds, ended by the time limit.");
  EXPECT_EQ(said(StoppedBy::time_limit, 1), "1 warm round, ended by the time limit.");
  EXPECT_EQ(
      said(StoppedBy::time_limit, 0),
      "Time ran out after one run of each: no interval, no verdict; write a larger --time-limit, or fewer --keys.");
  EXPECT_EQ(said(StoppedBy::round_limit, 6), "6 warm rounds (the maximum).");
  EXPECT_EQ(said(StoppedBy::interruption, 6), "6 warm rounds, then the comparison ended early.");
}

TEST(SentenceOnTheMethod, CountsSizesAndTheirRounds) {
  SortWalk walk = shared_at_sizes({2, 2, 2});
  EXPECT_EQ(findings_of(walk).back(), "3 of 3 sizes done, 6 warm rounds each.");
  walk.points[1] = shared(Seconds(9, 1), Seconds(9, 1)).points[0];
  EXPECT_EQ(findings_of(walk).back(), "3 of 3 sizes done, 6 to 9 warm rounds each.");
  for (SortComparison& point : walk.points) point = shared({}, {}).points[0];
  EXPECT_EQ(findings_of(walk).back(), "3 of 3 sizes done, 0 warm rounds each, so throughput is that of the cold runs.");
  walk.points.pop_back();
  EXPECT_TRUE(findings_of(walk).back().starts_with("2 of 3 sizes done, "));
}

}  // namespace
}  // namespace crossover
