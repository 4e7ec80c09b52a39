// The kernel `curand`, thread by thread on this machine's CPU, with cuRAND's own header code.

#include <gtest/gtest.h>

#include <cstdint>

#include "kernels/cuda/curand_thread.cuh"
#include "tests/kernels/cuda/emulated_grid.hpp"

namespace crossover::cuda {
namespace {

TEST(CurandGrid, CountsTheReferenceForEveryLaunchAndGrid) {
  for (const Seed seed : {Seed{42}, Seed{0xFFFF'FFFF'FFFF'FFFF}})
    for (const BlockRange& blocks : launch_ranges())
      for (const Grid grid : {Grid{1, 32}, Grid{3, 64}})
        ASSERT_EQ(hits_of_grid(hits_by_curand, {seed, blocks}, grid), true_hits(seed, blocks))
            << "blocks " << blocks.first << " to " << blocks.last << " on " << grid.threads() << " threads";
}

TEST(CurandState, ReachesTheLastBlock) {
  for (const std::uint64_t block :
       {std::uint64_t{0}, (std::uint64_t{1} << 62) - 2, (std::uint64_t{1} << 62) - 1, std::uint64_t{1} << 62,
        (std::uint64_t{1} << 63) - 2, (std::uint64_t{1} << 63) - 1}) {
    auto state = curand_state_at(Seed{7}, block);
    const uint4 words = curand4(&state);
    const Words reference = words_of_block(Seed{7}, block);
    EXPECT_EQ(words.x, reference.at[0]) << block;
    EXPECT_EQ(words.w, reference.at[3]) << block;
  }
}

}  // namespace
}  // namespace crossover::cuda
