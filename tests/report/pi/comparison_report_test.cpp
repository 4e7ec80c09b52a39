#include "host/report/pi/comparison_report.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <optional>
#include <string>
#include <vector>

#include "host/pi/backends/entries.hpp"
#include "host/report/json.hpp"
#include "kernels/cuda/gpu_kernels.hpp"
#include "tests/support/csv_rows.hpp"
#include "tests/support/ended_by.hpp"
#include "tests/support/fakes/fake_backends.hpp"

namespace crossover {
namespace {

using testing::IsNotSubstring;
using testing::IsSubstring;
using Seconds = std::vector<double>;

const Seconds twice_as_fast(6, 0.2), as_fast{0.3, 0.5, 0.3, 0.5, 0.3, 0.5}, nearly_as_fast{0.39, 0.41, 0.39,
                                                                                           0.41, 0.39, 0.41};

/// What compare gives for serial and another backend that took so long in each round.
Comparison comparison_with(const Seconds& seconds) {
  Comparison comparison;
  comparison.seed = Seed{42};
  comparison.range = {0, 1'000'000};
  comparison.runs = {measured(with_scalar_kernel(honest_serial), Seconds(seconds.size(), 0.4)),
                     measured(with_scalar_kernel(honest, 4), seconds)};
  comparison.recount = {1'000'000, true};
  comparison.verified = true;
  comparison.rounds = seconds.size();
  return comparison;
}

Comparison disagreeing() {
  Comparison comparison = comparison_with({});
  comparison.runs.back().tally.hits -= 7;
  comparison.recount = {};
  comparison.verified = false;
  comparison.stopped_by = StoppedBy::interruption;
  comparison.disagreement =
      Disagreement{comparison.runs.back().configuration, {0, 1'000'000}, 785'980, 785'987, std::nullopt};
  return comparison;
}

/// Its second configuration was stopped in the cold run after a hundred samples.
Comparison stopped_in_a_cold_run() {
  Comparison comparison = comparison_with({});
  comparison.runs.back().tally = {Seed{42}, {0, 100}, 80};
  comparison.recount = {};
  comparison.verified = false;
  comparison.stopped_by = StoppedBy::interruption;
  return comparison;
}

std::string text_on(const Comparison& comparison) { return report_on(comparison, {}).text(); }
Json json_on(const Comparison& comparison) { return Json::parse(report_on(comparison, {}).json); }

TEST(ComparisonReport, HeadsTheTableWithWhatWasComparedAndWhere) {
  EXPECT_TRUE(text_on(comparison_with(twice_as_fast))
                  .starts_with("1e6 samples of seed 42 from sample 0 on " + one_line(describe_machine()) + "\n\n"));
}

TEST(ComparisonReport, HasARowForEachConfiguration) {
  EXPECT_PRED_FORMAT2(IsSubstring,
                      "In all rows: kernel scalar, hits 785 987.\n\n"
                      "backend  workers  Msamples/s  95 % interval  speed-up  efficiency  time, ms  CPU time, ms  "
                      "cold run, ms\n"
                      "serial         1        2.50  2.50 to 2.50       1.00        1.00       400           990  "
                      "         500\n"
                      "honest         4        5.00  5.00 to 5.00       2.00        0.50       200           990  "
                      "         500\n"
                      "\n",
                      text_on(comparison_with(twice_as_fast)));
}

TEST(ComparisonReport, SaysOnceWhatTheHitsSayOfPi) {
  EXPECT_PRED_FORMAT2(IsSubstring, "\npi is 3.1439 ± 0.0016 (standard error).\n",
                      text_on(comparison_with(twice_as_fast)));
  EXPECT_PRED_FORMAT2(IsNotSubstring, "pi is", text_on(disagreeing()));
}

TEST(ComparisonReport, TellsWhatMessagesCostBesideSamples) {
  Comparison comparison = comparison_with(twice_as_fast);
  comparison.runs.back().configuration.chunk = 10;
  comparison.runs.back().message_costs =
      MessageCosts{.messages = 1000, .samples = 10'000, .counting_seconds = 2e-5, .other_seconds = 2.5e-4};
  EXPECT_PRED_FORMAT2(IsSubstring,
                      "honest with 4 workers, chunk 10: 250 ns per message, 2.00 ns per sample (1 000 messages).\n",
                      text_on(comparison));
}

TEST(ComparisonReport, TellsWhatHybridReachesOfItsParts) {
  Comparison comparison = comparison_with(twice_as_fast);
  comparison.runs.push_back(measured({&threads_backend, &scalar_kernel, 2}, Seconds(6, 0.4)));
  comparison.runs.push_back(measured({&cuda_backend, &philox_kernel, 1}, Seconds(6, 0.4)));
  comparison.runs.push_back(measured({&hybrid_backend, &scalar_kernel, 2}, Seconds(6, 0.25)));
  EXPECT_PRED_FORMAT2(
      IsSubstring, "\nhybrid with 2 workers and GPUs: 0.80 of the rates of threads and cuda added up (0.80 to 0.80).\n",
      text_on(comparison));
  EXPECT_EQ(json_on(comparison)["runs"][4]["share_of_parts"]["median"], 0.8);
}

TEST(ComparisonReport, TellsWhatAProcessTakesToStartBesideAThread) {
  Comparison comparison = comparison_with(twice_as_fast);
  EXPECT_TRUE(json_on(comparison).at("starts").is_null());
  EXPECT_PRED_FORMAT2(IsNotSubstring, "Starting", text_on(comparison));
  comparison.starts = StartCosts{.thread = summarize(Seconds(9, 41.2e-6)), .process = summarize(Seconds(3, 2.1e-3))};
  EXPECT_PRED_FORMAT2(IsSubstring, "\nStarting a thread takes 41.2 µs (41.2 to 41.2), a process 2.10 ms.\n",
                      text_on(comparison));
  EXPECT_EQ(json_on(comparison).at("starts").at("thread").at("median"), 41.2e-6);
  EXPECT_EQ(json_on(comparison).at("starts").at("process").at("raw"), Json(Seconds(3, 2.1e-3)));
}

TEST(ComparisonReport, SaysWhyTheStartOfAProcessWasNotTimed) {
  Comparison comparison = comparison_with(twice_as_fast);
  comparison.starts = StartCosts{.thread = summarize(Seconds(9, 41.2e-6)), .process = {}, .failure = Error("no pipe")};
  const Document document = report_on(comparison, {});
  EXPECT_TRUE(document.text().starts_with("PARTIAL: the start of workers could not be timed.\n")) << document.text();
  EXPECT_PRED_FORMAT2(IsSubstring, "\nFAILED: timing the start of workers: no pipe.\n", document.text());
  EXPECT_PRED_FORMAT2(IsSubstring, "\nStarting a thread takes 41.2 µs (41.2 to 41.2).\n", document.text());
  EXPECT_EQ(document.failure, "no pipe");
  EXPECT_EQ(document.exit_code, ExitCode::failed);
  EXPECT_TRUE(json_on(comparison).at("starts").at("process").is_null());
}

TEST(ComparisonReport, PassesOnWhatWentWrongAndWasMadeGood) {
  Comparison comparison = comparison_with(twice_as_fast);
  comparison.runs.back().timing.incidents = {"a worker was lost"};
  EXPECT_EQ(report_on(comparison, {}).notes, comparison.runs.back().timing.incidents);
}

TEST(ComparisonReport, SaysWhetherWorkersPay) {
  EXPECT_PRED_FORMAT2(
      IsSubstring,
      "honest with 4 workers, kernel scalar: 2.00 times serial (2.00 to 2.00), efficiency 0.50: it pays.\n",
      text_on(comparison_with(twice_as_fast)));
  EXPECT_PRED_FORMAT2(IsSubstring, ": 0.50 times serial (0.50 to 0.50), efficiency 0.12: it does not pay.\n",
                      text_on(comparison_with(Seconds(6, 0.8))));
  EXPECT_PRED_FORMAT2(IsSubstring, " (0.80 to 1.33), efficiency 0.27: undecided, the rounds differ too much.\n",
                      text_on(comparison_with(as_fast)));
  EXPECT_PRED_FORMAT2(IsSubstring, " (0.98 to 1.03), efficiency 0.25: a tie.\n",
                      text_on(comparison_with(nearly_as_fast)));
  EXPECT_PRED_FORMAT2(IsSubstring, ": 2.00 times serial, efficiency 0.50: not judged: too few rounds.\n",
                      text_on(comparison_with(Seconds(3, 0.2))));
}

const MachineState busy{
    .quiet = false, .why = "other processes used 0.97 of the 2 CPUs", .next_step = "run it again when it is quiet"};

TEST(ComparisonReport, SaysFirstThatTheMachineWasBusyAndJudgesNothing) {
  Comparison comparison = comparison_with(twice_as_fast);
  comparison.machine = busy;
  comparison.runs.back().timing.meters = {{&cpu_meter, 1e9}};  // it got its CPUs
  EXPECT_PRED_FORMAT2(
      IsSubstring,
      "\n\nBUSY: other processes used 0.97 of the 2 CPUs, so nothing is judged; run it again when it is "
      "quiet.\nAll 2 configurations",
      text_on(comparison));
  EXPECT_PRED_FORMAT2(IsSubstring, ", efficiency 0.50: not judged: the machine was busy.\n", text_on(comparison));
  EXPECT_PRED_FORMAT2(IsNotSubstring, "!", text_on(comparison));
  const Json json = json_on(comparison);
  EXPECT_EQ(json["machine_state"]["quiet"], false);
  EXPECT_EQ(json["machine_state"]["why"], busy.why);
  EXPECT_TRUE(json["runs"][0]["verdict"].is_null()) << "the baseline";
  EXPECT_EQ(json["runs"][1]["verdict"], "machine_busy");
}

TEST(ComparisonReport, MarksARunThatGotTooLittleOfTheCpus) {
  Comparison comparison = comparison_with(twice_as_fast);
  PiRun& run = comparison.runs.back();
  run.configuration.workers = 1;
  run.timing.meters = {{&cpu_meter, 0.1}};  // of 0.2 s
  EXPECT_PRED_FORMAT2(IsNotSubstring, "!", text_on(comparison)) << "the machine was quiet: so it is made";
  comparison.machine = busy;
  EXPECT_PRED_FORMAT2(IsSubstring, " 100! ", text_on(comparison));
  EXPECT_PRED_FORMAT2(IsSubstring, ": not judged: this run got 0.50 of the 1 CPU it asked for.\n", text_on(comparison));
  EXPECT_NEAR(json_on(comparison)["runs"][1]["cpu_share"], 0.5, 1e-9);
}

TEST(ComparisonReport, HasTheDigitsOfASmallSpeedUp) {
  const std::string text = text_on(comparison_with(Seconds(6, 0.4 / 0.0021)));
  EXPECT_PRED_FORMAT2(IsSubstring, "  0.0021  ", text);
  EXPECT_PRED_FORMAT2(IsNotSubstring, " 0.00 ", text);
}

TEST(ComparisonReport, HasTheVerdictInJson) {
  EXPECT_EQ(json_on(comparison_with(twice_as_fast))["runs"][1]["verdict"], "pays");
  EXPECT_EQ(json_on(comparison_with(Seconds(3, 0.2)))["runs"][1]["verdict"], "too_few_rounds");
  EXPECT_TRUE(json_on(comparison_with({}))["runs"][1]["verdict"].is_null());
}

TEST(ComparisonReport, SaysHowFarTheHitsWereCheckedAgainstTheReference) {
  Comparison comparison = comparison_with(twice_as_fast);
  EXPECT_PRED_FORMAT2(IsSubstring,
                      "All 2 configurations counted the same hits in every run; the plain loop recounted all 1e6 "
                      "samples and agrees.\n",
                      text_on(comparison));
  comparison.recount = {500'000, false};
  EXPECT_PRED_FORMAT2(IsSubstring, "; the plain loop recounted the first 5e5 samples and agrees.\n",
                      text_on(comparison));
  comparison.runs.pop_back();
  EXPECT_PRED_FORMAT2(IsSubstring, "The configuration counted the same hits in every run; ", text_on(comparison));
}

TEST(ComparisonReport, SaysWhatEndedTheRounds) {
  Comparison comparison = comparison_with(twice_as_fast);
  EXPECT_PRED_FORMAT2(IsSubstring, "6 warm rounds, until every median was known within 1 %.\n", text_on(comparison));
  comparison.stopped_by = StoppedBy::time_limit;
  EXPECT_PRED_FORMAT2(IsSubstring, "6 warm rounds, ended by the time limit.\n", text_on(comparison));
  Comparison cold = comparison_with({});
  cold.stopped_by = StoppedBy::time_limit;
  EXPECT_PRED_FORMAT2(
      IsSubstring,
      "Time ran out after one run of each: no interval, no verdict; write a larger --time-limit, or fewer --samples.\n",
      text_on(cold));
}

TEST(ComparisonReport, TellsBelowTheTableWhichBackendCannotRun) {
  const Document document = report_on(comparison_with(twice_as_fast), {&not_usable});
  EXPECT_PRED_FORMAT2(IsSubstring, "\n\nfancy cannot run here: no fancy driver; install one\n", document.text());
  EXPECT_PRED_FORMAT2(IsSubstring, "\n\nfancy cannot run here: no fancy driver; install one\n", document.markdown());
  const Json json = Json::parse(document.json);
  ASSERT_EQ(json["runs"].size(), 3U);
  EXPECT_EQ(json["runs"][2], json_of_unavailable(not_usable));
  EXPECT_EQ(rows_of_csv(document.csv).size(), 2U);
  EXPECT_EQ(document.exit_code, ExitCode::done);
}

TEST(ComparisonReport, HasSpeedUpAndEfficiencyInItsCsv) {
  const auto rows = rows_of_csv(report_on(comparison_with(twice_as_fast), {}).csv);
  EXPECT_EQ(std::stod(rows[0].at("speed_up")), 1);
  EXPECT_EQ(std::stod(rows[1].at("speed_up")), 2);
  EXPECT_EQ(std::stod(rows[1].at("efficiency")) * std::stod(rows[1].at("workers")), 2);
  EXPECT_EQ(rows_of_csv(report_on(comparison_with({}), {}).csv)[1].at("speed_up"), "");
}

TEST(ComparisonReport, IsJsonWithSpeedUpAndEfficiencyForEachRun) {
  const Json json = json_on(comparison_with(twice_as_fast));
  EXPECT_EQ(json["schema"], "crossover/2");
  EXPECT_EQ(json["command"], "compare");
  EXPECT_EQ(json["complete"], true);
  EXPECT_EQ(json["agreement"], true);
  EXPECT_EQ(json["recounted_samples"], 1'000'000);
  EXPECT_EQ(json["runs"][1]["speed_up"]["median"], 2.0);
  EXPECT_EQ(json["runs"][1]["efficiency"], 0.5);
  EXPECT_EQ(json["runs"][1]["seconds"]["warm"]["stopped_by"], "precision");
  EXPECT_EQ(json["runs"][1]["seconds"]["warm"]["raw"].size(), 6U);
  EXPECT_EQ(json["findings"].size(), 4U);
}

TEST(ComparisonReport, IsJsonWithNullWithoutABaseline) {
  Comparison comparison = comparison_with(twice_as_fast);
  comparison.runs.erase(comparison.runs.begin());
  const Json json = json_on(comparison);
  EXPECT_TRUE(json["runs"][0].at("speed_up").is_null());
  EXPECT_TRUE(json["runs"][0].at("efficiency").is_null());
}

TEST(ComparisonReportOnADisagreement, SaysWhoCountedWhatAndFails) {
  const Document document = report_on(disagreeing(), {});
  EXPECT_PRED_FORMAT2(
      IsSubstring,
      "DISAGREEMENT: honest with 4 workers, kernel scalar, counted 785980 hits in samples [0, 1000000), "
      "but 785987 are right.\n",
      document.text());
  EXPECT_PRED_FORMAT2(IsSubstring, "- DISAGREEMENT: honest", document.markdown());
  EXPECT_PRED_FORMAT2(IsNotSubstring, "counted the same hits", document.text());
  EXPECT_EQ(Json::parse(document.json)["agreement"], false);
  EXPECT_EQ(document.exit_code, ExitCode::verification_failed);
}

TEST(ComparisonReportOnADisagreement, NamesTheOtherWhereTheReferenceIsNotKnown) {
  Comparison comparison = disagreeing();
  comparison.disagreement->other = comparison.runs.front().configuration;
  EXPECT_PRED_FORMAT2(IsSubstring, "), but serial with 1 worker, kernel scalar, counted 785987.\n",
                      text_on(comparison));
  comparison.disagreement->other = comparison.runs.back().configuration;
  EXPECT_PRED_FORMAT2(IsSubstring, "), but 785987 before.\n", text_on(comparison));
}

TEST(ComparisonReportOnHitsFarFromPi, SaysWrongAndFails) {
  Comparison comparison = comparison_with(twice_as_fast);
  for (PiRun& run : comparison.runs) run.tally.hits = 500'000;
  EXPECT_PRED_FORMAT2(IsSubstring, "WRONG: serial is more than 5 standard errors from pi; ", text_on(comparison));
  EXPECT_EQ(report_on(comparison, {}).exit_code, ExitCode::verification_failed);
}

TEST(ComparisonReportOnAFailedConfiguration, HasARowWithTheReasonAndTheOthersBeside) {
  Comparison comparison = comparison_with(twice_as_fast);
  comparison.runs.insert(comparison.runs.begin() + 1, measured(with_scalar_kernel(honest, 99), {}));
  comparison.runs[1].tally = {Seed{42}, {0, 0}, 0};
  comparison.runs[1].failure = Error("cannot start worker 3 of 99; try --workers 2");
  const Document document = report_on(comparison, {});
  EXPECT_TRUE(document.text().starts_with("PARTIAL: 1 of 3 configurations failed.\n")) << document.text();
  EXPECT_PRED_FORMAT2(IsSubstring, "       99      failed\n", document.text());
  EXPECT_PRED_FORMAT2(IsSubstring, "\nAll 2 configurations counted the same hits in every run", document.text());
  EXPECT_PRED_FORMAT2(IsSubstring, "2.00 times serial (2.00 to 2.00)", document.text());
  EXPECT_EQ(document.exit_code, ExitCode::failed);
  EXPECT_EQ(document.failure, comparison.runs[1].failure->what());
  const Json json = Json::parse(document.json);
  EXPECT_EQ(json["complete"], false);
  EXPECT_EQ(json["agreement"], true);
  ASSERT_EQ(json["runs"].size(), 3U);
  EXPECT_EQ(json["runs"][1]["failure"], document.failure);
}

TEST(ComparisonReportOnAStoppedOne, BeginsWithPartial) {
  Comparison comparison = comparison_with(twice_as_fast);
  comparison.stopped_by = StoppedBy::interruption;
  const Document document = report_on(ended_by(SIGTERM, comparison), {});
  EXPECT_TRUE(document.text().starts_with("PARTIAL: stopped in a warm round.\n")) << document.text();
  EXPECT_TRUE(document.markdown().starts_with("PARTIAL: ")) << document.markdown();
  EXPECT_PRED_FORMAT2(IsSubstring, "6 warm rounds, then the comparison ended early.\n", document.text());
  EXPECT_EQ(Json::parse(document.json)["complete"], false);
  EXPECT_EQ(document.exit_code, ExitCode::terminated);
}

TEST(ComparisonReportOnAStoppedOne, ClaimsNoAgreementOfARunThatWasNotFinished) {
  const std::string text = text_on(ended_by(SIGINT, stopped_in_a_cold_run()));
  EXPECT_TRUE(text.starts_with("PARTIAL: stopped in the first runs.\n")) << text;
  EXPECT_PRED_FORMAT2(IsNotSubstring, "All 2 configurations counted the same hits", text);
}

TEST(ComparisonReportOnAStoppedOne, DoesNotNameTheFirstRunsWhenTheyAreAllDone) {
  Comparison comparison = comparison_with({});
  comparison.stopped_by = StoppedBy::interruption;
  EXPECT_PRED_FORMAT2(IsNotSubstring, "stopped in the first runs", text_on(ended_by(SIGINT, comparison)));
}

}  // namespace
}  // namespace crossover
