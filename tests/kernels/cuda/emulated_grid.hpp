#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/cuda/failure.hpp"
#include "kernels/cuda/gpu_kernels.hpp"
#include "kernels/cuda/philox_thread.hpp"
#include "kernels/cuda/shared_rounds.hpp"

/// A GPU's launch, done by the caller thread by thread with the code that the GPU runs.
namespace crossover::cuda {

using ThreadHits = std::uint32_t (*)(const Launch& launch, const Grid& grid, std::uint32_t thread);

/// `Rounds` on the FP64 pipe: only where the caller rounds downward.
template <class Rounds>
std::uint32_t hits_of_philox(const Launch& launch, const Grid& grid, std::uint32_t thread) {
  return PhiloxLaunch<Rounds>(launch, grid).hits(thread);
}

/// Throws Failure for a kernel that is not emulated, as a launch does for one that it does not know.
inline ThreadHits emulation_of(const Kernel& kernel) {
  // The code of `curand` is cuRAND's, which only the CUDA Toolkit has: curand_grid_test runs that where it is.
  if (&kernel == &philox_kernel || &kernel == &curand_kernel) return hits_of_philox<SharedRounds>;
  throw Failure(FailureKind::other, "launch", "no emulation of kernel " + std::string(kernel.name));
}

inline std::uint64_t hits_of_grid(ThreadHits hits_of_thread, const Launch& launch, const Grid& grid) {
  std::uint64_t hits = 0;
  for (std::uint32_t thread = 0; thread < grid.threads(); ++thread) hits += hits_of_thread(launch, grid, thread);
  return hits;
}

/// Blocks to launch: none, fewer than threads, ragged, and around the borders of the counter's words and of the blocks'
/// numbers. None crosses a border of 2^32, as no launch does.
inline std::vector<BlockRange> launch_ranges() {
  const std::uint64_t word = blocks_of_a_high_word, last = std::uint64_t{1} << 63;
  return {{0, 0},
          {0, 1},
          {0, 31},
          {5, 5 + 8 * 64},
          {7, 7 + 8 * 64 + 1},
          {1, 10'000},
          {word - 3000, word},
          {word - 1, word},
          {word, word + 3001},
          {3 * word + 17, 3 * word + 2017},
          {last / 2 - 1500, last / 2},
          {last / 2, last / 2 + 1500},
          {last - 2500, last}};
}

inline std::uint64_t true_hits(Seed seed, BlockRange blocks) {
  std::uint64_t hits = 0;
  for (std::uint64_t block = blocks.first; block < blocks.last; ++block) {
    const Words words = words_of_block(seed, block);
    hits += in_disc(point_of(words, 0));
    hits += in_disc(point_of(words, 1));
  }
  return hits;
}

}  // namespace crossover::cuda
