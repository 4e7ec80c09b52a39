#include "host/report/baseline/kept_report.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace crossover {
namespace {

Json result() {
  const Json run{
      {"sorter", "simd"},
      {"sharing", "threads"},
      {"arrays", 2},
      {"type", "i64"},
      {"distribution", "uniform"},
      {"workers", 1},
      {"threads", 2},
      {"keys", 1'000'000},
      {"rounds", 7},
      {"seconds", {{"warm", {{"median", 0.02}, {"ci95", {0.019, 0.021}}, {"raw", std::vector<double>(7, 0.02)}}}}}};
  return {{"schema", "crossover/2"},
          {"command", "sort"},
          {"machine", {{"cpu", "a CPU"}}},
          {"build", {{"commit", "abc"}}},
          {"provenance", {{"time", "2026-11-30T17:00:00Z"}, {"host", "here"}}},
          {"machine_state", {{"quiet", true}}},
          {"runs", {run, {{"sorter", "cuda"}, {"unavailable", "no driver"}}}}};
}

TEST(KeptBaselines, AreListedWithWhereTheyCameFrom) {
  const Document list = list_of({{{"main", result()}}, {{"torn", nullptr}, "'torn.json' is not JSON"}});
  EXPECT_EQ(list.text(),
            "In all rows: CPU a CPU.\n"
            "\n"
            "baseline  of    measured              commit  runs  machine\n"
            "main      sort  2026-11-30T17:00:00Z  abc        1  here\n"
            "torn\n"
            "\n"
            "'torn.json' is not JSON.\n");
  const Json json = Json::parse(list.json);
  EXPECT_EQ(json.at("command"), "baseline");
  EXPECT_EQ(json.at("baselines").at(0).at("runs"), 1);
  EXPECT_EQ(json.at("baselines").at(1), (Json{{"name", "torn"}, {"why_not", "'torn.json' is not JSON"}}));
}

TEST(KeptBaselines, ThatAreNoneSayHowToMakeOne) {
  EXPECT_NE(list_of({}).text().find("--save-baseline NAME"), std::string::npos);
}

TEST(KeptBaseline, IsShownWithTheTimesOfItsRuns) {
  const Document shown = report_on(Baseline{"main", result()});
  EXPECT_EQ(shown.text(),
            "Baseline 'main': crossover sort, measured 2026-11-30T17:00:00Z on a CPU by commit abc.\n"
            "\n"
            "In all rows: sharing threads, arrays 2, type i64, distribution uniform, workers 1, threads 2.\n"
            "\n"
            "sorter  keys  rounds   median  95 % interval\n"
            "simd     1e6       7  20.0 ms  19.0 ms to 21.0 ms\n");
  EXPECT_EQ(Json::parse(shown.json), result());
}

TEST(KeptBaseline, OfABusyMachineSaysSo) {
  Json busy = result();
  busy["machine_state"]["quiet"] = false;
  EXPECT_NE(report_on(Baseline{"main", busy}).text().find("nothing is judged by it"), std::string::npos);
}

TEST(KeptBaseline, OfAnyDocumentIsShownAsFarAsItGoes) {
  for (const Json& runs : std::vector<Json>{
           nullptr, "none", Json::array({1, Json{{"seconds", 1}}, Json{{"seconds", {{"warm", {{"ci95", 1}}}}}}})})
    EXPECT_FALSE(report_on(Baseline{"main", {{"command", "compare"}, {"runs", runs}}}).text().empty());
}

TEST(KeptBaseline, ThatIsRemovedIsNamed) {
  const Document removed = report_on_removal({"main"});
  EXPECT_EQ(removed.text(), "Removed: main.\n");
  EXPECT_EQ(Json::parse(removed.json).at("removed"), Json::array({"main"}));
}

}  // namespace
}  // namespace crossover
