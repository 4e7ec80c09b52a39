#include "host/report/pi/walk/walk_report.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <string>
#include <vector>

#include "host/report/json.hpp"
#include "tests/support/csv_rows.hpp"
#include "tests/support/fakes/pi_walks.hpp"

namespace crossover {
namespace {

using testing::IsNotSubstring;
using testing::IsSubstring;

std::string text_of(const PiWalk& walk) { return report_on(walk, {}).text(); }
Json json_of(const PiWalk& walk) { return Json::parse(report_on(walk, {}).json); }

TEST(WalkReport, TellsFromWhichSizeOnItPaysAsMeasuredAndByTheLines) {
  const std::string text = text_of(measured_walk());
  EXPECT_PRED_FORMAT2(IsSubstring, "From how many samples on it pays:", text);
  EXPECT_PRED_FORMAT2(IsSubstring, "cold  between 1e5 and 2e5                         1.2e5  1.2e5 to 1.2e5", text);
  EXPECT_PRED_FORMAT2(IsSubstring, "warm  pays at 4 sizes, not judged at 1", text);
}

TEST(WalkReport, BeginsWithTheLargestSize) {
  const std::string text = text_of(measured_walk());
  EXPECT_TRUE(text.starts_with("4e4 to 1e8 samples of seed 42 from sample 0 on ")) << text;
  EXPECT_LT(text.find("1e8 samples:\n"), text.find("From how many samples on it pays:"));
}

TEST(WalkReport, HasARowForEachSizeWithTheFastestStarredAndPredictionsInBrackets) {
  const std::string text = text_of(measured_walk());
  EXPECT_PRED_FORMAT2(IsSubstring, "    4e4   1000*     500", text);
  EXPECT_PRED_FORMAT2(IsSubstring, "    2e5   1000     1250*", text);
  EXPECT_PRED_FORMAT2(IsSubstring, "    1e8  (1000)    1998*", text);
  EXPECT_PRED_FORMAT2(IsSubstring,
                      "A configuration leaves the walk before a size at which its run would take over 50.0 ms", text);
}

TEST(WalkReport, HasTheLines) {
  const std::string text = text_of(measured_walk());
  EXPECT_PRED_FORMAT2(IsSubstring, "threads  cold    60.0  60.0 to 60.0            2.00  2.00 to 2.00      0 %", text);
}

TEST(WalkReport, AsJsonHasTheCrossings) {
  const Json crossing = json_of(measured_walk()).at("crossings").at(0);
  EXPECT_EQ(crossing.at("from"), (Json{{"backend", "serial"}, {"kernel", "simd"}, {"workers", 1}}));
  EXPECT_EQ(crossing.at("to").at("backend"), "threads");
  EXPECT_EQ(crossing.at("among"), "pair");
  EXPECT_EQ(crossing.at("kind"), "cold");
  EXPECT_EQ(crossing.at("last_before"), 100'000);
  EXPECT_EQ(crossing.at("first_after"), 200'000);
  EXPECT_NEAR(crossing.at("n_star").get<double>(), 120'000, 1);
  EXPECT_NEAR(crossing.at("n_star_ci95").at(0).get<double>(), 120'000, 1);
  EXPECT_EQ(crossing.at("model_over_measured"), 1);
}

TEST(WalkReport, AsJsonHasModelsPredictionsAndTheRunsOfEverySize) {
  const Json document = json_of(measured_walk());
  ASSERT_EQ(document.at("models").size(), 4U);
  const Json& threads_cold = document.at("models").at(2);
  EXPECT_EQ(threads_cold.at("configuration").at("backend"), "threads");
  EXPECT_NEAR(threads_cold.at("t0").get<double>(), 60e-6, 1e-9);
  EXPECT_NEAR(threads_cold.at("rate").get<double>(), 2e9, 1e3);
  ASSERT_EQ(document.at("predictions").size(), 2U);
  EXPECT_EQ(document.at("predictions").at(0).at("samples"), 100'000'000);
  EXPECT_NEAR(document.at("predictions").at(0).at("seconds").get<double>(), 0.1, 1e-6);
  ASSERT_EQ(document.at("runs").size(), 9U);
  const Json& run = document.at("runs").at(1);
  EXPECT_EQ(run.at("samples"), 40'000);
  EXPECT_EQ(run.at("cold_verdict"), "does_not_pay");
  EXPECT_EQ(run.at("verdict"), "pays");
  EXPECT_EQ(run.at("seconds").at("cold_rounds").at("raw").size(), 6U);
  EXPECT_EQ(document.at("machine_states").size(), 5U);
}

TEST(WalkReport, HasTheRoundsOfSizesBetween) {
  PiWalk walk = measured_walk();
  const std::vector<double> of_serial(6, 120e-6), of_threads(6, 130e-6);
  walk.between[0] = {{120'000, {of_serial, of_threads}}};
  const Json between = json_of(walk).at("sizes_between");
  ASSERT_EQ(between.size(), 2U);
  EXPECT_EQ(between.at(1).at("configuration").at("backend"), "threads");
  EXPECT_EQ(between.at(1).at("seconds").at("raw"), of_threads);
  EXPECT_EQ(json_of(walk).at("crossings").at(0).at("last_before"), 120'000) << "they narrow the bracket";
}

TEST(WalkReport, OfABusyMachineJudgesNothingThere) {
  PiWalk walk = measured_walk();
  walk.points[1].comparison.machine = {.quiet = false, .why = "other processes used 0.97 of the 2 CPUs"};
  const std::string text = text_of(walk);
  EXPECT_PRED_FORMAT2(IsSubstring, "BUSY: at 1 of 5 sizes, first at 1e5 samples: other processes used", text);
  EXPECT_EQ(json_of(walk).at("machine_state").at("quiet"), false);
}

TEST(WalkReport, OfAWalkThatWasStoppedIsPartial) {
  PiWalk walk = measured_walk();
  walk.points.resize(2);
  walk.signal = walk.points.back().comparison.signal = SIGINT;
  walk.points.back().comparison.stopped_by = StoppedBy::interruption;
  walk.is_done = false;
  const Document document = report_on(walk, {});
  EXPECT_TRUE(document.text().starts_with("PARTIAL: SIGINT stopped it; the last size is 1e5 samples.\n"))
      << document.text();
  EXPECT_EQ(document.exit_code, ExitCode::interrupted);
  EXPECT_EQ(Json::parse(document.json).at("complete"), false);
}

TEST(WalkReport, AsCsvHasARowForEachRunOfEverySize) {
  EXPECT_EQ(rows_of_csv(report_on(measured_walk(), {}).csv).size(), 9U);
}

TEST(WalkReport, FitsInto80Columns) {
  const std::string text = report_on(measured_walk(), {}).text(80);
  std::size_t longest = 0, length = 0;
  for (const char c : text) {
    length = c == '\n' ? 0 : length + ((static_cast<unsigned char>(c) & 0xC0) != 0x80);
    longest = std::max(longest, length);
  }
  EXPECT_LE(longest, 80U) << text;
}

}  // namespace
}  // namespace crossover
