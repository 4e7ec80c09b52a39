#pragma once

#include <functional>
#include <string>
#include <vector>

#include "host/cli/outputs.hpp"
#include "host/report/document.hpp"

namespace crossover {

/// Keeps what there is so far of a result that takes long, where it can be kept.
using Save = std::function<void(const Document& so_far)>;

/// Work whose result is a document.
using CarryOut = std::function<Document(const Save& save)>;

/// What the command line asks for: work to do, and where its result shall go.
struct Request {
  CarryOut carry_out;
  OutputRequest outputs;
};

/// Throws UsageError; what that says is one line for people. `arguments` without the program's name.
Request parse(const std::vector<std::string>& arguments);

}  // namespace crossover
