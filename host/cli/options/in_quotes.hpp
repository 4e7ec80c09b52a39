#pragma once

#include <string>
#include <string_view>

namespace crossover {

/// What somebody typed, for a message of one line: in quotes, control characters replaced, cut when it is long.
std::string in_quotes(std::string_view text);

}  // namespace crossover
