#include <gtest/gtest.h>
#include <pty.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <string>
#include <vector>

#include "tests/program/support/documents.hpp"
#include "tests/program/support/programs.hpp"

namespace crossover {
namespace {

const std::string clear_line = "\r\033[K";
constexpr Streams on_terminal{.err = Streams::Err::terminal};

/// So many samples that one worker counts for about so many seconds, at least.
std::string samples_for(double seconds) {
  double rate = 0;
  for (int i = 0; i < 3; ++i) {  // whatever else runs here makes some of them too slow
    const Outcome pi = run({"pi", "--samples", "2e7", "--backend", "serial", "--json", "-"});
    rate = std::max(rate, run_of(pi).at("samples_per_second").get<double>());
  }
  return std::to_string(static_cast<std::uint64_t>(rate * seconds));
}

/// What was drawn, each time the line was cleared.
std::vector<std::string> drawings(const std::string& err) {
  std::vector<std::string> drawn;
  for (auto start = err.find(clear_line); start != std::string::npos;) {
    start += clear_line.size();
    const auto end = err.find(clear_line, start);
    drawn.push_back(err.substr(start, end == std::string::npos ? end : end - start));
    start = end;
  }
  return drawn;
}

class Terminal : public testing::Test {
 protected:
  void SetUp() override {
    int ours = -1, theirs = -1;
    if (openpty(&ours, &theirs, nullptr, nullptr, nullptr) != 0) GTEST_SKIP() << "no terminal can be opened here";
    close(ours);
    close(theirs);
  }
};

TEST_F(Terminal, ShowsALongRunsProgressAndClearsItAtTheEnd) {
  const Outcome pi = run({"pi", "--backend", "serial", "--samples", samples_for(1.5)}, on_terminal);
  EXPECT_EQ(pi.exit_code, 0) << pi;
  const auto drawn = drawings(pi.err);
  ASSERT_GE(drawn.size(), 2U) << pi;
  for (const char* part : {"pi [", "%", "samples/s", "left"})
    EXPECT_NE(drawn.front().find(part), std::string::npos) << part << " is not in\n" << drawn.front();
  EXPECT_EQ(drawn.back(), "") << "a line was left behind";
  EXPECT_EQ(pi.out.find('\033'), std::string::npos) << pi;
}

TEST_F(Terminal, IsClearedWhenARunIsInterrupted) {
  Process process({program(), "pi", "--samples", "1e15"}, on_terminal);
  ASSERT_TRUE(process.wait_until_err_has({"left"}));
  process.send(SIGINT);
  const Outcome pi = process.wait();
  EXPECT_EQ(pi.exit_code, 130) << pi;
  EXPECT_TRUE(pi.err.ends_with(clear_line)) << pi;
}

TEST_F(Terminal, SeesNothingOfAShortRun) {
  const Outcome pi = run({"pi", "--samples", "1000"}, on_terminal);
  EXPECT_EQ(pi.exit_code, 0) << pi;
  EXPECT_EQ(pi.err, "");
}

TEST_F(Terminal, SeesNothingOfAQuietRun) {
  const std::string samples = samples_for(1.5);
  const Outcome pi = run({"pi", "--backend", "serial", "--quiet", "--samples", samples}, on_terminal);
  EXPECT_EQ(pi.exit_code, 0) << pi;
  EXPECT_EQ(pi.err, "");
}

TEST_F(Terminal, ThatCannotClearALineSeesNothing) {
  const std::string line = "TERM=dumb exec crossover pi --backend serial --samples " + samples_for(1.5);
  const Outcome pi = Process({"/bin/sh", "-c", line}, on_terminal).wait();
  EXPECT_EQ(pi.exit_code, 0) << pi;
  EXPECT_EQ(pi.err, "");
}

TEST_F(Terminal, ShowsTheSizeAtWorkWhichTellsNoRate) {
  Process process({program(), "sort", "--keys", "100000..1000000", "--points-per-decade", "1", "--sorter", "std",
                   "--sharing", "sequential", "--time-limit", "1000"},
                  on_terminal);
  ASSERT_TRUE(process.wait_until_err_has({"sorting 100000 keys [", "  0 %"}));
  process.send(SIGINT);
  const Outcome sort = process.wait();
  EXPECT_EQ(sort.exit_code, 130) << sort;
  EXPECT_TRUE(sort.err.ends_with(clear_line)) << sort;
  for (const char* part : {"/s", "left"}) EXPECT_EQ(sort.err.find(part), std::string::npos) << sort;
  for (const std::string& line : drawings(sort.err)) EXPECT_LT(line.size(), terminal_columns) << line;
}

TEST_F(Terminal, IsWideEnoughForEveryLineOfAComparison) {
  // A longer line would wrap, and clearing it would leave the upper half behind.
  Process process({program(), "compare", "--backend", "serial", "--samples", samples_for(1.5), "--time-limit", "1"},
                  on_terminal);
  ASSERT_TRUE(process.wait_until_err_has({"plain loop", "left"}));
  process.send(SIGINT);
  const Outcome compare = process.wait();
  EXPECT_EQ(compare.exit_code, 130) << compare;
  for (const std::string& line : drawings(compare.err)) EXPECT_LT(line.size(), terminal_columns) << line;
}

}  // namespace
}  // namespace crossover
