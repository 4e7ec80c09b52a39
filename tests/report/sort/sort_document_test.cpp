// The sort exercise as JSON and CSV: see docs/json.md.

#include <gtest/gtest.h>

#include <csignal>
#include <map>
#include <set>
#include <string>

#include "host/report/json.hpp"
#include "host/report/sort/sort_report.hpp"
#include "tests/support/csv_rows.hpp"
#include "tests/support/fakes/sort_walks.hpp"

namespace crossover {
namespace {

Json json_on(const SortWalk& walk) { return Json::parse(report_on(walk, {}).json); }

SortRun run_on_a_device() {
  SortRun run = sorted(one_by_one(gadget_sorter), seconds(8e-3));
  run.timing.meters = {{&cpu_meter, 4e-3}, {&copy_in_meter, 1e-3}, {&sort_meter, 2e-3}, {&copy_out_meter, 3e-3}};
  run.timing.devices = {"GPU 0: a red gadget"};
  return run;
}

TEST(SortDocument, HasTheFieldsOfEveryDocument) {
  const Json json = json_on(one_size());
  EXPECT_EQ(json["schema"], "crossover/2");
  EXPECT_EQ(json["command"], "sort");
  for (const char* field : {"version", "machine", "build"}) EXPECT_TRUE(json.contains(field)) << field;
  EXPECT_EQ(json["complete"], true);
  EXPECT_EQ(json["verified"], true);
  EXPECT_TRUE(json.at("failure").is_null());
  EXPECT_EQ(json["findings"].size(), 6U);
}

TEST(SortDocument, TellsWhichSizesMetABusyMachine) {
  SortWalk walk = three_sizes();
  EXPECT_EQ(json_on(walk)["machine_state"]["quiet"], true);
  walk.points[1].machine = {.quiet = false, .why = "others used 1 CPU", .next_step = "run it again"};
  const Json json = json_on(walk);
  EXPECT_EQ(json["machine_state"]["quiet"], false);
  EXPECT_EQ(json["machine_state"]["why"], "others used 1 CPU");
  EXPECT_EQ(json["machine_states"][0]["machine_state"]["quiet"], true);
  EXPECT_EQ(json["machine_states"][1]["keys"], 1000);
  EXPECT_EQ(json["machine_states"][1]["machine_state"]["quiet"], false);
  EXPECT_EQ(json["runs"][1]["verdict"], "does_not_pay") << "of the quiet size before";
  EXPECT_EQ(json["runs"][3]["verdict"], "machine_busy");
}

TEST(SortDocument, HasAnObjectForEachRun) {
  const Json json = json_on(one_size());
  ASSERT_EQ(json["runs"].size(), 3U);
  Json run = json["runs"][1];
  EXPECT_EQ(run["seconds"]["warm"]["raw"], Json(seconds(2e-3)));
  EXPECT_EQ(run["seconds"]["warm"]["ci95"], (Json{2e-3, 2e-3}));
  EXPECT_EQ(run["seconds"]["warm"]["stopped_by"], "precision");
  run["seconds"].erase("warm");
  EXPECT_EQ(run, (Json{{"sorter", "std"},
                       {"sharing", "threads"},
                       {"arrays", 2},
                       {"keys", 1000},
                       {"type", "i64"},
                       {"distribution", "uniform"},
                       {"seed", 42},
                       {"workers", 1},
                       {"threads", 2},
                       {"verified", true},
                       {"failure", nullptr},
                       {"keys_per_second", 1e6},
                       {"device_rates", nullptr},
                       {"cpu_share", 0.125},
                       {"verdict", "pays"},
                       {"round_kinds", nullptr},
                       {"devices", Json::array()},
                       {"incidents", Json::array()},
                       {"rounds", 6},
                       {"seconds", {{"cold", 4e-3}, {"setup", 10e-6}}},
                       {"setup_meters", Json::object()},
                       {"meters", {{"cpu", {{"value", 0.5e-3}, {"unit", "s"}}}}},
                       {"energy", nullptr}}));
}

TEST(SortDocument, HasNullForWhatIsNotThere) {
  const Json json = json_on(walk_of({sorted_point(0, {sorted(one_by_one(std_sorter), {})})}));
  const Json& run = json["runs"][0];
  EXPECT_TRUE(run.at("keys_per_second").is_null());
  EXPECT_TRUE(run.at("seconds").at("warm").is_null());
  EXPECT_FALSE(run["meters"].contains("sort"));
  EXPECT_EQ(json["thread_starts"], Json::array());
}

TEST(SortDocument, TellsWhereTheTimeWentOnADevice) {
  const Json json = json_on(walk_of({sorted_point(1000, {run_on_a_device()})}));
  EXPECT_EQ(json["runs"][0]["devices"], Json{"GPU 0: a red gadget"});
  EXPECT_EQ(json["runs"][0]["meters"]["to_device"]["value"], 1e-3);
  EXPECT_EQ(json["runs"][0]["meters"]["sort"]["value"], 2e-3);
  EXPECT_EQ(json["runs"][0]["meters"]["to_host"]["value"], 3e-3);
  EXPECT_EQ(json["runs"][0]["device_rates"], (Json{{"sorted_keys_per_second", 2000 / 2e-3},
                                                   {"to_device_bytes_per_second", 16'000 / 1e-3},
                                                   {"to_host_bytes_per_second", 16'000 / 3e-3}}));
}

TEST(SortDocument, HasTheRunsOfAllSizesAndTheCrossings) {
  const Json json = json_on(three_sizes());
  ASSERT_EQ(json["runs"].size(), 6U);
  EXPECT_EQ(json["runs"][0]["keys"], 100);
  EXPECT_EQ(json["runs"][5]["keys"], 10'000);
  ASSERT_EQ(json["crossings"].size(), 2U);
  for (const Json& crossing : json["crossings"]) {
    EXPECT_EQ(crossing["from"], (Json{{"sorter", "std"}, {"sharing", "sequential"}}));
    EXPECT_EQ(crossing["to"], (Json{{"sorter", "std"}, {"sharing", "threads"}}));
    EXPECT_EQ(crossing["kind"], "warm");
    EXPECT_EQ(crossing["last_before"], 1000);
    EXPECT_EQ(crossing["first_after"], 10'000);
    EXPECT_GT(crossing["n_star"], 1000);
    EXPECT_LT(crossing["n_star"], 10'000);
    EXPECT_EQ(crossing["model_over_measured"], 1);
  }
  EXPECT_EQ(json["crossings"][0]["among"], "all");
  EXPECT_EQ(json["crossings"][1]["among"], "pair");
  ASSERT_EQ(json["models"].size(), 2U);
  EXPECT_EQ(json["models"][0]["configuration"], (Json{{"sorter", "std"}, {"sharing", "sequential"}}));
  EXPECT_EQ(json["models"][0]["sizes"], 3);
  ASSERT_EQ(json["thread_starts"].size(), 3U);
  EXPECT_EQ(json["thread_starts"][1]["keys"], 1000);
  EXPECT_EQ(json["thread_starts"][1]["threads"], 2);
  EXPECT_EQ(json["thread_starts"][1]["seconds"]["median"], 20e-6);
}

TEST(SortDocument, IsPartialAfterEachSizeButTheLast) {
  SortWalk walk = three_sizes();
  walk.points.pop_back();
  const Json json = json_on(walk);
  EXPECT_EQ(json["complete"], false);
  EXPECT_EQ(json["verified"], true);
  EXPECT_TRUE(json["failure"].is_null());
  EXPECT_EQ(json["runs"].size(), 4U);
}

TEST(SortCsv, HasARowForEachRunWithAllFiguresUnrounded) {
  const auto rows = rows_of_csv(report_on(three_sizes(), {&unusable_sorter}).csv);
  ASSERT_EQ(rows.size(), 6U);
  const std::map<std::string, std::string> expected{{"sorter", "std"},
                                                    {"sharing", "threads"},
                                                    {"arrays", "2"},
                                                    {"keys", "10000"},
                                                    {"type", "i64"},
                                                    {"distribution", "uniform"},
                                                    {"seed", "42"},
                                                    {"workers", "1"},
                                                    {"threads", "2"},
                                                    {"verified", "yes"},
                                                    {"failure", ""},
                                                    {"keys_per_second", "2e+06"},
                                                    {"setup_seconds", "1e-05"},
                                                    {"cold_seconds", "0.004"},
                                                    {"warm_median_seconds", "0.01"},
                                                    {"warm_min_seconds", "0.01"},
                                                    {"warm_max_seconds", "0.01"},
                                                    {"warm_ci95_low_seconds", "0.01"},
                                                    {"warm_ci95_high_seconds", "0.01"},
                                                    {"rounds", "6"},
                                                    {"kernel_seconds", ""},
                                                    {"reduce_seconds", ""},
                                                    {"to_device_seconds", ""},
                                                    {"sort_seconds", ""},
                                                    {"to_host_seconds", ""},
                                                    {"driver_start_seconds", ""},
                                                    {"context_seconds", ""},
                                                    {"code_seconds", ""},
                                                    {"memory_seconds", ""},
                                                    {"pinning_seconds", ""},
                                                    {"cpu_energy_joules", ""},
                                                    {"gpu_energy_joules", ""},
                                                    {"sorted_keys_per_second", ""},
                                                    {"to_device_bytes_per_second", ""},
                                                    {"to_host_bytes_per_second", ""},
                                                    {"cpu_seconds", "0.0005"},
                                                    {"cpu_share", "0.025"},
                                                    {"verdict", "pays"}};
  std::set<std::string> titles, expected_titles;
  for (const auto& [title, cell] : rows[5]) titles.insert(title);
  for (const auto& [title, cell] : expected) expected_titles.insert(title);
  EXPECT_EQ(titles, expected_titles);
  for (const auto& [title, cell] : expected) {
    if (title == "keys_per_second") {
      EXPECT_EQ(std::stod(rows[5].at(title)), std::stod(cell));
    } else {
      EXPECT_EQ(rows[5].at(title), cell) << title;
    }
  }
}

TEST(SortCsv, LeavesCellsEmptyForWhatIsNotThere) {
  const auto rows = rows_of_csv(
      report_on(walk_of({sorted_point(0, {sorted(one_by_one(std_sorter), {}), run_on_a_device()})}), {}).csv);
  for (const char* title : {"keys_per_second", "warm_median_seconds", "warm_min_seconds", "warm_max_seconds"})
    EXPECT_EQ(rows.at(0).at(title), "") << title;
  EXPECT_EQ(rows.at(0).at("rounds"), "0");
  EXPECT_EQ(rows.at(1).at("to_device_seconds"), "0.001");
  EXPECT_EQ(rows.at(1).at("sort_seconds"), "0.002");
  EXPECT_EQ(rows.at(1).at("to_host_seconds"), "0.003");
  EXPECT_EQ(rows.at(1).at("sorted_keys_per_second"), "") << "there are no keys";
}

}  // namespace
}  // namespace crossover
