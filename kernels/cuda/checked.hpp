#pragma once

#include <cuda_runtime_api.h>

#include "kernels/cuda/failure.hpp"

namespace crossover::cuda {

[[noreturn]] void throw_failure(cudaError_t error, const char* call);

/// Throws Failure unless the call succeeded. Every call's result goes through here.
inline void check(cudaError_t error, const char* call) {
  if (error != cudaSuccess) throw_failure(error, call);
}

}  // namespace crossover::cuda
