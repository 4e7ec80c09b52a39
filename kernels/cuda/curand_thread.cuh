#pragma once

// cuRAND's device API as its manual shows it, also compiled for the host: QUALIFIERS is its own way to say so.
#define QUALIFIERS static __inline__ __host__ __device__
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-function"
#include <curand_kernel.h>

#include <cstdint>
#pragma GCC diagnostic pop

#include "kernels/cuda/launch.hpp"

/// What one thread of a launch does in the kernel `curand`, for host and device.
namespace crossover::cuda {

/// cuRAND's state before the words of a block. Its offsets are numbers of words in 64 bits; a block has four of them,
/// so that it takes several steps to block 2^62 and beyond.
__host__ __device__ inline curandStatePhilox4_32_10_t curand_state_at(Seed seed, std::uint64_t block) {
  constexpr std::uint64_t max_step = (std::uint64_t{1} << 62) - 1;
  const auto step = [&block] {
    const std::uint64_t blocks = block < max_step ? block : max_step;
    block -= blocks;
    return 4 * blocks;
  };
  curandStatePhilox4_32_10_t state;
  curand_init(static_cast<std::uint64_t>(seed), 0, step(), &state);
  while (block > 0) skipahead(step(), &state);
  return state;
}

/// The hits of thread `thread` of the grid, which counts a run of blocks. 32 bits suffice: a launch has at most 2^32
/// blocks and a grid at least 32 threads, so that a thread counts at most 2^27 blocks, 2^28 hits.
__host__ __device__ inline std::uint32_t hits_by_curand(const Launch& launch, const Grid& grid, std::uint32_t thread) {
  const std::uint64_t share = (launch.blocks.size() + grid.threads() - 1) / grid.threads();
  const std::uint64_t first = thread * share;
  if (first >= launch.blocks.size()) return 0;
  const std::uint64_t rest = launch.blocks.size() - first;
  auto state = curand_state_at(launch.seed, launch.blocks.first + first);
  std::uint32_t hits = 0;
  for (auto n = static_cast<std::uint32_t>(share < rest ? share : rest); n > 0; --n) {
    const uint4 words = curand4(&state);
    hits += in_disc({static_cast<std::int32_t>(words.x), static_cast<std::int32_t>(words.y)});
    hits += in_disc({static_cast<std::int32_t>(words.z), static_cast<std::int32_t>(words.w)});
  }
  return hits;
}

}  // namespace crossover::cuda
