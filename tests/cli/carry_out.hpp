#pragma once

#include <string>
#include <vector>

#include "host/cli/request.hpp"

namespace crossover {

/// The result of a command line; what is to be saved on the way to it is not.
inline Document carry_out(const std::vector<std::string>& arguments) {
  return parse(arguments).carry_out([](const Document&) {});
}

}  // namespace crossover
