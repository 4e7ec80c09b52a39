#include "host/report/sort/sort_report.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <string>

#include "host/report/json.hpp"
#include "host/system/stop_signals.hpp"
#include "tests/support/csv_rows.hpp"
#include "tests/support/ended_by.hpp"
#include "tests/support/fakes/sort_walks.hpp"

namespace crossover {
namespace {

using testing::IsNotSubstring;
using testing::IsSubstring;

std::string text_on(const SortWalk& walk) { return report_on(walk, {}).text(); }

std::string here() { return one_line(describe_machine()); }

TEST(SortReport, OnOneSizeIsATableAndWhatItSays) {
  EXPECT_EQ(text_on(one_size()),
            "2 arrays of 1000 keys (i64, uniform, seed 42) on " + here() +
                "\n\n"
                "sorter  sharing     workers  Mkeys/s  95 % interval   time, ms  CPU time, µs  over sequential  over "
                "std  cold run, ms\n"
                "std     sequential        1    0.500  0.500 to 0.500      4.00           500                -      "
                "1.00          4.00\n"
                "std     threads           2     1.00  1.00 to 1.00        2.00           500             2.00      "
                "2.00          4.00\n"
                "team    sequential        2     2.00  2.00 to 2.00        1.00           500                -      "
                "4.00          4.00\n"
                "\n"
                "Every sort was verified: all keys are there, and in order.\n"
                "Starting and joining 2 threads takes 20.0 µs (20.0 to 20.0); std sorts an array of 1000 keys in "
                "2.00 ms.\n"
                "std, 2 new threads: 2.00 times as fast as one after the other (2.00 to 2.00): it pays.\n"
                "team with 2 workers: 4.00 times as fast as std on one core (4.00 to 4.00): it pays.\n"
                "The fastest: team with 2 workers, 4.00 times as fast as std.\n"
                "6 warm rounds, until every median was known within 1 %.\n");
}

TEST(SortReport, OnSeveralSizesBeginsWithWhatAllOfThemHave) {
  EXPECT_EQ(
      text_on(three_sizes()),
      "2 arrays of 100 to 10000 keys (i64, uniform, seed 42) on " + here() +
          "\n\n"
          "Mkeys/s; a star marks the fastest where it clearly is:\n\n"
          " keys    std  std threads\n"
          "  100  1.00*      0.0200\n"
          " 1000  1.00*       0.200\n"
          "10000  1.00         2.00*\n"
          "\n"
          "10000 keys:\n\n"
          "sorter  sharing     workers  Mkeys/s  95 % interval  time, ms  CPU time, µs  over sequential  over std  "
          "cold run, ms\n"
          "std     sequential        1     1.00  1.00 to 1.00       20.0           500                -      1.00  "
          "        4.00\n"
          "std     threads           2     2.00  2.00 to 2.00       10.0           500             2.00      2.00  "
          "        4.00\n"
          "\n"
          "Every sort was verified: all keys are there, and in order.\n"
          "Starting and joining 2 threads takes 20.0 µs (20.0 to 20.0); std sorts an array of 100 keys in 100 "
          "µs.\n"
          "std, 2 new threads, against one after the other: begins to pay between 1000 and 1e4 keys (by the lines at "
          "4921, "
          "4256 to 5339).\n"
          "The fastest changes between 1000 and 1e4 keys: std, one array after the other, gives way to std, 2 new "
          "threads.\n"
          "3 of 3 sizes done, 6 warm rounds each.\n");
}

TEST(SortReport, IsMarkdownToo) {
  const std::string one = report_on(one_size(), {}).markdown(), three = report_on(three_sizes(), {}).markdown();
  EXPECT_PRED_FORMAT2(IsSubstring, "\n| std | threads | 2 | 1.00 | 1.00 to 1.00 | 2.00 | 500 | 2.00 | 2.00 | 4.00 |\n",
                      one);
  EXPECT_PRED_FORMAT2(IsSubstring, "\n\n- Every sort was verified: ", one);
  EXPECT_PRED_FORMAT2(IsSubstring, "\n| keys | std | std threads |\n| ---: | ---: | ---: |\n| 100 | 1.00* | ", three);
}

TEST(SortReport, NamesTheDevicesBelowTheMachine) {
  SortRun run = sorted(one_by_one(gadget_sorter), seconds(1e-3));
  run.timing.devices = {"GPU 0: a red gadget", "GPU 1: a blue gadget"};
  EXPECT_PRED_FORMAT2(IsSubstring, here() + "\nGPU 0: a red gadget\nGPU 1: a blue gadget\n\n",
                      text_on(walk_of({sorted_point(1000, {run})})));
}

TEST(SortReport, TellsBelowTheTableWhichSorterCannotRun) {
  const Document document = report_on(one_size(), {&unusable_sorter});
  EXPECT_PRED_FORMAT2(IsSubstring, "\n\nfancy cannot run here: no driver; install one\n", document.text());
  EXPECT_PRED_FORMAT2(IsSubstring, "\n\nfancy cannot run here: no driver; install one\n", document.markdown());
  EXPECT_EQ(rows_of_csv(document.csv).size(), 3U);
  const Json json = Json::parse(document.json);
  ASSERT_EQ(json["runs"].size(), 4U);
  EXPECT_EQ(json["runs"][3], (Json{{"sorter", "fancy"}, {"unavailable", "no driver; install one"}}));
  EXPECT_EQ(document.exit_code, ExitCode::done);
}

TEST(SortReport, HasNoRatesWithoutKeys) {
  const std::string text = text_on(walk_of({sorted_point(
      0, {sorted(one_by_one(std_sorter), seconds(1e-6)), sorted(by_threads(std_sorter), seconds(2e-6))})}));
  EXPECT_PRED_FORMAT2(IsSubstring, "2 arrays of 0 keys (i64", text);
  EXPECT_PRED_FORMAT2(IsSubstring, "\nstd     sequential        1        -  -                  1.00 ", text);
  for (const char* nonsense : {"nan", "inf"}) EXPECT_PRED_FORMAT2(IsNotSubstring, nonsense, text);
}

TEST(SortReportOnAWrongSort, SaysWhatIsWrongAndFails) {
  for (const bool has_other_keys : {true, false}) {
    SortWalk walk = three_sizes();
    SortRun& liar = walk.points.back().runs[1];
    liar.fault = SortFault{2, has_other_keys};
    liar.timing.warm_seconds.reset();
    const Document document = report_on(walk, {});
    const std::string wrong = "WRONG: std, 2 new threads left stream 2 of 10000 keys with " +
                              std::string(has_other_keys ? "other keys than it had" : "its keys out of order") + ".\n";
    EXPECT_TRUE(document.text().starts_with("PARTIAL: a sorter is wrong at 10000 keys.\n")) << document.text();
    EXPECT_PRED_FORMAT2(IsSubstring, "\n\n" + wrong, document.text());
    EXPECT_PRED_FORMAT2(IsSubstring, "\n- " + wrong, document.markdown());
    EXPECT_PRED_FORMAT2(IsNotSubstring, "verified", document.text());
    const Json json = Json::parse(document.json);
    EXPECT_EQ(json["verified"], false);
    EXPECT_EQ(json["complete"], false);
    EXPECT_PRED_FORMAT2(IsSubstring, "\nstd     threads           2    WRONG  -", document.text());
    EXPECT_EQ(json["findings"][0].get<std::string>() + "\n", wrong);
    EXPECT_EQ(document.exit_code, ExitCode::verification_failed);
  }
}

TEST(SortReportOnAStoppedOne, BeginsWithWhatStoppedItAndWhere) {
  for (const int signal : {SIGHUP, SIGINT, SIGTERM, SIGXCPU}) {
    const Document document = report_on(ended_by(signal, stopped(three_sizes(), 1)), {});
    const std::string notice =
        "PARTIAL: " + std::string(name_of_stop_signal(signal)) + " stopped it at 10000 keys.\n2 arrays";
    EXPECT_TRUE(document.text().starts_with(notice)) << document.text();
    EXPECT_TRUE(document.markdown().starts_with(notice)) << document.markdown();
    EXPECT_EQ(static_cast<int>(document.exit_code), 128 + signal);
  }
}

TEST(SortReportOnAStoppedOne, ShowsOfEachSizeWhatThereIs) {
  const std::string text = text_on(ended_by(SIGINT, stopped(three_sizes(), 1)));
  EXPECT_PRED_FORMAT2(IsSubstring,
                      " keys     std  std threads\n"
                      "  100   1.00*      0.0200\n"
                      " 1000   1.00*       0.200\n"
                      "10000  ~5.00            -\n\n10000 keys:\n",
                      text);
  EXPECT_PRED_FORMAT2(IsSubstring,
                      "std, 2 new threads, against one after the other: does not pay at 2 of 3 sizes, not "
                      "judged at 1e4 keys: too few rounds.\n",
                      text);
  EXPECT_PRED_FORMAT2(IsSubstring,
                      "2 of 3 sizes done, 0 to 6 warm rounds each; ~ is the rate of a cold run, where there was no "
                      "time for a warm one.\n",
                      text);
}

TEST(SortReportOnAStoppedOne, LeavesOutASizeAtWhichNothingWasMeasured) {
  const std::string text = text_on(ended_by(SIGINT, stopped(three_sizes(), 0)));
  EXPECT_TRUE(text.starts_with("PARTIAL: SIGINT stopped it at 10000 keys.\n")) << text;
  EXPECT_PRED_FORMAT2(IsSubstring, "\n1000  1.00*       0.200\n\n1000 keys:\n\nsorter", text);
  EXPECT_PRED_FORMAT2(IsSubstring, "\n2 of 3 sizes done, 6 warm rounds each.\n", text);
}

TEST(SortReportOnAStoppedOne, ClaimsNothingWhereNothingWasSorted) {
  for (const SortWalk& walk : {stopped(walk_of({sorted_point(1, {})}), 0), [] {
                                 SortWalk first_of_three = stopped(walk_of({sorted_point(1, {})}), 0);
                                 first_of_three.sizes = {1, 10, 100};
                                 return first_of_three;
                               }()}) {
    const Document document = report_on(ended_by(SIGINT, walk), {});
    EXPECT_TRUE(document.text().starts_with("PARTIAL: SIGINT stopped it at 1 key.\n")) << document.text();
    EXPECT_PRED_FORMAT2(IsSubstring, "\nNothing was sorted.\n", document.text());
    EXPECT_PRED_FORMAT2(IsNotSubstring, "verified", document.text());
    EXPECT_EQ(Json::parse(document.json)["runs"].size(), 0U);
    EXPECT_EQ(document.exit_code, ExitCode::interrupted);
  }
}

TEST(SortReportOnAFailedOne, HasARowWithTheReasonAndTheOthersBeside) {
  SortWalk walk = one_size();
  SortRun& failed = walk.points.back().runs[1];
  failed.failure = Error("no thread can be started; write fewer --arrays");
  failed.timing.warm_seconds.reset();
  const Document document = report_on(walk, {});
  EXPECT_TRUE(document.text().starts_with("PARTIAL: 1 of 3 ways to sort failed at 1000 keys.\n")) << document.text();
  EXPECT_PRED_FORMAT2(IsSubstring, "\nstd     threads           2   failed\n", document.text());
  EXPECT_PRED_FORMAT2(IsSubstring, "team with 2 workers: 4.00 times as fast as std on one core", document.text());
  EXPECT_EQ(document.failure, failed.failure->what());
  EXPECT_EQ(Json::parse(document.json)["runs"][1]["failure"], failed.failure->what());
  EXPECT_EQ(Json::parse(document.json)["runs"].size(), 3U);
  EXPECT_EQ(document.exit_code, ExitCode::failed);
}

TEST(SortReportOnAFailedOne, SaysSoAndHandsTheReasonOn) {
  SortWalk walk = stopped(three_sizes(), 0);
  walk.points.back().failure = Error("out of memory; write a smaller --keys");
  const Document document = report_on(walk, {});
  EXPECT_TRUE(document.text().starts_with("PARTIAL: a failure stopped it at 10000 keys.\n")) << document.text();
  EXPECT_EQ(document.failure, "out of memory; write a smaller --keys");
  EXPECT_EQ(Json::parse(document.json)["failure"], document.failure);
  EXPECT_EQ(document.exit_code, ExitCode::failed);
}

}  // namespace
}  // namespace crossover
