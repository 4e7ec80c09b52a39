#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "host/report/page/page.hpp"
#include "host/report/pi/comparison_report.hpp"
#include "host/report/pi/scaling/scaling_json.hpp"
#include "host/report/pi/scaling/scaling_table.hpp"
#include "host/report/pi/scaling/scaling_words.hpp"
#include "tests/support/fakes/fake_backends.hpp"

namespace crossover {
namespace {

using testing::IsNotSubstring;
using testing::IsSubstring;
using Seconds = std::vector<double>;
using Sentences = std::vector<std::string>;

constexpr CpuLayout four_cores{.cpus = 8, .cores = 4, .cores_of_socket = 4};

PiRun run_of(unsigned workers, double seconds, std::uint64_t size = 1'000'000, std::size_t rounds = 8) {
  return measured(with_scalar_kernel(honest, workers), Seconds(rounds, seconds), {Seed{42}, {0, size}, size / 4 * 3});
}

Comparison comparison_of(std::vector<PiRun> runs) {
  Comparison comparison;
  comparison.seed = Seed{42};
  comparison.range = runs.back().asked;
  comparison.runs = std::move(runs);
  comparison.recount = {1'000'000, true};
  comparison.verified = true;
  comparison.rounds = comparison.runs.front().timing.warm_seconds->raw.size();
  return comparison;
}

/// Amdahl's law with a serial fraction of 0.2.
Comparison strong() { return comparison_of({run_of(1, 1), run_of(2, 0.6), run_of(4, 0.4), run_of(16, 0.4)}); }

Sentences sentences_on(const Comparison& comparison) {
  return crossover::sentences_on(find_scaling(comparison, four_cores), four_cores);
}

TEST(ScalingReport, SaysWithHowManyItIsFastestAndWhatLawFits) {
  const Sentences sentences = sentences_on(strong());
  ASSERT_EQ(sentences.size(), 3U);
  EXPECT_EQ(sentences[0],
            "honest, strong scaling: fastest with 4 workers, 2.50 times as fast as with one (2.50 to 2.50); Amdahl's "
            "law fits a serial fraction of 0.200 (0.200 to 0.200) within 1 %, by which no number of workers is over "
            "5.00 times as fast as one.");
}

TEST(ScalingReport, SaysWhereWorkersBeginToShareSomething) {
  const Sentences sentences = sentences_on(strong());
  ASSERT_EQ(sentences.size(), 3U);
  EXPECT_EQ(sentences[1], "From 5 workers on, some share a core as its hyper-threads: the 8 usable CPUs are 4 cores.");
  EXPECT_EQ(sentences[2], "From 9 workers on, they share the 8 usable CPUs.");
}

TEST(ScalingReport, SaysWhereFewerWorkersDo) {
  EXPECT_PRED_FORMAT2(IsSubstring,
                      "fastest with 4 workers, 2.01 times as fast as with one (2.01 to 2.01), but not "
                      "clearly faster than with 2",
                      sentences_on(comparison_of({run_of(1, 1), run_of(2, 0.5), run_of(4, 0.4975)})).front());
  EXPECT_PRED_FORMAT2(IsSubstring, "strong scaling: no number of workers is clearly faster than one",
                      sentences_on(comparison_of({run_of(1, 1), run_of(2, 1)})).front());
}

TEST(ScalingReport, SaysWhatIsNotJudged) {
  EXPECT_EQ(sentences_on(comparison_of({run_of(1, 1, 1'000'000, 3), run_of(2, 0.5, 1'000'000, 3)})).front(),
            "honest, strong scaling: 2 workers: 2.00 times as fast as with one; that is not judged.");
}

TEST(ScalingReport, SaysHowMuchLongerAsMuchWorkForEachTakes) {
  EXPECT_EQ(sentences_on(comparison_of({run_of(1, 1), run_of(2, 1.25, 2'000'000)})).front(),
            "honest, weak scaling: 2 workers count 2 times as many samples as one in 1.25 times its time.");
}

TEST(ScalingReport, SaysWhyThereIsNoLaw) {
  EXPECT_EQ(sentences_on(comparison_of({run_of(1, 1), run_of(2, 0.5)})).back(),
            "A law is fitted to two numbers of workers or more, beside one, that each have a core of their own.");
}

TEST(ScalingReport, HasARowForEachNumberOfWorkers) {
  const Comparison comparison = strong();
  EXPECT_EQ(as_text({{table_of(find_scaling(comparison, four_cores))}}),
            "In all rows: scaling strong.\n\n"
            "backend  workers  speed-up  95 % interval  efficiency  serial fraction  95 % interval\n"
            "honest         2      1.67  1.67 to 1.67         0.83            0.200  0.200 to 0.200\n"
            "honest         4      2.50  2.50 to 2.50         0.62            0.200  0.200 to 0.200\n"
            "honest        16      2.50  2.50 to 2.50         0.16            0.360  0.360 to 0.360\n");
}

TEST(ScalingReport, StandsInTheReportInPlaceOfWhatEachIsBesideSerial) {
  const std::string text = report_on(strong(), {}).text();
  EXPECT_PRED_FORMAT2(IsSubstring, "Beside one worker of the same backend:", text);
  EXPECT_PRED_FORMAT2(IsSubstring, "honest, strong scaling: fastest with", text);
}

TEST(ScalingReport, HasTheSamplesOfEachWhereTheyDiffer) {
  const std::string text = report_on(comparison_of({run_of(1, 1), run_of(2, 1.25, 2'000'000)}), {}).text();
  EXPECT_PRED_FORMAT2(IsSubstring, "1e6 to 2e6 samples of seed 42", text);
  EXPECT_PRED_FORMAT2(IsSubstring, "backend  workers  samples", text);
  EXPECT_PRED_FORMAT2(IsSubstring, "All 2 configurations counted the same hits in every run, and of as many samples",
                      text);
  EXPECT_PRED_FORMAT2(IsNotSubstring, "samples     hits", report_on(strong(), {}).text());
}

TEST(ScalingReport, IsInTheDocument) {
  const Comparison comparison = strong();
  const Json json = json_of(find_scaling(comparison, four_cores));
  ASSERT_EQ(json.size(), 1U);
  EXPECT_EQ(json[0].at("backend"), "honest");
  EXPECT_EQ(json[0].at("scaling"), "strong");
  EXPECT_EQ(json[0].at("of"), "workers");
  EXPECT_EQ(json[0].at("enough"), 4);
  EXPECT_NEAR(json[0].at("fit").at("most").get<double>(), 5, 1e-9);
  ASSERT_EQ(json[0].at("points").size(), 3U);
  EXPECT_EQ(json[0].at("points")[1].at("workers"), 4);
  EXPECT_DOUBLE_EQ(json[0].at("points")[1].at("speed_up").at("median").get<double>(), 2.5);
  EXPECT_EQ(json[0].at("points")[2].at("in_fit"), false);
  EXPECT_EQ(json_of(boundaries_of(four_cores, 16)),
            Json::parse(R"([{"from_workers":5,"beyond":"core"},{"from_workers":9,"beyond":"cpu"}])"));
  const Json document = Json::parse(report_on(comparison, {}).json);
  EXPECT_TRUE(document.contains("scaling"));
  EXPECT_TRUE(document.contains("worker_boundaries"));
}

TEST(ScalingReport, IsNotInADocumentOfOneNumberOfWorkersEach) {
  const Json document = Json::parse(report_on(comparison_of({run_of(1, 1)}), {}).json);
  EXPECT_FALSE(document.contains("scaling"));
}

}  // namespace
}  // namespace crossover
