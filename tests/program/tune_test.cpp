#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>

#include "tests/program/support/documents.hpp"
#include "tests/program/support/programs.hpp"
#include "tests/support/temporary_folder.hpp"

namespace crossover {
namespace {

using namespace std::chrono_literals;

/// The program with a configuration folder of its own.
class Tuning : public testing::Test {
 protected:
  Outcome run_here(const std::string& arguments) const {
    return run_in_shell("XDG_CONFIG_HOME='" + folder_.file("config") + "' crossover " + arguments);
  }

  Outcome tune(const std::string& more) const {
    return run_here("tune --samples 1e6 --time-limit 3 --backend serial,threads " + more);
  }

  /// A run as tuned; it must give the right hits whatever the file holds.
  Outcome pi_tuned(const std::string& more = "--samples 1e6") const {
    Outcome pi = run_here("pi --tuned --json - " + more);
    EXPECT_EQ(pi.exit_code, 0) << pi;
    if (more == "--samples 1e6") {
      EXPECT_EQ(Json::parse(pi.out).at("runs").at(0).at("hits"), 785987) << pi;
    }
    return pi;
  }

  std::string file() const { return folder_.file("config/crossover/tuned.json"); }

  void write(const std::string& content) const {
    std::filesystem::create_directories(folder_.file("config/crossover"));
    std::ofstream(file()) << content;
  }

  /// The defaults were used, and one line says why and what to do.
  static void expect_defaults(const Outcome& pi, const std::string& why) {
    ASSERT_EQ(lines_of(pi.err).size(), 1U) << pi;
    EXPECT_TRUE(pi.err.starts_with("crossover: --tuned counted with the defaults: ")) << pi;
    EXPECT_NE(pi.err.find(why), std::string::npos) << pi;
    EXPECT_NE(pi.err.find("; to tune: crossover tune --samples 1e6 --save\n"), std::string::npos) << pi;
    EXPECT_EQ(Json::parse(pi.out).at("runs").at(0).at("backend"), "threads");
  }

