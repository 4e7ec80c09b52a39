#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "host/cli/commands/command.hpp"

/// What the program says of itself; help, completion and the manual page are made of the same.
namespace crossover {

/// An option or a positional argument as its command describes it.
struct OptionHelp {
  std::string long_name, short_name;  ///< With their dashes; empty for none.
  std::string value;                  ///< "N", "NAME,..."; empty for a flag. The name of a positional argument.
  std::string default_value;          ///< Empty for none.
  std::string description;

  bool is_flag() const { return value.empty(); }
  /// "-n, --samples N=1e9"
  std::string usage() const;
};

std::vector<OptionHelp> options_of(const Command& command);

struct ExitCodeHelp {
  int code;
  std::string_view meaning;
};
inline constexpr std::array exit_codes{ExitCodeHelp{0, "done"},
                                       ExitCodeHelp{1, "failed"},
                                       ExitCodeHelp{2, "wrong usage"},
                                       ExitCodeHelp{3, "verification failed"},
                                       ExitCodeHelp{5, "backend unavailable"},
                                       ExitCodeHelp{129, "hung up"},
                                       ExitCodeHelp{130, "interrupted"},
                                       ExitCodeHelp{143, "terminated"},
                                       ExitCodeHelp{152, "out of CPU time"}};

inline constexpr std::string_view purpose =
    "Measures when threads, processes or a GPU pay off, and how to split the work.";

/// In lines of at most `columns` characters.
std::string help_on_program(std::size_t columns);
std::string help_on(const Command& command, std::size_t columns);

/// "crossover 0.1.0 (commit ..., compiler, build type)", a line.
std::string version_line();

}  // namespace crossover
