#pragma once

#include <CLI/App.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

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

/// The same for a command that takes several numbers of samples.
struct SampleSizesOptions {
  std::optional<std::string> sizes = {};
  std::string points_per_decade = "3", seed = "42", first = "0";

  void add_to(CLI::App& app);

  // All throw UsageError.
  Seed chosen_seed() const;
  /// Ascending, one at least; of `usual` where none were typed.
  std::vector<std::uint64_t> chosen_sizes(const std::string& usual) const;
  /// Of so many samples.
  SampleRange chosen_range(std::uint64_t size) const;
};

}  // namespace crossover
