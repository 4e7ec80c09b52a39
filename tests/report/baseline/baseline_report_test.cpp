#include "host/report/baseline/baseline_report.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/report/baseline/made_up_results.hpp"

namespace crossover {
namespace {

Document held(const Json& before, const Json& now) {
  Document document{.json = now.dump()};
  add_baseline(document, {"main", before}, 0.05);
  return document;
}

const Json before = document_of({run_of("serial", 0.1), run_of("threads", 0.05), run_of("queue", 0.2)});

TEST(BaselineReport, HasARowAndAVerdictForEachRun) {
  const Document document =
      held(before, document_of({run_of("serial", 0.112), run_of("threads", 0.04), run_of("queue", 0.2)}));
  EXPECT_EQ(document.text(),
            "Against baseline 'main', measured 2026-11-30T17:00:00Z by commit abc:\n"
            "\n"
            "In all rows: kernel simd, workers 2.\n"
            "\n"
            "backend  samples   before      now  now / before  95 % interval   verdict\n"
            "serial       1e8   100 ms   112 ms         1.120  1.120 to 1.120  slower\n"
            "threads      1e8  50.0 ms  40.0 ms         0.800  0.800 to 0.800  faster\n"
            "queue        1e8   200 ms   200 ms         1.000  1.000 to 1.000  same\n"
            "\n"
            "SLOWER than the baseline by more than 5 %, 1 of 3 runs: serial, simd, workers 2, samples 1e8 takes 1.120 "
            "times as long "
            "(1.120 to 1.120).\n"
            "Faster than the baseline by more than 5 %, 1 of 3 runs: threads, simd, workers 2, samples 1e8 takes 0.800 "
            "times as long "
            "(0.800 to 0.800).\n"
            "The same within 5 %: 1 run.\n");
}

TEST(BaselineReport, EndsInItsExitCodeWhereARunIsSlowerAndNothingIsWorse) {
  const Json slower = document_of({run_of("serial", 0.2)}), same = document_of({run_of("serial", 0.1)});
  EXPECT_EQ(held(before, slower).exit_code, ExitCode::regression);
  EXPECT_EQ(held(before, slower).notes,
            std::vector<std::string>{"slower than baseline 'main' by more than 5 %: 1 of 1 run"});
  EXPECT_TRUE(held(before, same).notes.empty());
  EXPECT_EQ(held(before, same).exit_code, ExitCode::done);
  EXPECT_EQ(held(before, document_of({run_of("serial", 0.2)}, false)).exit_code, ExitCode::done) << "busy";
  Document wrong{.json = slower.dump(), .exit_code = ExitCode::verification_failed};
  add_baseline(wrong, {"main", before}, 0.05);
  EXPECT_EQ(wrong.exit_code, ExitCode::verification_failed);
}

TEST(BaselineReport, IsAMemberOfTheJson) {
  const Json baseline = Json::parse(held(before, document_of({run_of("serial", 0.2)})).json).at("baseline");
  EXPECT_EQ(baseline.at("name"), "main");
  EXPECT_EQ(baseline.at("commit"), "abc");
  EXPECT_EQ(baseline.at("threshold"), 0.05);
  EXPECT_EQ(baseline.at("other_machine"), nullptr);
  EXPECT_EQ(baseline.at("regression"), true);
  EXPECT_EQ(baseline.at("only_in_baseline"), 2);
  EXPECT_EQ(baseline.at("only_here"), 0);
  const Json& run = baseline.at("runs").at(0);
  EXPECT_EQ(run.at("backend"), "serial");
  EXPECT_EQ(run.at("seconds_before"), 0.1);
  EXPECT_EQ(run.at("seconds_now"), 0.2);
  EXPECT_EQ(run.at("ratio"), 2.0);
  EXPECT_EQ(run.at("ratio_ci95"), Json::array({2.0, 2.0}));
  EXPECT_EQ(run.at("drift"), 1.0);
  EXPECT_EQ(run.at("verdict"), "slower");
  EXPECT_EQ(run.at("why_not_judged"), nullptr);
  EXPECT_EQ(run.at("machine_ratio"), nullptr);
}

TEST(BaselineReport, SaysWhereTheCpusThemselvesRanAtAnotherSpeed) {
  const Json then = with_speed(document_of({run_of("threads", 0.1)}), 1e-4, 1e-4),
             now = with_speed(document_of({run_of("threads", 0.12)}), 1e-4, 1.25e-4);
  const Document document = held(then, now);
  EXPECT_EQ(document.exit_code, ExitCode::done);
  EXPECT_NE(document.text().find("Not judged: 1 run, since the CPUs themselves took 1.25 times as long as then"),
            std::string::npos)
      << document.text();
  const Json run = Json::parse(document.json).at("baseline").at("runs").at(0);
  EXPECT_EQ(run.at("machine_ratio"), 1.25);
  EXPECT_EQ(run.at("verdict"), nullptr);
  EXPECT_EQ(run.at("why_not_judged"), "another speed");
}

TEST(BaselineReport, SaysOnceWhyNothingIsJudged) {
  const auto text = [](const Json& of_before, const Json& now) { return held(of_before, now).text(); };
  const Json now = document_of({run_of("serial", 0.2)}), busy = document_of({run_of("serial", 0.2)}, false);
  EXPECT_NE(text(before, busy).find("The machine is busy, so nothing is judged."), std::string::npos);
  EXPECT_NE(text(busy, now).find("busy when the baseline was measured"), std::string::npos);
  Json other = now;
  other["machine"]["cpu"] = "another CPU";
  EXPECT_NE(text(before, other).find("ANOTHER MACHINE: its CPU was \"a CPU\", here it is \"another CPU\"."),
            std::string::npos);
  EXPECT_NE(text(document_of({}), now).find("no run in common"), std::string::npos);
  EXPECT_NE(text(document_of({}), now).find("Not in the baseline: 1 run."), std::string::npos);
}

TEST(BaselineReport, NamesThreeOfManyThatAreSlower) {
  std::vector<Json> fast, slow;
  for (const char* backend : {"serial", "threads", "openmp", "queue", "processes"}) {
    fast.push_back(run_of(backend, 1));
    slow.push_back(run_of(backend, backend == std::string("queue") ? 3 : 2));
  }
  const std::string text = held(document_of(fast), document_of(slow)).text();
  EXPECT_NE(text.find("5 of 5 runs: queue, simd, workers 2, samples 1e8 takes 3.000 times"), std::string::npos) << text;
  EXPECT_NE(text.find("; 2 more."), std::string::npos) << text;
}

}  // namespace
}  // namespace crossover
