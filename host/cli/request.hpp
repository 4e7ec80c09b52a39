#pragma once

#include <functional>
#include <string>
#include <vector>

#include "host/cli/outputs.hpp"
#include "host/report/document.hpp"

namespace crossover {

/// What the command line asks for: work to do, and where its result shall go.
struct Request {
  std::function<Document()> carry_out;
  OutputRequest outputs;
};

/// Throws UsageError; what that says is one line for people. `arguments` without the program's name.
Request parse(const std::vector<std::string>& arguments);

}  // namespace crossover
