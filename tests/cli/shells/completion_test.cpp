#include "host/cli/shells/completion.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "tests/support/output_of.hpp"
#include "tests/support/temporary_folder.hpp"

namespace crossover {
namespace {

/// What a shell prints of a script that is in a file.
std::string output_of_script(const std::string& shell, const std::string& script) {
  const TemporaryFolder folder;
  write_file(folder / "script", script);
  return output_of(shell + " " + folder.file("script") + " 2>&1");
}

bool has(const char* shell) { return std::system((std::string("command -v ") + shell + " >/dev/null").c_str()) == 0; }

/// What bash completes the last word to, separated by blanks.
std::string completed_by_bash(const std::string& words) {
  const std::string outside_of_a_completion = "\ncompopt() { :; }";
  return output_of_script("bash", completion_for_bash() + outside_of_a_completion + "\nCOMP_WORDS=(crossover " + words +
                                      "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1))\n" +
                                      "_crossover; echo \"${COMPREPLY[*]}\"\n");
}

TEST(CompletionForBash, KnowsCommandsOptionsAndValues) {
  EXPECT_EQ(completed_by_bash("co"), "compare completion\n");
  EXPECT_EQ(completed_by_bash("pi --sa"), "--samples\n");
  EXPECT_EQ(completed_by_bash("pi --backend th"), "threads\n");
  EXPECT_EQ(completed_by_bash("pi -b th"), "threads\n");
  EXPECT_EQ(completed_by_bash("sort --sorter s"), "std simd\n");
  EXPECT_EQ(completed_by_bash("sort --type i"), "i32 i64\n");
  EXPECT_EQ(completed_by_bash("completion z"), "zsh\n");
}

TEST(CompletionForBash, CompletesTheLastNameOfAList) {
  EXPECT_EQ(completed_by_bash("compare --backend serial,th"), "serial,threads\n");
}

TEST(CompletionForBash, OffersNothingForANumber) { EXPECT_EQ(completed_by_bash("pi --samples ''"), "\n"); }

TEST(CompletionForBash, OffersFilesToACommandThatTakesThem) {
  const TemporaryFolder folder;
  write_file(folder / "result.json", "");
  EXPECT_EQ(completed_by_bash("report " + folder.file("res")), folder.file("result.json") + "\n");
  EXPECT_EQ(completed_by_bash("report --html " + folder.file("res")), folder.file("result.json") + "\n");
  EXPECT_EQ(completed_by_bash("pi " + folder.file("res")), "\n");
}

TEST(CompletionForZsh, IsAScriptThatZshReads) {
  if (!has("zsh")) GTEST_SKIP() << "there is no zsh here";
  EXPECT_EQ(output_of_script("zsh -n", completion_for_zsh()), "");
}

TEST(CompletionForFish, IsAScriptThatFishReads) {
  if (!has("fish")) GTEST_SKIP() << "there is no fish here";
  EXPECT_EQ(output_of_script("fish", completion_for_fish() + "\ncomplete -C 'crossover completion z'\n"),
            "zsh\tbash, zsh or fish\n");
  EXPECT_EQ(output_of_script("fish", completion_for_fish() + "\ncomplete -C 'crossover pi --backend th'\n"),
            "threads\thow the work reaches the workers; see crossover devices\n");
}

TEST(Completion, NamesEveryOptionOfEveryListedCommand) {
  for (const std::string& script : {completion_for_bash(), completion_for_zsh(), completion_for_fish()})
    for (const Command* command : commands()) {
      if (!command->is_listed) continue;
      EXPECT_NE(script.find(command->name), std::string::npos) << command->name;
      for (const OptionHelp& option : options_of(*command)) {
        const std::string name = option.long_name.empty() ? "zsh" : option.long_name.substr(2);
        EXPECT_NE(script.find(name), std::string::npos) << name;
      }
    }
}

}  // namespace
}  // namespace crossover
