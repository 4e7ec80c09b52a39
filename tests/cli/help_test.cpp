#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "host/cli/commands/command.hpp"
#include "host/cli/request.hpp"
#include "host/machine/build_info.hpp"
#include "tests/support/carry_out.hpp"
#include "tests/support/error_of.hpp"

namespace crossover {
namespace {

using testing::IsSubstring;
using Arguments = std::vector<std::string>;

const std::vector<const Command*> commands{&pi_command,   &compare_command, &sort_command,
                                           &tune_command, &devices_command, &selftest_command};

std::string text_of(const Arguments& arguments) { return carry_out(arguments).text; }

TEST(Help, OnACommandBeginsWithExamples) {
  for (const Command* command : commands) {
    const std::string help = text_of({std::string(command->name), "--help"});
    EXPECT_TRUE(help.starts_with("Examples:\n" + std::string(command->examples))) << help;
    EXPECT_PRED_FORMAT2(IsSubstring, std::string(command->summary), help);
    EXPECT_PRED_FORMAT2(IsSubstring, "--json", help);
  }
}

TEST(Help, NamesTheDefaults) {
  const std::string help = text_of({"pi", "--help"});
  EXPECT_PRED_FORMAT2(IsSubstring, "--samples N=1e9", help);
  EXPECT_PRED_FORMAT2(IsSubstring, "--backend NAME=threads", help);
  EXPECT_PRED_FORMAT2(IsSubstring, "--keys N|A..B=1e3..1e6", text_of({"sort", "--help"}));
}

TEST(Help, IsGivenWhereverItIsAskedFor) {
  const std::string help = text_of({"pi", "--help"});
  EXPECT_EQ(text_of({"pi", "-h"}), help);
  EXPECT_EQ(text_of({"pi", "--samples", "5", "--help"}), help);
  EXPECT_EQ(text_of({"pi", "--nonsense", "--help"}), help);
}

TEST(Help, OnTheProgramHasExamplesCommandsAndExitCodes) {
  const std::string help = text_of({"--help"});
  EXPECT_EQ(text_of({"-h"}), help);
  EXPECT_LT(help.find("Examples:"), help.find("Usage:"));
  for (const Command* command : commands)
    EXPECT_PRED_FORMAT2(IsSubstring, "\n  " + std::string(command->name) + " ", help);
  EXPECT_PRED_FORMAT2(IsSubstring, "Exit codes: 0 done", help);
}

TEST(Help, ShowsExamplesThatCanBeTyped) {
  for (const Command* command : commands) {
    std::string examples(command->examples);
    for (std::size_t start = 0, end; (end = examples.find('\n', start)) != std::string::npos; start = end + 1) {
      Arguments words{""};
      for (const char c : examples.substr(start, end - start)) {
        if (c != ' ') words.back() += c;
        if (c == ' ' && !words.back().empty()) words.emplace_back();
      }
      ASSERT_EQ(words.at(0), "crossover");
      const auto error = error_of([&] { parse(Arguments(words.begin() + 1, words.end())); });
      const bool usable = !error || error->code() == ExitCode::unavailable;  // this machine may lack a backend
      EXPECT_TRUE(usable) << examples.substr(start, end - start) << ": " << error->what();
    }
  }
}

TEST(Help, FitsATerminalOf120Columns) {
  for (const Arguments& arguments : {Arguments{"--help"}, Arguments{"pi", "--help"}, Arguments{"compare", "--help"},
                                     Arguments{"sort", "--help"}, Arguments{"tune", "--help"}}) {
    const std::string help = text_of(arguments);
    for (std::size_t start = 0, end; (end = help.find('\n', start)) != std::string::npos; start = end + 1)
      EXPECT_LE(end - start, 120U) << help.substr(start, end - start);
  }
}

TEST(Version, NamesVersionCommitCompilerAndBuild) {
  const std::string version = text_of({"--version"});
  EXPECT_TRUE(version.starts_with("crossover " + std::string(build_info.version) + " ")) << version;
  EXPECT_PRED_FORMAT2(IsSubstring, std::string(build_info.commit), version);
  EXPECT_PRED_FORMAT2(IsSubstring, std::string(build_info.compiler), version);
  EXPECT_TRUE(version.ends_with("\n"));
}

}  // namespace
}  // namespace crossover
