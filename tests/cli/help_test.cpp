#include "host/cli/help.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <string>

#include "host/cli/commands/command.hpp"
#include "host/cli/request.hpp"
#include "host/machine/build_info.hpp"
#include "tests/support/carry_out.hpp"
#include "tests/support/error_of.hpp"

namespace crossover {
namespace {

using testing::IsSubstring;
std::string text_of(const Arguments& arguments) { return carry_out(arguments).text(); }

TEST(Help, OnACommandBeginsWithExamples) {
  for (const Command* command : commands()) {
    const std::string help = text_of({std::string(command->name), "--help"});
    EXPECT_TRUE(help.starts_with("Examples:\n" + std::string(command->examples))) << help;
    EXPECT_PRED_FORMAT2(IsSubstring, std::string(command->summary), help);
    EXPECT_EQ(help.find("--json") != std::string::npos, command->has_outputs) << help;
  }
}

TEST(Help, NamesTheDefaults) {
  const std::string help = text_of({"pi", "--help"});
  EXPECT_PRED_FORMAT2(IsSubstring, "--samples N=1e9", help);
  EXPECT_PRED_FORMAT2(IsSubstring, "--backend NAME=threads", help);
  EXPECT_PRED_FORMAT2(IsSubstring, "--keys N|A..B=1e3..1e6", text_of({"sort", "--help"}));
}

TEST(Help, SaysWhichArgumentsMayBeMissing) {
  EXPECT_PRED_FORMAT2(IsSubstring, "Usage: crossover lesson [OPTIONS] [EXERCISE]\n", text_of({"lesson", "--help"}));
  EXPECT_PRED_FORMAT2(IsSubstring, "Usage: crossover completion [OPTIONS] SHELL\n", text_of({"completion", "--help"}));
}

TEST(Help, IsGivenWhereverItIsAskedFor) {
  const std::string help = text_of({"pi", "--help"});
  EXPECT_EQ(text_of({"pi", "-h"}), help);
  EXPECT_EQ(text_of({"pi", "--samples", "5", "--help"}), help);
  EXPECT_EQ(text_of({"pi", "--nonsense", "--help"}), help);
  EXPECT_EQ(text_of({"help", "pi"}), help);
  EXPECT_EQ(refusal_of({"help", "pie"}), "command 'pie' is not known; did you mean pi?");
}

TEST(Help, OnTheProgramHasExamplesCommandsAndExitCodes) {
  const std::string help = text_of({"--help"});
  EXPECT_EQ(text_of({"-h"}), help);
  EXPECT_EQ(text_of({"help"}), help);
  EXPECT_LT(help.find("Examples:"), help.find("Usage:"));
  for (const Command* command : commands()) {
    const bool is_there = help.find("\n  " + std::string(command->name) + " ") != std::string::npos;
    EXPECT_EQ(is_there, command->is_listed) << command->name;
  }
  EXPECT_PRED_FORMAT2(IsSubstring, "Exit codes: 0 done", help);
}

TEST(Help, ShowsExamplesThatCanBeTyped) {
  for (const Command* command : commands()) {
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

TEST(Help, FitsItsColumns) {
  for (const std::size_t columns : {80U, 100U, 200U}) {
    std::string all = help_on_program(columns);
    for (const Command* command : commands()) all += help_on(*command, columns);
    for (std::size_t start = 0, end; (end = all.find('\n', start)) != std::string::npos; start = end + 1)
      EXPECT_LE(end - start, std::min(columns, std::size_t{100})) << all.substr(start, end - start);
  }
}

TEST(ManPage, HasEveryCommandWithItsOptionsAndTheExitCodes) {
  const std::string page = text_of({"man-page"});
  for (const Command* command : commands()) {
    if (!command->is_listed) continue;
    EXPECT_PRED_FORMAT2(IsSubstring, "\n.SS " + std::string(command->name) + "\n", page);
    for (const OptionHelp& option : options_of(*command))
      EXPECT_PRED_FORMAT2(IsSubstring, option.long_name.empty() ? option.value : option.long_name.substr(2, 3), page);
  }
  for (const ExitCodeHelp& e : exit_codes)
    EXPECT_PRED_FORMAT2(IsSubstring, ".B " + std::to_string(e.code) + "\n", page);
}

TEST(ManPage, LeavesNoTextThatRoffWouldTakeForARequest) {
  const std::set<std::string> requests{".TH", ".SH", ".SS", ".TP", ".B", ".nf", ".fi"};
  std::istringstream lines(text_of({"man-page"}));
  for (std::string line; std::getline(lines, line);) {
    EXPECT_NE(line, "");
    const bool is_a_request = line.starts_with('.') || line.starts_with('\'');
    EXPECT_TRUE(!is_a_request || requests.contains(line.substr(0, line.find(' ')))) << line;
  }
}

TEST(Version, NamesVersionCommitCompilerAndBuild) {
  const std::string version = text_of({"--version"});
  EXPECT_TRUE(version.starts_with("crossover " + std::string(build_info.version) + " ")) << version;
  EXPECT_PRED_FORMAT2(IsSubstring, std::string(build_info.commit), version);
  EXPECT_PRED_FORMAT2(IsSubstring, std::string(build_info.compiler), version);
  EXPECT_TRUE(version.ends_with("\n"));
  EXPECT_EQ(text_of({"-V"}), version);
  EXPECT_EQ(text_of({"version"}), version);
}

}  // namespace
}  // namespace crossover
