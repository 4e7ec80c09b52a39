#include "host/system/terminal.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <initializer_list>
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

}  // namespace
}  // namespace crossover
