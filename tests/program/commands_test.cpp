#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "tests/program/support/documents.hpp"

namespace crossover {
namespace {

const std::vector<std::string> commands{"pi", "compare", "sort", "tune", "devices", "selftest"};

TEST(Selftest, PassesAndNamesAllThatItHeldToTheKnownAnswers) {
  if (built_with_sanitizer) GTEST_SKIP() << "a sanitizer makes minutes of the selftest";
  const Json document = document_of(run({"selftest", "--json", "-"}));
  EXPECT_EQ(document.at("passed"), true);
  EXPECT_EQ(document.at("complete"), true);
  std::set<std::string> subjects;
  for (const Json& result : document.at("results")) {
    if (result.contains("unavailable")) continue;
    EXPECT_EQ(result.at("wrong"), 0) << result;
    EXPECT_GE(result.at("right"), 10) << result;
    subjects.insert(result.at("subject"));
  }
  for (const std::string& backend : usable_backends())
    for (const std::string& kernel : kernels_of(backend))
      EXPECT_TRUE(subjects.contains(backend + ", kernel " + kernel)) << backend << ", " << kernel;
}

TEST(Devices, ListsEveryBackendAndKernel) {
  const Outcome devices = run({"devices"});
  EXPECT_EQ(devices.exit_code, 0) << devices;
  EXPECT_EQ(devices.err, "");
  for (const char* name : {"serial", "threads", "openmp", "cuda", "simd", "scalar"})
    EXPECT_NE(devices.out.find(std::string("\n") + name + " "), std::string::npos) << name << "\n" << devices;
}

TEST(Devices, ListsEverySorter) {
  const Json sorters = document_of(run({"devices", "--json", "-"})).at("sorters");
  ASSERT_GE(sorters.size(), 3U);
  const Outcome devices = run({"devices"});
  for (const Json& sorter : sorters) {
    const std::string name = sorter.at("sorter");
    EXPECT_NE(devices.out.find("\n" + name + " "), std::string::npos) << name << "\n" << devices;
  }
}

TEST(Devices, AlwaysIncludeSerialAndThreads) {
  const Json document = document_of(run({"devices", "--json", "-"}));
  EXPECT_EQ(document.at("command"), "devices");
  EXPECT_EQ(why_unavailable("serial"), "");
  EXPECT_EQ(why_unavailable("threads"), "");
}

TEST(Devices, AsCsvAndMarkdownHaveARowForEachBackend) {
  EXPECT_GE(lines_of(run({"devices", "--csv", "-"}).out).size(), 4U);
  EXPECT_NE(run({"devices", "--markdown"}).out.find("| serial | yes | 1 |"), std::string::npos);
}

TEST(Version, IsOneLine) {
  const Outcome version = run({"--version"});
  EXPECT_EQ(version.exit_code, 0) << version;
  EXPECT_EQ(version.err, "");
  EXPECT_EQ(lines_of(version.out).size(), 1U) << version;
  EXPECT_TRUE(version.out.starts_with("crossover ")) << version;
}

TEST(Help, OnTheProgramNamesEveryCommandWithExamples) {
  for (const char* option : {"--help", "-h"}) {
    const Outcome help = run({option});
    EXPECT_EQ(help.exit_code, 0) << help;
    EXPECT_EQ(help.err, "");
    EXPECT_NE(help.out.find("\nExamples:\n"), std::string::npos) << help;
    for (const std::string& command : commands)
      EXPECT_NE(help.out.find("\n  " + command + " "), std::string::npos) << command << "\n" << help;
  }
}

TEST(Help, OnACommandStartsWithExamplesAndNamesItOnce) {
  for (const std::string& command : commands) {
    SCOPED_TRACE(command);
    const Outcome help = run({command, "--help"});
    EXPECT_EQ(help.exit_code, 0) << help;
    EXPECT_EQ(help.err, "");
    EXPECT_TRUE(help.out.starts_with("Examples:\n  crossover " + command)) << help;
    EXPECT_NE(help.out.find("Usage: crossover " + command + " ["), std::string::npos) << help;
  }
}

TEST(Help, IsGivenWhateverElseStandsThere) {
  const Outcome help = run({"pi", "--samples", "-1", "--help"});
  EXPECT_EQ(help.exit_code, 0) << help;
  EXPECT_TRUE(help.out.starts_with("Examples:")) << help;
}

TEST(Help, HasExamplesThatAreUnderstood) {
  for (const std::string& command : commands)
    for (const std::string& line : lines_of(run({command, "--help"}).out)) {
      if (!line.starts_with("  crossover ")) continue;
      SCOPED_TRACE(line);
      // A closed standard output ends the program after it has read the command line and before any work.
      const int code = run_in_shell(line + " >&-").exit_code;
      EXPECT_TRUE(code == 1 || code == 5) << code;  // 5: this build or machine lacks the example's backend
    }
}

}  // namespace
}  // namespace crossover
