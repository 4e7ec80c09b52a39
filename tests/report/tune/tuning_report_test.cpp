#include "host/report/tune/tuning_report.hpp"

#include <gtest/gtest.h>

#include <csignal>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/report/json.hpp"
#include "host/report/tune/tuning_words.hpp"
#include "tests/support/csv_rows.hpp"
#include "tests/support/ended_by.hpp"
#include "tests/support/fakes/fake_backends.hpp"

namespace crossover {
namespace {

using testing::IsNotSubstring;
using testing::IsSubstring;

constexpr std::uint64_t million = 1'000'000;

constexpr BackendEntry chunky{.name = "chunky",
                              .summary = "a fake whose chunk can be chosen",
                              .why_unavailable = usable_here,
                              .default_workers = [] { return 2U; },
                              .kernels = cpu_kernels,
                              .takes_chunk = true,
                              .make = nullptr};
constexpr BackendEntry one_worker{.name = "one-worker",
                                  .summary = "a fake without choices",
                                  .why_unavailable = usable_here,
                                  .default_workers = [] { return 0U; },
                                  .kernels = cpu_kernels,
                                  .make = nullptr};

Candidate candidate(const BackendEntry& backend, unsigned workers, std::optional<std::uint64_t> chunk, double seconds,
                    std::uint64_t samples = million) {
  return {.configuration = {.backend = &backend, .kernel = &simd_kernel, .workers = workers, .chunk = chunk},
          .runs = {{samples, 0, seconds}}};
}

/// Two of these met in the final; the one with the fewer workers is as fast.
Tuning tuned() {
  Tuning tuning;
  tuning.seed = Seed{42};
  tuning.range = {0, million};
  tuning.candidates = {candidate(one_worker, 1, std::nullopt, 0.8), candidate(chunky, 1, std::nullopt, 0.4),
                       candidate(chunky, 1, 4096, 0.25, million / 2), candidate(chunky, 2, std::nullopt, 0.399),
                       candidate(chunky, 2, 1024, 0.6)};
  tuning.finalists =
      judge({1, 3, 4}, {std::vector<double>(6, 0.4), std::vector<double>(6, 0.399), std::vector<double>(6, 0.6)});
  tuning.choice = choose(tuning.candidates, tuning.finalists);
  tuning.rounds = 6;
  tuning.final_samples = million;
  tuning.runs = 40;
  tuning.seconds = 12;
  tuning.grid_runs = 198;
  tuning.grid_seconds = 130;
  tuning.counted = {Seed{42}, {0, million}, 785'987};
  return tuning;
}

/// The time was over before the final.
Tuning predicted_only() {
  Tuning tuning = tuned();
  tuning.candidates[3].runs.clear();
  tuning.candidates[0].failure = Error("out of luck");
  tuning.finalists.clear();
  tuning.rounds = 0;
  tuning.stopped_by = StoppedBy::time_limit;
  for (const std::size_t i : CandidateList{1, 4}) tuning.candidates[i].runs = {{million / 4, 0, 0.2}};
  tuning.choice = choose(tuning.candidates, million);
  return tuning;
}

std::string text_on(const Tuning& tuning) { return report_on(tuning, {}).text(); }

TEST(TuningReport, HeadsTheSurfaceWithWhatWasTunedAndWhere) {
  EXPECT_TRUE(
      text_on(tuned()).starts_with("1e6 samples of seed 42 from sample 0 on " + one_line(describe_machine()) + "\n\n"));
}

TEST(TuningReport, HasASurfaceOfBackendsAndWorkersByChunks) {
  EXPECT_PRED_FORMAT2(IsSubstring,
                      "In all rows: kernel simd.\n\n"
                      "backend     workers   own  2^10  2^12\n"
                      "one-worker        1   800     -     -\n"
                      "chunky            1  *400     -  ~500\n"
                      "chunky            2   399   600     -\n"
                      "\n"
                      "Time of a whole run in ms; chunk: samples a worker takes at a time; * the choice; ~ predicted "
                      "from fewer samples; - no candidate.\n",
                      text_on(tuned()));
}

TEST(TuningReport, MarksOnTheSurfaceWhatFailedAndWhatWasNotReached) {
  EXPECT_PRED_FORMAT2(IsSubstring,
                      "one-worker        1  failed     -      -\n"
                      "chunky            1    ~800     -  *~500\n"
                      "chunky            2       ?  ~800      -\n",
                      text_on(predicted_only()));
  EXPECT_PRED_FORMAT2(IsSubstring, "; ? not reached.\n", text_on(predicted_only()));
}

TEST(TuningReport, HasARowForEachFinalist) {
  EXPECT_PRED_FORMAT2(
      IsSubstring,
      "backend  workers  chunk  time, ms  95 % interval  to the best  95 % interval   verdict\n"
      "chunky         2    own       399  399 to 399           1.000  1.000 to 1.000  a tie\n"
      "chunky         1    own       400  400 to 400           1.003  1.003 to 1.003  chosen\n"
      "chunky         2   2^10       600  600 to 600           1.504  1.504 to 1.504  it does not pay\n",
      text_on(tuned()));
}

TEST(TuningReport, SaysWhatToTypeAndWhy) {
  const std::string text = text_on(tuned());
  EXPECT_PRED_FORMAT2(IsSubstring, "\nThe choice:\n  crossover pi --samples 1e6 --backend chunky --workers 1\n", text);
  EXPECT_PRED_FORMAT2(IsSubstring, "\nThat takes 400 ms (95 % interval 400 to 400).\n", text);
  EXPECT_PRED_FORMAT2(
      IsSubstring,
      "\nAs fast, as far as can be told: chunky with 2 workers; it is taken because it needs fewer workers.\n", text);
  EXPECT_PRED_FORMAT2(
      IsSubstring, "\nThe next is chunky with 2 workers, chunk 2^10: 1.50 times the best time (1.50 to 1.50).\n", text);
}

TEST(TuningReport, SaysWhyOneOfThoseWithAsManyWorkersIsTaken) {
  Tuning tuning = tuned();
  tuning.choice = Choice{1, {0, 2, 3}};
  EXPECT_PRED_FORMAT2(IsSubstring,
                      "it is taken because it stands earlier in the table of backends and leaves the chunk to the "
                      "backend and needs fewer workers.",
                      text_on(tuning));
  tuning.choice = Choice{2, {1, 1, 1, 1, 1, 1}};
  EXPECT_PRED_FORMAT2(IsSubstring, " and 2 others; it is taken because it has larger chunks.", text_on(tuning));
}

TEST(TuningReport, SaysWhatTheSearchTookAndWhatTheFullGridWould) {
  EXPECT_PRED_FORMAT2(
      IsSubstring,
      "The search took 40 runs in 12.0 s; the full grid of 5 candidates would take 198 runs in about 130 s.",
      text_on(tuned()));
  Tuning exhaustive = tuned();
  exhaustive.exhaustive = true;
  EXPECT_PRED_FORMAT2(IsSubstring, "The full grid of 5 candidates took 40 runs in 12.0 s.\n", text_on(exhaustive));
}

TEST(TuningReport, SaysWhatEndedTheRounds) {
  EXPECT_PRED_FORMAT2(IsSubstring, "6 rounds of the final, until every median was known within 1 %.", text_on(tuned()));
  EXPECT_PRED_FORMAT2(IsSubstring, "0 rounds of the final, ended by the time limit.", text_on(predicted_only()));
}

TEST(TuningReport, SaysThatAChoiceRestsOnAPrediction) {
  EXPECT_PRED_FORMAT2(IsSubstring, "That takes 500 ms, predicted from 5e5 samples: it was not run on all.\n",
                      text_on(predicted_only()));
}

TEST(TuningReport, TellsTheTimeOfTheWholeRunAndWhatWasPredicted) {
  Tuning tuning = tuned();
  tuning.final_samples = million / 2;
  EXPECT_PRED_FORMAT2(IsSubstring, "That takes 400 ms, run once; the final, of 5e5 samples, predicted 400 ms.\n",
                      text_on(tuning));
}

TEST(TuningReport, SaysWhyThereIsNoChoice) {
  Tuning tuning = predicted_only();
  tuning.choice.reset();
  tuning.not_looked_at = {&one_worker, &chunky};
  EXPECT_PRED_FORMAT2(
      IsSubstring,
      "\nNo choice: the time did not last for a look at one-worker, chunky; give it more: --time-limit 60.\n",
      text_on(tuning));
  EXPECT_EQ(Json::parse(report_on(tuning, {}).json)["not_looked_at"], (Json{"one-worker", "chunky"}));
}

TEST(TuningReport, SaysFirstThatTheMachineWasBusy) {
  Tuning tuning = tuned();
  tuning.machine = {.quiet = false, .why = "others were at work", .next_step = "run it again"};
  EXPECT_PRED_FORMAT2(IsSubstring, "\nBUSY: others were at work, so nothing is judged; run it again.\nThe choice:\n",
                      text_on(tuning));
  EXPECT_EQ(Json::parse(report_on(tuning, {}).json)["machine_state"]["quiet"], false);
}

TEST(TuningReport, NotesWhoDroppedOut) {
  const Document document = report_on(predicted_only(), {});
  EXPECT_EQ(document.notes, std::vector<std::string>{"one-worker with 1 worker dropped out: out of luck"});
  EXPECT_PRED_FORMAT2(IsSubstring, "1 candidate failed and dropped out.\n", document.text());
  EXPECT_EQ(document.exit_code, ExitCode::done);
}

TEST(TuningReport, TellsBelowTheTableWhichBackendCannotRun) {
  const Document document = report_on(tuned(), {&not_usable});
  EXPECT_PRED_FORMAT2(IsSubstring, "\n\nfancy cannot run here: no fancy driver; install one\n", document.text());
  EXPECT_EQ(Json::parse(document.json)["candidates"].back(), json_of_unavailable(not_usable));
}

TEST(TuningReport, IsCsvWithARowForEachCandidate) {
  const auto rows = rows_of_csv(report_on(tuned(), {&not_usable}).csv);
  ASSERT_EQ(rows.size(), 5U);
  EXPECT_EQ(rows[2].at("backend"), "chunky");
  EXPECT_EQ(rows[2].at("chunk"), "4096");
  EXPECT_EQ(rows[2].at("samples"), "500000");
  EXPECT_EQ(rows[2].at("seconds"), "0.5");
  EXPECT_EQ(rows[2].at("predicted"), "yes");
  EXPECT_EQ(rows[1].at("chosen"), "yes");
  EXPECT_EQ(rows[0].at("chosen"), "no");
}

TEST(TuningReport, IsJsonWithTheChoiceAndTheRawSeconds) {
  const Json json = Json::parse(report_on(tuned(), {}).json);
  EXPECT_EQ(json["schema"], "crossover/2");
  EXPECT_EQ(json["command"], "tune");
  EXPECT_EQ(json["complete"], true);
  EXPECT_EQ(json["agreement"], true);
  EXPECT_EQ(json["stopped_by"], "precision");
  EXPECT_EQ(json["choice"]["backend"], "chunky");
  EXPECT_EQ(json["choice"]["workers"], 1);
  EXPECT_TRUE(json["choice"]["chunk"].is_null());
  EXPECT_EQ(json["choice"]["ties_with"].size(), 1U);
  EXPECT_EQ(json["finalists"][0]["seconds"]["raw"].size(), 6U);
  EXPECT_EQ(json["finalists"][1]["verdict"], "tie");
  EXPECT_EQ(json["finalists"][1]["chosen"], true);
  EXPECT_EQ(json["finalists"][2]["verdict"], "does_not_pay");
  EXPECT_EQ(json["candidates"].size(), 5U);
  EXPECT_EQ(json["candidates"][2]["predicted"], true);
  EXPECT_EQ(json["search"]["runs"], 40);
  EXPECT_EQ(json["full_grid"]["seconds"], 130);
}

TEST(TuningReportOnADisagreement, NamesBothAndFails) {
  Tuning tuning = tuned();
  tuning.choice.reset();
  tuning.disagreement =
      Disagreement{tuning.candidates[4].configuration, {0, 100}, 70, 80, tuning.candidates[3].configuration};
  const Document document = report_on(tuning, {});
  EXPECT_PRED_FORMAT2(IsSubstring,
                      "DISAGREEMENT: chunky with 2 workers, chunk 2^10, kernel simd, counted 70 hits in samples [0, "
                      "100), but chunky with 2 workers, kernel simd, counted 80.\n",
                      document.text());
  EXPECT_PRED_FORMAT2(IsNotSubstring, "The choice", document.text());
  EXPECT_EQ(Json::parse(document.json)["agreement"], false);
  EXPECT_TRUE(Json::parse(document.json)["choice"].is_null());
  EXPECT_EQ(document.exit_code, ExitCode::verification_failed);
}

TEST(TuningReportOnAStoppedOne, BeginsWithPartialAndHasTheSurfaceSoFar) {
  Tuning tuning = predicted_only();
  tuning.stopped_by = StoppedBy::interruption;
  const Document document = report_on(ended_by(SIGINT, tuning), {});
  EXPECT_TRUE(document.text().starts_with("PARTIAL: stopped before the tuning was done.\n")) << document.text();
  EXPECT_PRED_FORMAT2(IsSubstring, "\nchunky            1    ~800", document.text());
  EXPECT_EQ(Json::parse(document.json)["complete"], false);
  EXPECT_EQ(document.exit_code, ExitCode::interrupted);
}

TEST(TheCommandLine, HoldsWhatTheBackendTakesAndIsExact) {
  Configuration c{.backend = &chunky, .kernel = &scalar_kernel, .workers = 8, .chunk = 1 << 18};
  EXPECT_EQ(command_line(c, 123'456'789),
            "crossover pi --samples 123456789 --backend chunky --kernel scalar --workers 8 --chunk 2^18");
  c = {.backend = &one_worker, .kernel = &simd_kernel, .workers = 1};
  EXPECT_EQ(command_line(c, 1 << 30), "crossover pi --samples 2^30 --backend one-worker");
}

}  // namespace
}  // namespace crossover
