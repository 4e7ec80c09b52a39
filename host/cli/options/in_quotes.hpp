#pragma once

#include <string>
#include <string_view>

namespace crossover {

/// What somebody typed, for a message of one line: in quotes, control characters replaced, cut when it is long.
std::string in_quotes(std::string_view text);

/// For a command line that people may copy: the text itself where a shell takes it as it is, else as in_quotes().
std::string for_a_shell(std::string_view text);

}  // namespace crossover
