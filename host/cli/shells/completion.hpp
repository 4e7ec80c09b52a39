#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "host/cli/help.hpp"

/// Scripts that make shells complete the program's command line, made of the table of commands.
namespace crossover {

/// The words that an option's value can be; empty for numbers, files and the like.
std::vector<std::string> values_of(const OptionHelp& option);
/// Whether an option's value is a file.
bool is_file(const OptionHelp& option);

std::string completion_for_bash();
std::string completion_for_zsh();
std::string completion_for_fish();

struct Shell {
  std::string_view name;
  std::string (*script)();
};
std::span<const Shell> shells();

}  // namespace crossover
