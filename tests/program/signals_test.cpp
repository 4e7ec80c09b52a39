#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <set>
#include <string>
#include <thread>

#include "tests/program/support/documents.hpp"
#include "tests/program/support/programs.hpp"
#include "tests/support/temporary_folder.hpp"

namespace crossover {
namespace {

using namespace std::chrono_literals;

/// "SIGINT"
std::string name_of(int signal) { return std::string("SIG") + sigabbrev_np(signal); }

struct Interrupted {
  Outcome outcome;
  double seconds_to_end;
};

/// Lets the program run for a moment, then sends the signal.
Interrupted interrupt(const Arguments& arguments, int signal, std::chrono::milliseconds moment = 500ms) {
  Arguments command{program()};
  command.insert(command.end(), arguments.begin(), arguments.end());
  Process process(command);
  process.wait_until_it_catches(signal);
  std::this_thread::sleep_for(moment);
  const auto sent = std::chrono::steady_clock::now();
  process.send(signal);
  Outcome outcome = process.wait();
  return {outcome, std::chrono::duration<double>(std::chrono::steady_clock::now() - sent).count()};
}

class Signals : public testing::TestWithParam<int> {
 protected:
  int expected_code() const { return 128 + GetParam(); }
};

TEST_P(Signals, EndARunSoonWithItsPartialResult) {
  const auto [pi, seconds] = interrupt({"pi", "--samples", endless}, GetParam());
  EXPECT_EQ(pi.exit_code, expected_code()) << pi;
  EXPECT_LT(seconds, built_with_sanitizer ? 30 : 5);
  EXPECT_EQ(pi.err, "");
  EXPECT_TRUE(pi.out.starts_with("PARTIAL: ")) << pi;
  EXPECT_NE(pi.out.find(name_of(GetParam())), std::string::npos) << pi;
  EXPECT_NE(pi.out.find("of 1000000000000000 samples"), std::string::npos) << pi;
}

TEST_P(Signals, LeaveAPartialDocumentWhoseHitsAreRight) {
  for (const std::string& backend : usable_backends()) {
    SCOPED_TRACE(backend);
    const TemporaryFolder folder;
    const std::string file = folder.file("a.json");
    Json partial{{"samples", 0}};
    for (auto moment = 200ms; partial.value("samples", std::uint64_t{0}) == 0 && moment < 30s; moment *= 2) {
      const auto pi =
          interrupt({"pi", "--samples", endless, "--backend", backend, "--json", file}, GetParam(), moment).outcome;
      EXPECT_EQ(pi.exit_code, expected_code()) << pi;
      EXPECT_EQ(folder.names(), std::set<std::string>{"a.json"});
      partial = Json::parse(content_of(file)).at("runs").at(0);
      EXPECT_EQ(partial.at("complete"), false);
    }
    expect_right_hits(partial);
  }
}

TEST_P(Signals, EndAComparisonWithOneDocument) {
  const auto [compare, seconds] = interrupt({"compare", "--samples", endless, "--json", "-"}, GetParam());
  EXPECT_EQ(compare.exit_code, expected_code()) << compare;
  EXPECT_LT(seconds, built_with_sanitizer ? 30 : 5);
  const Json document = Json::parse(compare.out);
  EXPECT_EQ(document.at("complete"), false);
  EXPECT_EQ(document.at("runs").at(0).at("complete"), false);
  expect_right_hits(document.at("runs").at(0));
}

TEST_P(Signals, EndASelftestAsUnfinished) {
  const auto selftest = interrupt({"selftest", "--thorough", "--json", "-"}, GetParam(), 100ms).outcome;
  EXPECT_EQ(selftest.exit_code, expected_code()) << selftest;
  EXPECT_EQ(Json::parse(selftest.out).at("complete"), false);
  EXPECT_TRUE(Json::parse(selftest.out).at("passed").is_null()) << "nobody knows yet";
}

INSTANTIATE_TEST_SUITE_P(All, Signals, testing::Values(SIGHUP, SIGINT, SIGTERM, SIGXCPU),
                         [](const auto& param) { return name_of(param.param); });

TEST(ALostTerminal, IsNothingToARunUnderNohup) {
  Process process({"nohup", program(), "pi", "--samples", endless});
  process.wait_until_it_catches(SIGINT);
  process.send(SIGHUP);
  std::this_thread::sleep_for(200ms);
  process.send(SIGINT);
  const Outcome pi = process.wait();
  EXPECT_EQ(pi.exit_code, 130) << pi;
}

TEST(ALimitOfCpuTime, LeavesWhatWasCounted) {
  const Outcome pi = run_in_shell(std::string("ulimit -S -t 2 && exec crossover pi --json - --samples ") + endless);
  EXPECT_EQ(pi.exit_code, 152) << pi;
  const Json partial = Json::parse(pi.out).at("runs").at(0);
  EXPECT_EQ(partial.at("complete"), false);
  expect_right_hits(partial);
}

TEST(ASignal, BeforeTheFirstSampleStillGivesAnAnswer) {
  const auto pi = interrupt({"pi", "--samples", endless}, SIGINT, 0ms).outcome;
  EXPECT_EQ(pi.exit_code, 130) << pi;
  EXPECT_NE(pi.out.find("PARTIAL"), std::string::npos) << pi;
  EXPECT_EQ(pi.out.find(": nan"), std::string::npos) << pi;
}

/// Kills a command that would take long as soon as its JSON file has these words, and returns that.
Json left_by_a_killed(Arguments command, const std::string& words = "") {
  const TemporaryFolder folder;
  const std::string file = folder.file("result.json");
  command.insert(command.begin(), program());
  command.insert(command.end(), {"--quiet", "--json", file});
  Process process(command);
  const auto is_there = [&] {
    return std::filesystem::exists(file) && content_of(file).find(words) != std::string::npos;
  };
  for (int i = 0; i < 6000 && !is_there(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  process.send(SIGKILL);
  EXPECT_EQ(process.wait().signal, SIGKILL);
  return Json::parse(content_of(file));
}

TEST(Kill, LeavesWhatCompareHadMeasured) {
  const Json left =
      left_by_a_killed({"compare", "--backend", "serial,threads", "--samples", "1e7", "--time-limit", "600"});
  EXPECT_EQ(left.at("complete"), false);
  EXPECT_EQ(left.at("runs").at(0).at("hits"), 7855825);
}

TEST(Kill, LeavesWhatTuneHadMeasured) {
  const Json left = left_by_a_killed({"tune", "--exhaustive", "--backend", "serial,threads", "--samples", "1e8"});
  EXPECT_EQ(left.at("complete"), false);
  EXPECT_FALSE(left.at("candidates").at(0).at("seconds").is_null());
}

TEST(Kill, LeavesWhatTheLessonHadMeasured) {
  const Json left = left_by_a_killed({"lesson"}, "\"cell\": \"threads.plain\"");
  EXPECT_EQ(left.at("complete"), false);
  EXPECT_EQ(left.at("cells").size(), 3U);
}

}  // namespace
}  // namespace crossover
