#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "host/cli/request.hpp"
#include "tests/support/error_of.hpp"

namespace crossover {

using Arguments = std::vector<std::string>;

/// The result of a command line; what is to be saved on the way to it is not.
inline Document carry_out(const Arguments& arguments) {
  return parse(arguments).carry_out([](const Document&) {});
}

/// Why a command line is refused, as wrong usage; "no error" for one that is not.
inline std::string refusal_of(const Arguments& arguments) {
  const auto error = error_of([&] { parse(arguments); });
  if (!error) return "no error";
  EXPECT_EQ(error->code(), ExitCode::usage) << error->what();
  return error->what();
}

}  // namespace crossover
