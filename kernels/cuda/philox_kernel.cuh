#pragma once

#include <cstdint>

#include "kernels/cuda/philox_thread.hpp"

namespace crossover::cuda {

/// Of every kernel's launches. A multiple of 32.
inline constexpr unsigned threads_per_block = 256;

__device__ inline std::uint32_t this_thread() { return blockIdx.x * blockDim.x + threadIdx.x; }

/// Adds the hits of every thread to its total.
template <class Rounds>
__global__ void __launch_bounds__(threads_per_block)
    philox(const __grid_constant__ PhiloxLaunch<Rounds> launch, std::uint64_t* totals) {
  totals[this_thread()] += launch.hits(this_thread());
}

}  // namespace crossover::cuda
