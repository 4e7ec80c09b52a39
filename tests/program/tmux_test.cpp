#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "tests/program/support/programs.hpp"
#include "tests/program/support/run_program.hpp"
#include "tests/support/output_of.hpp"

namespace crossover {
namespace {

using namespace std::chrono_literals;

/// Characters, not bytes, of UTF-8.
std::size_t width_of(const std::string& text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// A terminal of so many columns, with a shell in it, gone at the end.
class Tmux {
 public:
  explicit Tmux(int columns)
      : tmux_("tmux -L crossover-test-" + std::to_string(getpid()) + "-" + std::to_string(columns)) {
    output_of(tmux_ + " -f /dev/null new-session -d -x " + std::to_string(columns) + " -y 200 /bin/sh 2>&1");
    const std::string folder = std::string(program()).substr(0, std::string(program()).rfind('/'));
    type("export CROSSOVER_ASSUME_QUIET=1 PATH=" + folder + ":$PATH; clear; echo READ-\"Y\"");
    if (shows("READ-Y")) return;
    output_of(tmux_ + " kill-server 2>&1");
    throw std::runtime_error("no shell in tmux");
  }
  ~Tmux() { output_of(tmux_ + " kill-server 2>&1"); }
  Tmux(const Tmux&) = delete;
  Tmux& operator=(const Tmux&) = delete;

  void type(const std::string& line) const {
    output_of(tmux_ + " send-keys -l " + quoted_for_shell(line) + " && " + tmux_ + " send-keys Enter");
  }
  /// What is on the screen; a line that was broken at the edge is one line.
  std::string screen() const { return output_of(tmux_ + " capture-pane -p -J"); }

  bool shows(const std::string& text) const {
    for (int i = 0; i < 1200; ++i, std::this_thread::sleep_for(50ms))
      if (screen().find(text) != std::string::npos) return true;
    return false;
  }

 private:
  static std::string quoted_for_shell(const std::string& line) { return "'" + line + "'"; }

  std::string tmux_;
};

class InTmux : public testing::Test {
 protected:
  void SetUp() override {
    if (std::system("command -v tmux >/dev/null") != 0)
      GTEST_SKIP() << "there is no tmux here; type: apt-get install tmux";
  }
};

/// Each line of the screen up to the word that follows the end of the program.
std::vector<std::string> printed_lines(const std::string& screen) {
  return lines_of(screen.substr(0, screen.find("THE-END\n")));
}

TEST_F(InTmux, NoLineIsWiderThanTheTerminal) {
  for (const int columns : {80, 200}) {
    const Tmux tmux(columns);
    for (const char* command : {"compare -n 1e5 --time-limit 0.5", "sort -n 1e2..1e3 --time-limit 0.5", "devices",
                                "tune -n 1e6 --time-limit 0.5", "pi -n 1e6", "--help", "help sort"}) {
      tmux.type("clear; crossover " + std::string(command) + "; echo THE-\"END\"");
      ASSERT_TRUE(tmux.shows("THE-END\n")) << command << tmux.screen();
      EXPECT_EQ(tmux.screen().find("not found"), std::string::npos) << tmux.screen();
      EXPECT_GE(printed_lines(tmux.screen()).size(), 5U) << tmux.screen();
      for (const std::string& line : printed_lines(tmux.screen()))
        EXPECT_LE(width_of(line), static_cast<std::size_t>(columns)) << command << ": " << line;
    }
  }
}

TEST_F(InTmux, TheBarFitsANarrowTerminal) {
  const Tmux tmux(40);
  tmux.type("crossover pi -n 1e15");
  ASSERT_TRUE(tmux.shows(" %")) << tmux.screen();
  const std::string screen = tmux.screen();
  const auto bar = screen.find("pi [");
  ASSERT_NE(bar, std::string::npos) << screen;
  const std::string line = screen.substr(bar, screen.find('\n', bar) - bar);
  EXPECT_LT(width_of(line), 40U) << line;
  EXPECT_TRUE(line.ends_with("%") || line.ends_with("left")) << line;
}

TEST_F(InTmux, NothingIsDrawnFromTheBackground) {
  const Tmux tmux(80);
  tmux.type("set -m; stty tostop; crossover pi -n 1e15 & sleep 2; jobs; kill -INT %1; wait; echo THE-\"END\"");
  ASSERT_TRUE(tmux.shows("Running")) << "it was stopped by what it drew\n" << tmux.screen();
  EXPECT_EQ(tmux.screen().find("pi ["), std::string::npos) << tmux.screen();
}

}  // namespace
}  // namespace crossover
