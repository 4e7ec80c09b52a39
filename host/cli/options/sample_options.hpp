#pragma once

#include <CLI/App.hpp>
#include <string>

#include "kernels/sample.hpp"

namespace crossover {

/// The options that say which samples to count, as they are typed.
struct SampleOptions {
  std::string samples = "1e9", seed = "42", first = "0";

  void add_to(CLI::App& app);

  // Both throw UsageError.
  Seed chosen_seed() const;
  SampleRange chosen_range() const;
};

}  // namespace crossover
