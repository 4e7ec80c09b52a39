#include <gtest/gtest.h>

#include <csignal>
#include <thread>

#include "tests/program/documents.hpp"
#include "tests/program/temporary_folder.hpp"

namespace crossover {
namespace {

using namespace std::chrono_literals;

/// More samples than a test can wait for.
const char* const endless = "1e15";

struct Interrupted {
  Outcome outcome;
  double seconds_to_end;
};

/// Lets the program run for a moment, then sends the signal.
Interrupted interrupt(const Arguments& arguments, int signal, std::chrono::milliseconds moment = 500ms) {
  Arguments command{CROSSOVER_PROGRAM};
  command.insert(command.end(), arguments.begin(), arguments.end());
  Process process(command);
  process.wait_until_it_catches(signal);
  std::this_thread::sleep_for(moment);
  const auto sent = std::chrono::steady_clock::now();
  process.send(signal);
  Outcome outcome = process.wait();
  return {outcome, std::chrono::duration<double>(std::chrono::steady_clock::now() - sent).count()};
}

/// Another backend counts the samples that an interrupted run got to, and finds the same hits.
void expect_right_hits(const Json& partial) {
  ASSERT_EQ(partial.at("complete"), false);
  const auto samples = partial.at("samples").get<std::uint64_t>();
  ASSERT_GT(samples, 0U);
  const std::string backend = partial.at("backend") == "serial" ? "threads" : "serial";
  const Outcome recount = run({"pi", "--samples", std::to_string(samples), "--backend", backend, "--json", "-"});
  EXPECT_EQ(run_of(recount).at("hits"), partial.at("hits"));
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
  EXPECT_NE(pi.out.find(GetParam() == SIGINT ? "SIGINT" : "SIGTERM"), std::string::npos) << pi;
  EXPECT_NE(pi.out.find("of 1000000000000000 samples"), std::string::npos) << pi;
}

TEST_P(Signals, LeaveAPartialDocumentWhoseHitsAreRight) {
  for (const std::string& backend : usable_backends()) {
    SCOPED_TRACE(backend);
    const TemporaryFolder folder;
    const std::string file = folder.file("a.json");
    const auto pi =
        interrupt({"pi", "--samples", endless, "--backend", backend, "--json", file}, GetParam(), 200ms).outcome;
    EXPECT_EQ(pi.exit_code, expected_code()) << pi;
    EXPECT_EQ(folder.names(), std::set<std::string>{"a.json"});
    expect_right_hits(Json::parse(content_of(file)).at("runs").at(0));
  }
}

TEST_P(Signals, EndAComparisonWithOneDocument) {
  const auto [compare, seconds] = interrupt({"compare", "--samples", endless, "--json", "-"}, GetParam());
  EXPECT_EQ(compare.exit_code, expected_code()) << compare;
  EXPECT_LT(seconds, built_with_sanitizer ? 30 : 5);
  const Json document = Json::parse(compare.out);
  EXPECT_EQ(document.at("complete"), false);
  expect_right_hits(document.at("runs").at(0));
}

TEST_P(Signals, EndASelftestAsUnfinished) {
  const auto selftest = interrupt({"selftest", "--thorough", "--json", "-"}, GetParam(), 100ms).outcome;
  EXPECT_EQ(selftest.exit_code, expected_code()) << selftest;
  EXPECT_EQ(Json::parse(selftest.out).at("complete"), false);
}

INSTANTIATE_TEST_SUITE_P(Both, Signals, testing::Values(SIGINT, SIGTERM),
                         [](const auto& param) { return param.param == SIGINT ? "SIGINT" : "SIGTERM"; });

TEST(ASignal, BeforeTheFirstSampleStillGivesAnAnswer) {
  const auto pi = interrupt({"pi", "--samples", endless}, SIGINT, 0ms).outcome;
  EXPECT_EQ(pi.exit_code, 130) << pi;
  EXPECT_NE(pi.out.find("PARTIAL"), std::string::npos) << pi;
  EXPECT_EQ(pi.out.find("nan"), std::string::npos) << pi;
}

}  // namespace
}  // namespace crossover
