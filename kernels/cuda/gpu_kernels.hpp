#pragma once

#include <span>

#include "kernels/kernel.hpp"

namespace crossover {

extern const Kernel philox_kernel, curand_kernel;

/// Every kernel for GPUs; the first is the default. None can be called: a Gpu launches them.
std::span<const Kernel* const> gpu_kernels();

}  // namespace crossover
