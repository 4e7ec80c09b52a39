#include "host/system/terminal.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <initializer_list>
#include <stdexcept>
#include <string>
#include <utility>

namespace crossover {
namespace {

/// COLUMNS as it is given, or not set for null, as long as it lives.
class Columns {
 public:
  explicit Columns(const char* columns) { columns == nullptr ? unsetenv("COLUMNS") : setenv("COLUMNS", columns, 1); }
  ~Columns() { unsetenv("COLUMNS"); }
  Columns(const Columns&) = delete;
  Columns& operator=(const Columns&) = delete;
};

TEST(TerminalColumns, AreThoseOfTheEnvironment) {
  const Columns columns("123");
  EXPECT_EQ(terminal_columns(STDERR_FILENO), 123U);
}

TEST(TerminalColumns, AreEightyWhereNothingSensibleTells) {
  for (const char* nonsense : {"", "0", "-5", "wide", "80x", "99999"}) {
    const Columns columns(nonsense);
    EXPECT_EQ(terminal_columns(-1), 80U) << nonsense;
  }
  const Columns none(nullptr);
  EXPECT_EQ(terminal_columns(-1), 80U);
}

TEST(OutputColumns, OfAFileAreAHundredAtMost) {
  if (isatty(STDOUT_FILENO) == 1) GTEST_SKIP() << "standard output is a terminal";
  for (const auto& [given, expected] :
       {std::pair<const char*, std::size_t>{nullptr, 100}, {"200", 100}, {"90", 90}, {"40", 80}}) {
    const Columns columns(given);
    EXPECT_EQ(output_columns(), expected) << (given == nullptr ? "none" : given);
  }
}

/// Standard input in place of the usual one, as long as it lives.
class Input {
 public:
  explicit Input(const std::string& text, bool goes_on = false) {
    if (pipe(ends_) != 0 || write(ends_[1], text.data(), text.size()) != static_cast<ssize_t>(text.size()))
      throw std::runtime_error("no pipe");
    if (!goes_on) end();
    dup2(ends_[0], STDIN_FILENO);
  }
  ~Input() {
    end();
    close(ends_[0]);
    dup2(before_, STDIN_FILENO);
    close(before_);
  }
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

 private:
  void end() {
    if (ends_[1] >= 0) close(ends_[1]);
    ends_[1] = -1;
  }

  int before_ = dup(STDIN_FILENO), ends_[2] = {-1, -1};
};

TEST(WaitForLine, TakesOneLineAtATime) {
  const Input input("yes\n\nlast");
  const auto never = [] { return false; };
  EXPECT_TRUE(wait_for_line(never));
  EXPECT_TRUE(wait_for_line(never));
  EXPECT_FALSE(wait_for_line(never)) << "the input ends within a line";
  EXPECT_FALSE(wait_for_line(never));
}

TEST(WaitForLine, IsStopped) {
  const Input input("no end", true);
  int asked = 0;
  EXPECT_FALSE(wait_for_line([&] { return ++asked > 8; }));
  EXPECT_EQ(asked, 9);
}

}  // namespace
}  // namespace crossover
