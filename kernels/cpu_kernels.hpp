#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "kernels/sample.hpp"

namespace crossover {

/// How one core counts. The command line's value, a test's name and the JSON field are all `name`.
struct CpuKernel {
  std::string_view name, summary;
  std::uint64_t (*count)(Seed seed, SampleRange range);
  std::string (*instruction_set)();  ///< What it runs on here, for people to read.
};

extern const CpuKernel simd_kernel, scalar_kernel;

/// Every kernel for CPUs; the first is the default.
std::span<const CpuKernel* const> cpu_kernels();

}  // namespace crossover
