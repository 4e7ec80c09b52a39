#include "host/report/selftest_report.hpp"

#include <gtest/gtest.h>

#include <csignal>

#include "host/report/json.hpp"
#include "tests/support/csv_rows.hpp"
#include "tests/support/ended_by.hpp"

namespace crossover {
namespace {

using testing::IsSubstring;

Selftest selftest(bool right, bool stopped) {
  Selftest result;
  if (stopped) result.signal = SIGINT;
  result.results.push_back({.subject = "serial, kernel simd", .right = 12, .wrong = {}, .left_out = 2});
  if (!right)
    result.results.push_back({.subject = "threads, kernel simd",
                              .right = 11,
                              .wrong = {{Seed{7}, {10, 20}, 9}, {Seed{8}, {30, 40}, 1}},
                              .left_out = 1});
  return result;
}

TEST(SelftestReport, SaysThatAllIsRight) {
  const Document document = report_on(selftest(true, false));
  EXPECT_PRED_FORMAT2(IsSubstring, "serial, kernel simd", document.text());
  EXPECT_TRUE(document.text().ends_with("\nEverything counts the known hits.\n")) << document.text();
  EXPECT_EQ(document.exit_code, ExitCode::done);
  const Json json = Json::parse(document.json);
  EXPECT_EQ(json["passed"], true);
  EXPECT_EQ(json["complete"], true);
}

TEST(SelftestReport, SaysWhatIsWrongAndFails) {
  const Document document = report_on(selftest(false, false));
  EXPECT_PRED_FORMAT2(IsSubstring, "WRONG, first at seed 7, samples [10, 20): 9 hits", document.text());
  EXPECT_TRUE(document.text().ends_with("\nFAILED: do not trust this build on this machine.\n")) << document.text();
  EXPECT_EQ(document.exit_code, ExitCode::verification_failed);
  const Json json = Json::parse(document.json);
  EXPECT_EQ(json["passed"], false);
  EXPECT_EQ(json["results"][1]["wrong"], 2);
}

TEST(SelftestReport, NamesWhatFailedAndWhatCannotRun) {
  Selftest result = selftest(true, false);
  result.results.push_back({.subject = "cuda, kernel philox", .wrong = {}, .failure = Error("GPU 0 is lost")});
  result.not_tested.push_back({"fancy", "no fancy driver; install one"});
  const Document document = report_on(result);
  EXPECT_PRED_FORMAT2(IsSubstring, "FAILED: GPU 0 is lost", document.text());
  EXPECT_PRED_FORMAT2(IsSubstring, "cannot run here: no fancy driver; install one", document.text());
  EXPECT_TRUE(document.text().ends_with(
      "\nFAILED: not everything could be checked against the known hits; what could be is right.\n"));
  EXPECT_EQ(document.exit_code, ExitCode::failed);
  EXPECT_EQ(document.failure, "GPU 0 is lost");
  const Json json = Json::parse(document.json);
  EXPECT_EQ(json["results"][1]["failure"], "GPU 0 is lost");
  EXPECT_EQ(json["results"][2]["unavailable"], "no fancy driver; install one");
}

TEST(SelftestReport, SaysThatItWasStopped) {
  const Document document = report_on(selftest(true, true));
  EXPECT_PRED_FORMAT2(IsSubstring, "PARTIAL: stopped before the end; right so far.\n", document.text());
  EXPECT_EQ(document.exit_code, ExitCode::interrupted);
  EXPECT_EQ(Json::parse(document.json)["complete"], false);
  EXPECT_TRUE(Json::parse(document.json)["passed"].is_null()) << "nobody knows yet";
}

TEST(SelftestReport, ClaimsNothingWhereNothingWasChecked) {
  Selftest at_once;
  const Document document = report_on(ended_by(SIGTERM, at_once));
  EXPECT_PRED_FORMAT2(IsSubstring, "PARTIAL: stopped before anything was checked.\n", document.text());
  EXPECT_PRED_FORMAT2(testing::IsNotSubstring, "right", document.text().substr(document.text().find("PARTIAL")));
  EXPECT_TRUE(Json::parse(document.json)["passed"].is_null());
}

TEST(SelftestReport, CountsRightWrongAndLeftOutInItsCsv) {
  const auto rows = rows_of_csv(report_on(selftest(false, false)).csv);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_EQ(rows[0].at("subject"), "serial, kernel simd");
  EXPECT_EQ(rows[0].at("right"), "12");
  EXPECT_EQ(rows[0].at("left_out"), "2");
  EXPECT_EQ(rows[1].at("wrong"), "2");
}

}  // namespace
}  // namespace crossover
