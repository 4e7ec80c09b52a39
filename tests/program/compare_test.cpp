#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <iostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/program/support/documents.hpp"

namespace crossover {
namespace {

Outcome compare(const Arguments& arguments, const std::string& time_limit = "1") {
  Arguments all{"compare", "--samples", "1e7", "--time-limit", time_limit};
  all.insert(all.end(), arguments.begin(), arguments.end());
  return run(all);
}

/// Its lines as one, whatever they were broken and indented to.
std::string with_blanks(const std::string& text) {
  std::string line;
  for (const char c : text)
    if ((c != ' ' && c != '\n') || (!line.empty() && line.back() != ' ')) line += c == '\n' ? ' ' : c;
  return line;
}

/// The line of a table whose first word is this.
std::string row_of(const std::string& table, const std::string& name) {
  for (const std::string& line : lines_of(table))
    if (line.starts_with(name + " ")) return line;
  return "";
}

/// Of what compare tells as CPU time of serial, the least that it tells of another backend for as many samples.
double smallest_share_of_serials_cpu_time() {
  const Json runs = document_of(run({"compare", "--backend", "serial,threads,openmp,queue,processes", "--samples",
                                     "1e7", "--workers", "2", "--time-limit", "2", "--json", "-"}))
                        .at("runs");
  double least = 1;
  for (const Json& run : runs) {
    const double share = run.at("meters").at("cpu").at("value").get<double>() /
                         runs.at(0).at("meters").at("cpu").at("value").get<double>();
    if (share < 0.85) std::cerr << run.at("backend") << ": " << share << "\n";
    least = std::min(least, share);
  }
  return least;
}

// OpenMP's workers look for more work for a while when theirs is done: they are at work when the time is read, and what
// they used since the kernel's last tick, up to a third of all, would be missing each time. A busy machine, whose speed
// changes from round to round, may let it seem so once.
TEST(Compare, TellsTheCpuTimeOfAllWorkers) {
  if (const std::string why = why_unavailable("openmp"); !why.empty()) GTEST_SKIP() << why;
  if (built_with_sanitizer) GTEST_SKIP() << "too slow for enough rounds";
  bool is_all_there = false;
  for (int attempt = 0; attempt < 3 && !is_all_there; ++attempt)
    is_all_there = smallest_share_of_serials_cpu_time() >= 0.85;
  EXPECT_TRUE(is_all_there);
}

TEST(Compare, HasARowForEveryUsableBackendAndTheSameHitsInEach) {
  const Outcome table = compare({});
  EXPECT_EQ(table.exit_code, 0) << table;
  for (const std::string& backend : usable_backends())
    EXPECT_NE(row_of(table.out, backend), "") << backend << "\n" << table;
  for (const char* part :
       {"hits 7 855 825", "counted the same hits in every run; the plain loop recounted all 1e7 samples"})
    EXPECT_NE(table.out.find(part), std::string::npos) << part << " is not in\n" << table;
}

TEST(Compare, TellsWhyABackendIsMissing) {
  const std::string why = why_unavailable("cuda");
  if (why.empty()) GTEST_SKIP() << "cuda can run here";
  const Outcome table = compare({});
  EXPECT_NE(with_blanks(table.out).find(why), std::string::npos) << table;
  const Json runs = document_of(compare({"--json", "-"})).at("runs");
  const auto cuda = std::find_if(runs.begin(), runs.end(), [](const Json& run) { return run.at("backend") == "cuda"; });
  ASSERT_NE(cuda, runs.end());
  EXPECT_EQ(cuda->at("unavailable"), why);
  EXPECT_FALSE(cuda->contains("hits"));
}

TEST(Compare, AsJsonHasTheRawTimesOfEveryRun) {
  const Json document = document_of(compare({"--backend", "serial,threads", "--json", "-"}));
  EXPECT_EQ(document.at("command"), "compare");
  EXPECT_EQ(document.at("complete"), true);
  EXPECT_EQ(document.at("agreement"), true);
  EXPECT_EQ(document.at("recounted_samples"), 10'000'000);
  ASSERT_EQ(document.at("runs").size(), 2U);
  for (const Json& run : document.at("runs")) {
    EXPECT_EQ(run.at("hits"), 7855825);
    EXPECT_GT(run.at("seconds").at("cold"), 0);
    const Json& warm = run.at("seconds").at("warm");
    if (warm.is_null()) continue;  // a machine so slow that the time limit left no round
    EXPECT_GE(warm.at("raw").size(), 1U);
    EXPECT_LE(warm.at("min"), warm.at("median"));
    EXPECT_LE(warm.at("median"), warm.at("max"));
    EXPECT_TRUE(warm.at("stopped_by") == "precision" || warm.at("stopped_by") == "time limit") << warm;
  }
}

TEST(Compare, TakesListsOfBackendsAndKernels) {
  std::set<std::pair<std::string, std::string>> seen;
  const Json document =
      document_of(compare({"--backend", "serial,threads", "--kernel", "scalar,simd", "--workers", "3", "--json", "-"}));
  for (const Json& run : document.at("runs")) {
    EXPECT_EQ(run.at("hits"), 7855825);
    EXPECT_EQ(run.at("workers"), run.at("backend") == "serial" ? 1 : 3);
    seen.emplace(run.at("backend"), run.at("kernel"));
  }
  EXPECT_EQ(seen, (std::set<std::pair<std::string, std::string>>{
                      {"serial", "scalar"}, {"serial", "simd"}, {"threads", "scalar"}, {"threads", "simd"}}));
}

TEST(Compare, AsCsvHasALineForEachRun) {
  const Outcome csv = compare({"--backend", "serial,threads", "--csv", "-"});
  EXPECT_EQ(csv.exit_code, 0) << csv;
  EXPECT_EQ(lines_of(csv.out).size(), 3U) << csv;
}

TEST(Compare, EndsSoonAfterItsTimeLimit) {
  const Outcome table = compare({"--backend", "serial"}, "0");
  EXPECT_EQ(table.exit_code, 0) << table;
  EXPECT_NE(table.out.find("Time ran out after one run of each"), std::string::npos) << table;
  EXPECT_LT(table.seconds, built_with_sanitizer ? 60 : 10);
}

/// Enough rounds of sizes up to 1e6 for a line.
const char* const walk_seconds = built_with_sanitizer ? "12" : "3";

/// All configurations at all sizes, cold and warm, with equal hits, and more than one size in the table.
TEST(Compare, OfSeveralSizesHasTheRunsOfEachAndALineForEachConfiguration) {
  const Json document =
      document_of(run({"compare", "--samples", "1e4..1e6", "--points-per-decade", "1", "--backend", "serial,threads",
                       "--time-limit", walk_seconds, "--longest", "2", "--json", "-"}));
  EXPECT_EQ(document.at("complete"), true);
  EXPECT_EQ(document.at("agreement"), true);
  std::vector<std::uint64_t> sizes;
  for (const Json& run : document.at("runs"))
    if (!run.contains("unavailable") && run.at("backend") == "threads") {
      sizes.push_back(run.at("samples").get<std::uint64_t>());
      EXPECT_GE(run.at("seconds").at("cold_rounds").at("raw").size(), 1U);
    }
  EXPECT_EQ(sizes, (std::vector<std::uint64_t>{10'000, 100'000, 1'000'000}));
  EXPECT_EQ(document.at("runs").back().at("hits"), 785987);
  EXPECT_EQ(document.at("machine_states").size(), 3U);
}

TEST(Compare, OfSeveralSizesSaysFromWhereOnItPays) {
  const Outcome table = run({"compare", "--samples", "3e3,1e4,3e4", "--backend", "serial,threads", "--time-limit",
                             walk_seconds, "--longest", "2"});
  EXPECT_EQ(table.exit_code, 0) << table;
  for (const char* part : {"From how many samples on it pays:", "Time of N samples by the lines T0 + N / R:",
                           "Msamples/s of cold runs", "Msamples/s of warm runs"})
    EXPECT_NE(table.out.find(part), std::string::npos) << part << " is not in\n" << table;
}

TEST(Compare, OfSeveralSizesPredictsWhatWouldTakeLongerThanItMay) {
  const Outcome table = run({"compare", "--samples", "1e4,3e4,1e5,1e9", "--backend", "serial", "--kernel", "scalar",
                             "--time-limit", walk_seconds, "--longest", "200ms"});
  EXPECT_EQ(table.exit_code, 0) << table;
  EXPECT_NE(table.out.find("over 200 ms (--longest)"), std::string::npos) << table;
  EXPECT_LT(table.seconds, built_with_sanitizer ? 60 : 10) << "the last size takes seconds";
}

TEST(Compare, OfSeveralNumbersOfWorkersHasEachBesideOne) {
  const Json document = document_of(run({"compare", "--workers", "2,3", "--scaling", "both", "--samples", "1e6",
                                         "--backend", "serial,threads", "--time-limit", walk_seconds, "--json", "-"}));
  EXPECT_EQ(document.at("agreement"), true);
  std::vector<std::vector<std::uint64_t>> runs;
  for (const Json& run : document.at("runs")) {
    runs.push_back({run.at("workers").get<std::uint64_t>(), run.at("samples").get<std::uint64_t>()});
    EXPECT_GT(run.at("hits").get<double>(), 0.78 * run.at("samples").get<double>());
  }
  EXPECT_EQ(runs, (std::vector<std::vector<std::uint64_t>>{
                      {1, 1'000'000}, {1, 1'000'000}, {2, 1'000'000}, {2, 2'000'000}, {3, 1'000'000}, {3, 3'000'000}}));
  ASSERT_EQ(document.at("scaling").size(), 2U);
  for (const Json& scaling : document.at("scaling")) {
    EXPECT_EQ(scaling.at("backend"), "threads");
    EXPECT_EQ(scaling.at("points").size(), 2U);
  }
}

TEST(Compare, SaysWhichNumbersOfWorkersDoNotGoTogether) {
  for (const auto& [arguments, part] : std::vector<std::pair<std::vector<std::string>, std::string>>{
           {{"--workers", "1..4", "--samples", "1e3..1e6"}, "--samples takes one number"},
           {{"--scaling", "weak"}, "--scaling goes with several"},
           {{"--workers", "1..4", "--scaling", "week"}, "did you mean weak?"},
           {{"--workers", "1..4", "--samples", "2^63", "--scaling", "weak"}, "take fewer"},
           {{"--workers", "4..1"}, "--workers '4..1' runs backwards"},
           {{"--workers", "1..4", "--backend", "serial"}, "--workers does not go with any of these backends"}}) {
    std::vector<std::string> all{"compare"};
    all.insert(all.end(), arguments.begin(), arguments.end());
    const Outcome refused = run(all);
    EXPECT_EQ(refused.exit_code, 2) << refused;
    EXPECT_EQ(lines_of(refused.err).size(), 1U) << refused;
    EXPECT_NE(refused.err.find(part), std::string::npos) << refused;
  }
}

TEST(Compare, RefusesWhatDoesNotGoWithOneSize) {
  const Outcome refused = run({"compare", "--samples", "1e6", "--longest", "1"});
  EXPECT_EQ(refused.exit_code, 2) << refused;
  EXPECT_EQ(refused.err, "crossover: --longest goes with several sizes; write --samples 1e3..1e9, or leave it out\n");
}

TEST(Compare, OfNoSamplesIsNoFailure) {
  const Outcome table = run({"compare", "--samples", "0"});
  EXPECT_EQ(table.exit_code, 0) << table;
  EXPECT_EQ(table.out.find("nan"), std::string::npos) << table;
}

TEST(UnavailableBackend, IsOneLineWithTheNextStepAndExitCode5) {
  const std::string why = why_unavailable("cuda");
  if (why.empty()) GTEST_SKIP() << "cuda can run here";
  for (const char* command : {"pi", "compare"}) {
    SCOPED_TRACE(command);
    const Outcome refused = run({command, "--backend", "cuda"});
    EXPECT_EQ(refused.exit_code, 5) << refused;
    EXPECT_EQ(refused.out, "");
    EXPECT_EQ(lines_of(refused.err).size(), 1U) << refused;
    for (const std::string& part : {std::string("'cuda'"), why, std::string("--backend threads")})
      EXPECT_NE(refused.err.find(part), std::string::npos) << part << " is not in\n" << refused;
  }
}

}  // namespace
}  // namespace crossover
