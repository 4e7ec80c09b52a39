#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "tests/program/support/documents.hpp"
#include "tests/program/support/programs.hpp"
#include "tests/support/temporary_folder.hpp"

namespace crossover {
namespace {

/// A sort of few keys, once and not timed.
Outcome sort_cold(const Arguments& more) {
  Arguments arguments{"sort", "--time-limit", "0"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run(arguments);
}

std::set<std::string> usable_sorters() {
  std::set<std::string> names;
  const Json devices = document_of(run({"devices", "--json", "-"}));
  for (const Json& sorter : devices.at("sorters"))
    if (!sorter.contains("unavailable")) names.insert(sorter.at("sorter"));
  return names;
}

/// The runs of a document that verified every sort; without sorters that cannot run here.
std::vector<Json> verified_runs(const Outcome& outcome) {
  const Json document = document_of(outcome);
  EXPECT_EQ(document.at("command"), "sort");
  EXPECT_EQ(document.at("complete"), true);
  EXPECT_EQ(document.at("verified"), true);
  std::vector<Json> runs;
  for (const Json& run : document.at("runs"))
    if (!run.contains("unavailable")) runs.push_back(run);
  return runs;
}

TEST(Sort, DoesTheLesson) {
  const Outcome sort = sort_cold({"--keys", "1000", "--arrays", "2", "--distribution", "lesson"});
  EXPECT_EQ(sort.exit_code, 0) << sort;
  EXPECT_EQ(sort.err, "");
  EXPECT_TRUE(sort.out.starts_with("2 arrays of 1000 keys (i64, lesson, seed 42) on ")) << sort;
  for (const char* part :
       {"\nstd     ", "\nsimd    ", "\nparallel", "Every sort was verified", "Time ran out after one run of each"})
    EXPECT_NE(sort.out.find(part), std::string::npos) << part << " is not in\n" << sort;
}

TEST(Sort, TakesEverySorterThatCanRunHere) {
  std::set<std::string> taken;
  for (const Json& run : verified_runs(sort_cold({"--keys", "10", "--json", "-"}))) taken.insert(run.at("sorter"));
  EXPECT_EQ(taken, usable_sorters());
}

TEST(Sort, TakesEveryTypeAndDistribution) {
  for (const std::string type : {"i32", "i64", "u32", "u64", "f32", "f64"})
    for (const std::string distribution :
         {"uniform", "lesson", "sorted", "reversed", "few", "nearly", "zipf", "mostly"}) {
      SCOPED_TRACE(type + ", " + distribution);
      const auto runs = verified_runs(sort_cold({"--keys", "300", "--arrays", "2", "--type", type, "--distribution",
                                                 distribution, "--json", "-", "--sorter", "std,simd,parallel"}));
      ASSERT_EQ(runs.size(), 7U);
      for (const Json& run : runs) {
        EXPECT_EQ(run.at("type"), type);
        EXPECT_EQ(run.at("distribution"), distribution);
        EXPECT_EQ(run.at("verified"), true);
        EXPECT_EQ(run.at("keys"), 300);
        EXPECT_GT(run.at("keys_per_second").get<double>(), 0);
      }
    }
}

TEST(Sort, HasNothingToDoWithNoKeysAndNextToNothingWithOne) {
  for (const std::string keys : {"0", "1"}) {
    SCOPED_TRACE(keys);
    const auto runs = verified_runs(sort_cold({"--keys", keys, "--json", "-"}));
    ASSERT_GE(runs.size(), 7U);
    for (const Json& run : runs) EXPECT_EQ(run.at("keys_per_second").is_null(), keys == "0");
    const Outcome text = sort_cold({"--keys", keys});
    EXPECT_EQ(text.exit_code, 0) << text;
    for (const char* nonsense : {"nan", "inf"}) EXPECT_EQ(text.out.find(nonsense), std::string::npos) << text;
  }
}

TEST(Sort, TimesRoundsUntilItsTimeIsOver) {
  const auto runs = verified_runs(
      run({"sort", "--keys", "100", "--sorter", "std", "--sharing", "both", "--time-limit", "1", "--json", "-"}));
  ASSERT_EQ(runs.size(), 2U);
  for (const Json& run : runs) EXPECT_GE(run.at("seconds").at("warm").at("raw").size(), 1U);
}

TEST(Sort, HasOneDocumentInEveryForm) {
  const TemporaryFolder folder;
  const Outcome sort = sort_cold({"--keys", "10..1000", "--points-per-decade", "1", "--sorter", "std", "--markdown",
                                  "--json", folder.file("a.json"), "--csv", folder.file("a.csv")});
  EXPECT_EQ(sort.exit_code, 0) << sort;
  EXPECT_NE(sort.out.find("\n| 1000 | "), std::string::npos) << sort;
  const Json document = Json::parse(content_of(folder.file("a.json")));
  EXPECT_EQ(document.at("complete"), true);
  EXPECT_EQ(document.at("runs").size(), 9U);
  EXPECT_EQ(lines_of(content_of(folder.file("a.csv"))).size(), 10U);
  EXPECT_EQ(folder.names(), (std::set<std::string>{"a.csv", "a.json"}));
}

/// Long walks that begin with short sizes: the document of the first is there long before the last is done.
Arguments long_walk(const std::string& file) {
  return {program(),  "sort", "--keys",    "10..1000000", "--points-per-decade", "1",
          "--sorter", "std",  "--sharing", "sequential",  "--time-limit",        "1000",
          "--json",   file};
}

/// Waits for a file, but not for ever.
bool appears(const std::string& file) {
  using namespace std::chrono_literals;
  for (int waits = 0; waits < 6000 && !std::filesystem::exists(file); ++waits) std::this_thread::sleep_for(10ms);
  return std::filesystem::exists(file);
}

TEST(SortInterrupted, LeavesAWholeDocumentAfterEachSize) {
  const TemporaryFolder folder;
  const std::string file = folder.file("a.json");
  Process process(long_walk(file));
  ASSERT_TRUE(appears(file));
  const Json after_one_size = Json::parse(content_of(file));
  EXPECT_EQ(after_one_size.at("complete"), false);
  EXPECT_EQ(after_one_size.at("verified"), true);
  EXPECT_GE(after_one_size.at("runs").size(), 1U);
  EXPECT_LT(after_one_size.at("runs").size(), 6U);
  process.send(SIGKILL);
  EXPECT_EQ(process.wait().signal, SIGKILL);
  EXPECT_EQ(Json::parse(content_of(file)).at("schema"), "crossover/2") << "whole whenever the end comes";
}

TEST(SortInterrupted, EndsWithWhatItHas) {
  for (const int signal : {SIGINT, SIGTERM}) {
    const TemporaryFolder folder;
    const std::string file = folder.file("a.json"), name = signal == SIGINT ? "SIGINT" : "SIGTERM";
    Process process(long_walk(file));
    ASSERT_TRUE(appears(file));
    process.send(signal);
    const Outcome sort = process.wait();
    EXPECT_EQ(sort.exit_code, 128 + signal) << sort;
    EXPECT_EQ(sort.err, "");
    EXPECT_TRUE(sort.out.starts_with("PARTIAL: " + name + " stopped it at ")) << sort;
    const Json document = Json::parse(content_of(file));
    EXPECT_EQ(document.at("complete"), false);
    EXPECT_EQ(document.at("verified"), true);
    EXPECT_TRUE(document.at("failure").is_null());
    ASSERT_GE(document.at("runs").size(), 1U);
    EXPECT_EQ(document.at("runs").at(0).at("keys"), 10);
    EXPECT_EQ(folder.names(), std::set<std::string>{"a.json"});
  }
}

TEST(SortInterrupted, EndsAComparisonAtOneSizeToo) {
  Process process({program(), "sort", "--keys", "1000", "--sharing", "threads", "--sorter", "std", "--time-limit",
                   "1000", "--json", "-"});
  process.wait_until_it_catches(SIGINT);
  process.send(SIGINT);
  const Outcome sort = process.wait();
  EXPECT_EQ(sort.exit_code, 130) << sort;
  EXPECT_EQ(Json::parse(sort.out).at("complete"), false);
}

}  // namespace
}  // namespace crossover
