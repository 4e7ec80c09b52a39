#include "host/report/baseline/held_runs.hpp"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/report/baseline/made_up_results.hpp"

namespace crossover {
namespace {

TEST(HeldRuns, AreThoseOfTheSameNames) {
  const Json before = document_of({run_of("serial", 1), run_of("threads", 1), run_of("queue", 1)}),
             now = document_of({run_of("threads", 2), run_of("serial", 1), run_of("openmp", 1)});
  const HeldRuns held = hold_against(before, now, 0.05);
  ASSERT_EQ(held.runs.size(), 2U);
  EXPECT_EQ(held.runs[0].names.at("backend"), "threads") << "in the order of the new result";
  EXPECT_EQ(held.runs[0].verdict(), Change::slower);
  EXPECT_EQ(held.runs[1].verdict(), Change::same);
  EXPECT_EQ(held.only_before, 1U);
  EXPECT_EQ(held.only_now, 1U);
  EXPECT_TRUE(held.has_regression());
}

TEST(HeldRuns, AreOthersWhereAnythingThatNamesThemDiffers) {
  for (const auto& [member, value] : std::vector<std::pair<std::string, Json>>{{"kernel", "scalar"},
                                                                               {"workers", 1},
                                                                               {"chunk", 4096},
                                                                               {"release_gil", true},
                                                                               {"samples", 999},
                                                                               {"devices", {"a GPU"}}}) {
    Json other = run_of("threads", 1);
    other[member] = value;
    EXPECT_TRUE(hold_against(document_of({run_of("threads", 1)}), document_of({other}), 0.05).runs.empty()) << member;
  }
}

TEST(HeldRuns, AreNotJudgedOnAnotherMachine) {
  const Json before = document_of({run_of("serial", 1)});
  for (const auto& [pointer, value] : std::vector<std::pair<std::string, Json>>{{"/machine/cpu", "another"},
                                                                                {"/machine/usable_cpus", 1},
                                                                                {"/machine/cpu_quota", 1.5},
                                                                                {"/provenance/gpus", {"a GPU"}},
                                                                                {"/provenance/host", "there"}}) {
    Json now = document_of({run_of("serial", 2)});
    now[Json::json_pointer(pointer)] = value;
    const HeldRuns held = hold_against(before, now, 0.05);
    EXPECT_FALSE(held.other_machine.empty()) << pointer;
    ASSERT_EQ(held.runs.size(), 1U);
    EXPECT_EQ(held.runs[0].why_not_judged, "another machine");
    EXPECT_DOUBLE_EQ(held.runs[0].time->ratio, 2) << "the figures are there";
    EXPECT_FALSE(held.has_regression());
  }
}

TEST(HeldRuns, AreJudgedWhereTheMachinesNameWasLeftOut) {
  Json before = document_of({run_of("serial", 1)});
  before["provenance"].erase("host");
  EXPECT_TRUE(hold_against(before, document_of({run_of("serial", 2)}), 0.05).has_regression());
}

TEST(HeldRuns, AreNotJudgedByABusyMachine) {
  const Json quiet = document_of({run_of("serial", 1)}), busy = document_of({run_of("serial", 2)}, false);
  EXPECT_EQ(hold_against(quiet, busy, 0.05).runs.at(0).why_not_judged, "busy now");
  EXPECT_EQ(hold_against(busy, quiet, 0.05).runs.at(0).why_not_judged, "busy then");
}

TEST(HeldRuns, OfSeveralSizesGoByTheMachineAtTheirs) {
  Json large = run_of("serial", 2);
  large["samples"] = 5000;
  Json now = document_of({run_of("serial", 2), large});
  now["machine_states"] = {{{"samples", 100'000'000}, {"machine_state", {{"quiet", false}}}},
                           {{"samples", 5000}, {"machine_state", {{"quiet", true}}}}};
  Json large_before = run_of("serial", 1);
  large_before["samples"] = 5000;
  const HeldRuns held = hold_against(document_of({run_of("serial", 1), large_before}), now, 0.05);
  ASSERT_EQ(held.runs.size(), 2U);
  EXPECT_FALSE(held.runs[0].verdict());
  EXPECT_EQ(held.runs[1].verdict(), Change::slower);
}

TEST(HeldRuns, AreNotJudgedWhereTheCpusThemselvesWereAsMuchSlower) {
  Json by_one = run_of("serial", 1.2), by_one_before = run_of("serial", 1);
  by_one["workers"] = by_one_before["workers"] = 1;
  const Json before = with_speed(document_of({by_one_before, run_of("threads", 1)}), 1e-4, 1e-4);
  const HeldRuns held =
      hold_against(before, with_speed(document_of({by_one, run_of("threads", 1.2)}), 1.25e-4, 1.02e-4), 0.05);
  ASSERT_EQ(held.runs.size(), 2U);
  EXPECT_EQ(held.runs[0].why_not_judged, "another speed");
  EXPECT_DOUBLE_EQ(*held.runs[0].machine_ratio, 1.25) << "one worker: of a CPU by itself";
  EXPECT_EQ(held.runs[1].verdict(), Change::slower);
  EXPECT_DOUBLE_EQ(*held.runs[1].machine_ratio, 1.02) << "several: of all at once";
}

TEST(HeldRuns, AreJudgedOnAnyMachineWhereTheyChangedByFarMoreThanIt) {
  const Json before = with_speed(document_of({run_of("threads", 1)}), 1e-4, 1e-4);
  for (const double machine : {0.7e-4, 1.4e-4}) {
    EXPECT_EQ(hold_against(before, with_speed(document_of({run_of("threads", 10)}), 1e-4, machine), 0.05)
                  .count(Change::slower),
              1U);
  }
}

TEST(HeldRuns, AreJudgedWhereTheSpeedOfTheCpusIsNotKnownOrAGpuComputed) {
  const Json now = document_of({run_of("threads", 1.2)});
  EXPECT_EQ(hold_against(document_of({run_of("threads", 1)}), with_speed(now, 2e-4, 2e-4), 0.05).count(Change::slower),
            1U);
  Json of_gpu = run_of("cuda", 1.2), of_gpu_before = run_of("cuda", 1);
  of_gpu["devices"] = of_gpu_before["devices"] = {"a GPU"};
  const HeldRuns held = hold_against(with_speed(document_of({of_gpu_before}), 1e-4, 1e-4),
                                     with_speed(document_of({of_gpu}), 1.2e-4, 1.2e-4), 0.05);
  EXPECT_EQ(held.count(Change::slower), 1U);
  EXPECT_FALSE(held.runs.at(0).machine_ratio);
}

TEST(HeldRuns, OfFewRoundsHaveTimesAndNoVerdict) {
  const HeldRuns held = hold_against(document_of({run_of("serial", 1, 5)}), document_of({run_of("serial", 3)}), 0.05);
  ASSERT_EQ(held.runs.size(), 1U);
  EXPECT_EQ(held.runs[0].before, 1);
  EXPECT_EQ(held.runs[0].now, 3);
  EXPECT_EQ(held.runs[0].why_not_judged, "too few rounds");
}

TEST(HeldRuns, TakeWhatIsNoResultForNone) {
  const Json now = document_of({run_of("serial", 1)});
  for (const Json& runs :
       std::vector<Json>{"no list", Json::array({1, "two", nullptr}), Json::array({Json{{"backend", "serial"}}}),
                         Json::array({Json{{"seconds", 1}}})}) {
    Json before = document_of({});
    before["runs"] = runs;
    EXPECT_TRUE(hold_against(before, now, 0.05).runs.empty()) << runs;
  }
  for (const Json& raw :
       std::vector<Json>{"1", Json::array({1, "2"}), std::vector<int>(6, 0), std::vector<int>(6, -1), 1}) {
    Json run = run_of("serial", 1);
    run["seconds"]["warm"]["raw"] = raw;
    const HeldRuns held = hold_against(document_of({run}), now, 0.05);
    ASSERT_EQ(held.runs.size(), 1U);
    EXPECT_FALSE(held.runs[0].before) << raw;
    EXPECT_FALSE(held.runs[0].verdict()) << raw;
  }
}

}  // namespace
}  // namespace crossover