  TemporaryFolder folder_;
};

TEST_F(Tuning, FindsAChoiceAndSaysWhatToType) {
  const Outcome found = tune("");
  EXPECT_EQ(found.exit_code, 0) << found;
  EXPECT_EQ(found.err, "");
  EXPECT_NE(found.out.find("\nThe choice:\n  crossover pi --samples 1e6 --backend "), std::string::npos) << found;
  EXPECT_NE(found.out.find("counted the same hits"), std::string::npos) << found;
  EXPECT_FALSE(std::filesystem::exists(file())) << "nothing is kept unless asked for";
}

TEST_F(Tuning, IsFollowedByPiWithTheSameHits) {
  const Json choice = document_of(tune("--save --json -")).at("choice");
  const Outcome pi = pi_tuned();
  EXPECT_EQ(pi.err, "");
  const Json used = Json::parse(pi.out).at("runs").at(0);
  for (const char* part : {"backend", "kernel", "workers", "chunk"}) EXPECT_EQ(used.at(part), choice.at(part)) << part;
  EXPECT_EQ(pi_tuned("--samples 3e6").err, "") << "a choice holds for ten times as many samples and as few";
  EXPECT_NE(pi_tuned("--samples 2e7").err.find("no entry for about 2e7 samples"), std::string::npos);
}

TEST_F(Tuning, KeepsAChoiceForEachNumberOfSamples) {
  for (const char* samples : {"1e5", "1e6", "1e5"})
    EXPECT_EQ(run_here(std::string("tune --time-limit 1 --backend serial --save --samples ") + samples).exit_code, 0);
  const Json choices = Json::parse(content_of(file())).at("choices");
  ASSERT_EQ(choices.size(), 2U);
  EXPECT_EQ(choices.at(0).at("samples"), 1'000'000);
  EXPECT_EQ(choices.at(1).at("samples"), 100'000);
}

TEST_F(Tuning, KeepsEveryChoiceOfManyThatAreSavedAtOnce) {
  constexpr std::size_t many = 10;
  const Outcome all =
      run_in_shell("export XDG_CONFIG_HOME='" + folder_.file("config") + "'; for i in $(seq " + std::to_string(many) +
                   "); do crossover tune --backend serial --time-limit 0 " + "--save --samples ${i}000 & done; wait");
  EXPECT_EQ(Json::parse(content_of(file())).at("choices").size(), many) << all;
}

TEST_F(Tuning, SaysWhereItIsKeptAndHowToUseIt) {
  const Outcome found = tune("--save");
  EXPECT_NE(found.out.find("\nSaved to " + file() + "; use it with crossover pi --tuned.\n"), std::string::npos)
      << found;
}

TEST_F(Tuning, ThatNeverWasLeavesPiItsDefaults) { expect_defaults(pi_tuned(), "there is no such file"); }

TEST_F(Tuning, KeptInADamagedFileLeavesPiItsDefaultsAndIsReplaced) {
  for (const char* damaged : {"", "{\"schema\": \"crossover-tuned/1\", \"choi", "\x01\xff", "[[[[[[[["}) {
    write(damaged);
    expect_defaults(pi_tuned(), "it is damaged");
  }
  const Outcome found = tune("--save");
  EXPECT_EQ(found.exit_code, 0) << found;
  EXPECT_EQ(found.err, "crossover: " + file() + " was replaced: it is damaged\n");
  EXPECT_EQ(pi_tuned().err, "");
}

TEST_F(Tuning, OfWhichOneChoiceIsDamagedKeepsTheOthersWhenItIsWritten) {
  ASSERT_EQ(tune("--save").exit_code, 0);
  Json document = Json::parse(content_of(file()));
  Json other = document["choices"][0], damaged = other;
  other["samples"] = 77;
  damaged["workers"] = -3;
  document["choices"] = {damaged, other};
  write(document.dump());
  const Outcome found = tune("--save");
  EXPECT_EQ(found.exit_code, 0) << found;
  EXPECT_NE(found.err.find("choice 1 cannot be used: 'workers' is no whole number"), std::string::npos) << found;
  const Json choices = Json::parse(content_of(file())).at("choices");
  ASSERT_EQ(choices.size(), 2U);
  EXPECT_EQ(choices.at(0).at("samples"), 77);
}

TEST_F(Tuning, KeptByAnotherMachineOrBuildLeavesPiItsDefaults) {
  ASSERT_EQ(tune("--save").exit_code, 0);
  const Json ours = Json::parse(content_of(file()));
  Json other = ours;
  other["choices"][0]["machine"]["cpu"] = "Abacus";
  write(other.dump());
  expect_defaults(pi_tuned(), "no entry for this machine");
  other = ours;
  other["choices"][0]["build"]["commit"] = "older";
  write(other.dump());
  expect_defaults(pi_tuned(), "the entries for this machine are of another build");
  other = ours;
  other["choices"][0]["backend"] = "abacus";
  write(other.dump());
  expect_defaults(pi_tuned(), "'abacus' is not known");
}

TEST_F(Tuning, ThatCannotBeKeptIsRefusedBeforeAnyWork) {
  std::ofstream(folder_.file("config")) << "a file where a folder should be";
  const Outcome refused = run_here("tune --samples 1e15 --save");
  EXPECT_EQ(refused.exit_code, 1) << refused;
  EXPECT_EQ(refused.out, "");
  EXPECT_EQ(lines_of(refused.err).size(), 1U) << refused;
  EXPECT_NE(refused.err.find("cannot make the folder " + folder_.file("config")), std::string::npos) << refused;
}

TEST_F(Tuning, InAFolderThatMayNotBeWrittenIsRefusedBeforeAnyWork) {
  write("");
  std::filesystem::permissions(folder_.file("config/crossover"),
                               std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
  if (works_here("test -w '" + folder_.file("config/crossover") + "'")) GTEST_SKIP() << "root may write everywhere";
  const Outcome refused = run_here("tune --samples 1e15 --save");
  EXPECT_EQ(refused.exit_code, 1) << refused;
  EXPECT_NE(refused.err.find(file()), std::string::npos) << refused;
}

TEST_F(Tuning, WithoutAnyHomeIsOneLine) {
  const Outcome refused = run_in_shell("unset HOME XDG_CONFIG_HOME; crossover tune --samples 1e15 --save");
  EXPECT_EQ(refused.exit_code, 1) << refused;
  EXPECT_EQ(lines_of(refused.err).size(), 1U) << refused;
  EXPECT_NE(refused.err.find("set XDG_CONFIG_HOME or HOME"), std::string::npos) << refused;
  const Outcome pi = run_in_shell("unset HOME XDG_CONFIG_HOME; crossover pi --samples 1e6 --tuned --json -");
  EXPECT_EQ(pi.exit_code, 0) << pi;
  EXPECT_NE(pi.err.find("set XDG_CONFIG_HOME or HOME"), std::string::npos) << pi;
}

TEST_F(Tuning, UsesHomeWhereThereIsNoConfigFolder) {
  const Outcome found = run_in_shell("unset XDG_CONFIG_HOME; HOME='" + folder_.file("") +
                                     "' crossover tune --samples 1e5 --time-limit 1 --backend serial --save");
  EXPECT_EQ(found.exit_code, 0) << found;
  EXPECT_TRUE(std::filesystem::exists(folder_.file(".config/crossover/tuned.json")));
}

TEST_F(Tuning, ThatIsInterruptedTellsWhatItHasAndKeepsNothing) {
  const std::string json = folder_.file("a.json");
  Json document;
  for (auto moment = 1s; document["candidates"].size() < 3 && moment < 60s; moment *= 2) {
    Process process({"env", "XDG_CONFIG_HOME=" + folder_.file("config"), program(), "tune", "--samples", "1e9",
                     "--time-limit", "600", "--kernel", "scalar", "--backend", "serial,threads", "--save", "--json",
                     json});
    process.wait_until_it_catches(SIGINT);
    std::this_thread::sleep_for(moment);
    process.send(SIGINT);
    const Outcome stopped = process.wait();
    EXPECT_EQ(stopped.exit_code, 130) << stopped;
    EXPECT_TRUE(stopped.out.starts_with("PARTIAL: ")) << stopped;
    EXPECT_EQ(stopped.err, "crossover: --save kept nothing, since the tuning did not come to its end\n");
    document = Json::parse(content_of(json));
    EXPECT_EQ(document.at("complete"), false);
  }
  EXPECT_GT(document.at("candidates").size(), 2U);
  EXPECT_FALSE(std::filesystem::exists(file()));
}

TEST_F(Tuning, OfLiarsNamesThemAndFails) {
  const Outcome found = Process({program_with_liars(), "tune", "--samples", "1e6", "--backend", "serial,liar"}).wait();
  EXPECT_EQ(found.exit_code, 3) << found;
  EXPECT_NE(found.out.find("DISAGREEMENT: liar with 1 worker, kernel simd, counted "), std::string::npos) << found;
  EXPECT_NE(found.out.find(" are right."), std::string::npos) << found;
}

}  // namespace
}  // namespace crossover
