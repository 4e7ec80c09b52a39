#pragma once

#include <span>

#include "kernels/kernel.hpp"

namespace crossover {

extern const Kernel simd_kernel, scalar_kernel;

/// Every kernel for CPUs; the first is the default.
std::span<const Kernel* const> cpu_kernels();

}  // namespace crossover
