#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/program/support/documents.hpp"
#include "tests/support/test_data.hpp"

namespace crossover {
namespace {

const char* const most = "18446744073709551615";

/// A row of the table of known answers, as the command line takes it.
struct KnownHits {
  std::string seed, first, samples;
  std::uint64_t hits;
};

/// Those that every kernel counts within a moment.
std::vector<KnownHits> short_known_hits() {
  std::vector<KnownHits> rows;
  std::ifstream table(test_data("known_hits.tsv"));
  for (std::string line; std::getline(table, line);) {
    if (line.starts_with('#')) continue;
    std::istringstream in(line);
    std::uint64_t seed = 0, first = 0, last = 0, hits = 0;
    in >> seed >> first >> last >> hits;
    if (last - first > 2'000'000) continue;
    rows.push_back({std::to_string(seed), std::to_string(first), std::to_string(last - first), hits});
  }
  return rows;
}

Outcome run_pi(const Arguments& arguments) {
  Arguments all{"pi"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return run(all);
}

TEST(Answers, AreTheKnownOnesOnEveryUsableBackendAndKernel) {
  const auto rows = short_known_hits();
  ASSERT_GE(rows.size(), 10U);
  for (const std::string& backend : usable_backends())
    for (const std::string& kernel : kernels_of(backend))
      for (const KnownHits& row : rows) {
        SCOPED_TRACE(backend + ", " + kernel + ", seed " + row.seed + ", from " + row.first);
        const Json pi = run_of(run_pi({"--seed", row.seed, "--first", row.first, "--samples", row.samples, "--backend",
                                       backend, "--kernel", kernel, "--json", "-"}));
        EXPECT_EQ(pi.at("hits"), row.hits);
        EXPECT_EQ(std::to_string(pi.at("seed").get<std::uint64_t>()), row.seed);
        EXPECT_EQ(std::to_string(pi.at("first").get<std::uint64_t>()), row.first);
        EXPECT_EQ(std::to_string(pi.at("samples").get<std::uint64_t>()), row.samples);
        EXPECT_EQ(pi.at("backend"), backend);
        EXPECT_EQ(pi.at("kernel"), kernel);
        EXPECT_EQ(pi.at("complete"), true);
      }
}

TEST(Answers, DoNotDependOnTheNumberOfWorkers) {
  for (const char* workers : {"1", "2", "3", "7", "64"}) {
    SCOPED_TRACE(workers);
    EXPECT_EQ(run_of(run_pi({"--samples", "1e6", "--workers", workers, "--json", "-"})).at("hits"), 785987);
  }
}

TEST(Answers, AreTheSameForEveryWayToWriteTheNumberOfSamples) {
  for (const char* samples : {"1e6", "1E6", "1000000", "1_000_000", "1M", "1000k", "0.001G", "1.0e6", "0001000000"}) {
    SCOPED_TRACE(samples);
    EXPECT_EQ(run_of(run_pi({"--samples", samples, "--json", "-"})).at("hits"), 785987);
  }
  EXPECT_EQ(run_of(run_pi({"--samples=2^20", "--json=-"})).at("samples"), 1 << 20);
}

TEST(Answers, OfTwoPartsAddUpToThatOfTheWhole) {
  const auto hits = [](const char* first, const char* samples) {
    return run_of(run_pi({"--first", first, "--samples", samples, "--json", "-"})).at("hits").get<int>();
  };
  EXPECT_EQ(hits("0", "333333") + hits("333333", "666667"), 785987);
}

TEST(Answers, ReachTheLastSampleThereIs) {
  const Json pi =
      run_of(run_pi({"--seed", "3", "--first", "18446744073709541614", "--samples", "10001", "--json", "-"}));
  EXPECT_EQ(pi.at("hits"), 7845);
  EXPECT_EQ(run_of(run_pi({"--first", most, "--samples", "0", "--json", "-"})).at("samples"), 0);
}

TEST(Answers, ForTheLargestSeedAreKnown) {
  const Json pi = run_of(run_pi({"--seed", most, "--samples", "100001", "--json", "-"}));
  EXPECT_EQ(pi.at("hits"), 78387);
  EXPECT_EQ(pi.at("seed"), 18446744073709551615U);
}

TEST(Answers, OfNoSamplesAreUndefinedAndNoFailure) {
  const Json pi = run_of(run_pi({"--samples", "0", "--json", "-"}));
  EXPECT_EQ(pi.at("hits"), 0);
  for (const char* undefined : {"pi", "standard_error", "z", "samples_per_second"})
    EXPECT_TRUE(pi.at(undefined).is_null()) << undefined;
  const Outcome text = run_pi({"--samples", "0"});
  EXPECT_EQ(text.exit_code, 0) << text;
  EXPECT_NE(text.out.find("undefined"), std::string::npos) << text;
  EXPECT_EQ(text.out.find("nan"), std::string::npos) << text;
}

TEST(Answers, AsTextGiveHitsPiAndItsError) {
  const Outcome pi = run_pi({"--samples", "1e6"});
  EXPECT_EQ(pi.exit_code, 0) << pi;
  EXPECT_EQ(pi.err, "");
  for (const char* part : {"785 987", "3.1439 ± 0.0016", "z = 1.43", "1e6", "seed 42", "samples/s"})
    EXPECT_NE(pi.out.find(part), std::string::npos) << part << " is not in\n" << pi;
}

TEST(Answers, AsJsonGiveIntegersAsIntegers) {
  const Json pi = run_of(run_pi({"--samples", "1e6", "--json", "-"}));
  for (const char* integer : {"hits", "samples", "seed", "first", "workers"})
    EXPECT_TRUE(pi.at(integer).is_number_unsigned()) << integer;
  EXPECT_DOUBLE_EQ(pi.at("pi").get<double>(), 4 * 0.785987);
  EXPECT_NEAR(pi.at("z").get<double>(), 1.4343, 1e-4);
  EXPECT_GT(pi.at("seconds").at("cold"), 0);
  EXPECT_GT(pi.at("samples_per_second"), 0);
}

TEST(Answers, AsJsonTellWhatWasRunAndWhere) {
  const Json document = document_of(run_pi({"--samples", "10", "--json", "-"}));
  EXPECT_EQ(document.at("command"), "pi");
  EXPECT_GE(document.at("machine").at("usable_cpus"), 1);
  EXPECT_FALSE(document.at("machine").at("cpu").get<std::string>().empty());
  EXPECT_TRUE(document.at("build").contains("commit"));
  const Json& provenance = document.at("provenance");
  EXPECT_EQ(provenance.at("command_line").at(1), "pi");
  EXPECT_FALSE(provenance.at("host").get<std::string>().empty());
  EXPECT_TRUE(document.contains("version"));
}

TEST(Answers, AsCsvAreAHeaderAndARow) {
  const Outcome csv = run_pi({"--samples", "1e6", "--backend", "serial", "--csv", "-"});
  EXPECT_EQ(csv.exit_code, 0) << csv;
  const auto lines = lines_of(csv.out);
  ASSERT_EQ(lines.size(), 2U) << csv;
  EXPECT_TRUE(lines[0].starts_with("backend,kernel,workers,chunk,release_gil,seed,first,samples,complete,hits,pi,"))
      << csv;
  EXPECT_TRUE(lines[1].starts_with("serial,simd,1,,no,42,0,1000000,yes,785987,3.143948,")) << csv;
  const auto commas = [](const std::string& line) { return std::count(line.begin(), line.end(), ','); };
  EXPECT_EQ(commas(lines[0]), commas(lines[1]));
}

TEST(Answers, LeaveTheNameOfTheMachineOutWhereThatIsAskedFor) {
  const Json document = document_of(run_pi({"--samples", "1000", "--anonymous", "--json", "-"}));
  EXPECT_FALSE(document.at("provenance").contains("host"));
  EXPECT_TRUE(document.at("provenance").contains("time"));
}

TEST(Answers, AsMarkdownAreATable) {
  const Outcome markdown = run_pi({"--samples", "1e6", "--markdown"});
  EXPECT_EQ(markdown.exit_code, 0) << markdown;
  EXPECT_NE(markdown.out.find("| hits | 785 987 |"), std::string::npos) << markdown;
  for (const std::string& line : lines_of(markdown.out)) EXPECT_TRUE(line.starts_with('|')) << line;
}

}  // namespace
}  // namespace crossover
