#include "host/report/pi/pi_report.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <string>

#include "host/machine/cpus.hpp"
#include "host/report/json.hpp"
#include "kernels/cuda/gpu_kernels.hpp"
#include "tests/support/csv_rows.hpp"
#include "tests/support/ended_by.hpp"
#include "tests/support/fakes/fake_backends.hpp"

namespace crossover {
namespace {

using testing::IsNotSubstring;
using testing::IsSubstring;

const PiRun whole = measured({&honest, &scalar_kernel, 3}, {});

/// Stopped after a quarter.
PiRun stopped() {
  PiRun run = whole;
  run.asked.last *= 4;
  return run;
}

/// So many workers ask for as many CPUs, or for those that there are.
std::string describe_cpus(unsigned workers) {
  const unsigned cpus = std::min(workers, usable_cpus());
  return std::to_string(cpus) + (cpus == 1 ? " CPU" : " CPUs");
}

/// Half of the samples hit.
const PiRun far_from_pi = measured(with_scalar_kernel(honest), {}, {Seed{42}, {0, 1'000'000}, 500'000});

const PiRun no_samples = measured(with_scalar_kernel(honest), {}, {Seed{42}, {9, 9}, 0});

TEST(PiReport, TellsInWordsWhatWasFoundAndHow) {
  EXPECT_EQ(report_on(whole).text(),
            "pi        3.1439 ± 0.0016 (standard error), z = 1.43\n"
            "hits      785 987\n"
            "samples   1e6 (seed 42, from sample 0)\n"
            "backend   honest, 3 workers\n"
            "kernel    scalar (" +
                scalar_kernel.instruction_set() +
                ")\n"
                "time      500 ms, 2.00 Msamples/s; of it set-up 250 ms\n"
                "CPU time  990 ms: this run got 1.98 of the " +
                describe_cpus(3) + " it asked for\n");
}

TEST(PiReport, TellsHowManyWorkersSoFewSamplesAreWorkFor) {
  const PiRun run = measured(with_scalar_kernel(honest, 1000), {}, {Seed{42}, {0, 1'000'000}, 785'987});
  EXPECT_PRED_FORMAT2(IsSubstring, "backend   honest, 1000 workers (too few samples: 62 of 1000 workers had work)\n",
                      report_on(run).text());
}

TEST(PiReport, LeavesOutASetUpOfNoTime) {
  PiRun run = whole;
  run.timing.setup_seconds = 1e-5;
  EXPECT_PRED_FORMAT2(IsNotSubstring, "set-up", report_on(run).text());
}

TEST(PiReport, TellsWhatMessagesCostBesideSamples) {
  PiRun run = whole;
  run.configuration.chunk = 10;
  run.message_costs =
      MessageCosts{.messages = 1000, .samples = 10'000, .counting_seconds = 2e-5, .other_seconds = 2.5e-4};
  const std::string text = report_on(run).text();
  EXPECT_PRED_FORMAT2(IsSubstring, "backend   honest, 3 workers, chunks of 10\n", text);
  EXPECT_PRED_FORMAT2(IsSubstring, "messages  250 ns per message, 2.00 ns per sample (1 000 messages)\n", text);
}

TEST(PiReport, SaysOnStandardErrorWhatWentWrongAndWasMadeGood) {
  PiRun run = whole;
  run.timing.incidents = {"a worker was lost"};
  EXPECT_EQ(report_on(run).notes, run.timing.incidents);
  EXPECT_EQ(report_on(run).exit_code, ExitCode::done);
}

TEST(PiReport, TellsWhereTheTimeWentOnDevices) {
  PiRun run = measured({&honest, &philox_kernel, 2}, {});
  run.timing.meters = {{&cpu_meter, 0.3}, {&kernel_meter, 0.2}, {&reduce_meter, 0.001}};
  const std::string text = report_on(run).text();
  EXPECT_PRED_FORMAT2(IsSubstring, "honest, 2 GPUs\n", text);
  EXPECT_PRED_FORMAT2(IsSubstring, "500 ms, 2.00 Msamples/s; of it set-up 250 ms, kernel 200 ms, reduction 1.00 ms\n",
                      text);
}

TEST(PiReport, IsPartialAndFailedAfterAFailure) {
  PiRun run = stopped();
  run.failure = Error("GPU 0 is lost");
  const Document document = report_on(run);
  EXPECT_TRUE(document.text().starts_with("PARTIAL: a failure stopped the run after 1000000 of 4000000 samples.\n"));
  EXPECT_EQ(document.exit_code, ExitCode::failed);
  EXPECT_EQ(document.failure, "GPU 0 is lost");
}

TEST(PiReport, SaysWorkerForOne) {
  EXPECT_PRED_FORMAT2(IsSubstring, "honest, 1 worker\n", report_on(far_from_pi).text());
}

TEST(PiReport, IsAMarkdownTable) {
  const std::string markdown = report_on(whole).markdown();
  EXPECT_TRUE(markdown.starts_with("|")) << markdown;
  EXPECT_PRED_FORMAT2(IsSubstring, "| hits | 785 987 |\n", markdown);
}

TEST(PiReport, IsDoneForAGoodRun) { EXPECT_EQ(report_on(whole).exit_code, ExitCode::done); }

TEST(PiReport, HasOneRunInItsJson) {
  const Json json = Json::parse(report_on(whole).json);
  EXPECT_EQ(json["schema"], "crossover/2");
  EXPECT_EQ(json["command"], "pi");
  ASSERT_EQ(json["runs"].size(), 1U);
  EXPECT_EQ(json["runs"][0], json_of(whole));
}

TEST(PiReport, HasOneRunInItsCsv) {
  const auto rows = rows_of_csv(report_on(whole).csv);
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].at("hits"), "785987");
}

TEST(PiReportOnAStoppedRun, BeginsWithPartialTheSignalAndHowFarItCame) {
  const std::string notice = "PARTIAL: SIGINT stopped the run after 1000000 of 4000000 samples.\n";
  EXPECT_TRUE(report_on(ended_by(SIGINT, stopped())).text().starts_with(notice))
      << report_on(ended_by(SIGINT, stopped())).text();
  EXPECT_TRUE(report_on(ended_by(SIGINT, stopped())).markdown().starts_with(notice))
      << report_on(ended_by(SIGINT, stopped())).markdown();
  EXPECT_PRED_FORMAT2(IsSubstring, "PARTIAL: SIGTERM stopped", report_on(ended_by(SIGTERM, stopped())).text());
}

TEST(PiReportOnAStoppedRun, HasTheSignalsExitCode) {
  EXPECT_EQ(report_on(ended_by(SIGINT, stopped())).exit_code, ExitCode::interrupted);
  EXPECT_EQ(report_on(ended_by(SIGTERM, stopped())).exit_code, ExitCode::terminated);
}

TEST(PiReportOnAStoppedRun, IsNotCompleteInItsJson) {
  const Json json = Json::parse(report_on(ended_by(SIGINT, stopped())).json);
  EXPECT_EQ(json["runs"][0]["complete"], false);
  EXPECT_EQ(json["runs"][0]["samples"], 1'000'000);
}

TEST(PiReportOnAWrongRun, SaysWrongAndFails) {
  const Document document = report_on(far_from_pi);
  EXPECT_TRUE(document.text().starts_with("WRONG: this is more than 5 standard errors from pi; ")) << document.text();
  EXPECT_TRUE(document.markdown().starts_with("WRONG: ")) << document.markdown();
  EXPECT_EQ(document.exit_code, ExitCode::verification_failed);
}

TEST(PiReport, WarnsOfNothingInAGoodRun) {
  EXPECT_PRED_FORMAT2(IsNotSubstring, "PARTIAL", report_on(whole).text());
  EXPECT_PRED_FORMAT2(IsNotSubstring, "WRONG", report_on(whole).text());
}

TEST(PiReportOnNoSamples, LeavesPiUndefined) {
  const Document document = report_on(no_samples);
  EXPECT_PRED_FORMAT2(IsSubstring, "pi        undefined\n", document.text());
  EXPECT_PRED_FORMAT2(IsSubstring, "samples   0 (seed 42, from sample 9)\n", document.text());
  EXPECT_TRUE(Json::parse(document.json)["runs"][0]["pi"].is_null());
  EXPECT_EQ(rows_of_csv(document.csv).at(0).at("pi"), "");
  EXPECT_EQ(document.exit_code, ExitCode::done);
}

}  // namespace
}  // namespace crossover
