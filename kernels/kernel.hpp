#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "kernels/sample.hpp"

namespace crossover {

/// How one core or one GPU counts. The command line's value, a test's name and the JSON field are all `name`.
struct Kernel {
  std::string_view name, summary;
  std::uint64_t (*count)(Seed seed, SampleRange range);  ///< Null for a GPU's, which the backend `cuda` launches.
  /// What it runs on here, for people to read. Null for a GPU's: see host/cuda/instruction_set.hpp, which knows both.
  std::string (*instruction_set)();
};

}  // namespace crossover
