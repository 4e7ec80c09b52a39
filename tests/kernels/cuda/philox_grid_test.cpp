// The kernels `philox` and `philox-integer`, thread by thread on this machine's CPU.

#include <gtest/gtest.h>

#include <cstdint>

#include "tests/kernels/cuda/emulated_grid.hpp"

namespace crossover::cuda {
namespace {

struct GridKernel {
  const char* name;
  ThreadHits hits_of_thread;
};

class PhiloxGrid : public testing::TestWithParam<GridKernel> {};

TEST_P(PhiloxGrid, CountsTheReferenceForEveryLaunchAndGrid) {
  for (const Seed seed : {Seed{42}, Seed{0xFFFF'FFFF'FFFF'FFFF}, Seed{0x1234'5678'0000'0000}})
    for (const BlockRange& blocks : launch_ranges())
      for (const Grid grid : {Grid{1, 32}, Grid{2, 32}, Grid{1, 96}, Grid{3, 64}, Grid{40, 256}})
        ASSERT_EQ(hits_of_grid(GetParam().hits_of_thread, {seed, blocks}, grid), true_hits(seed, blocks))
            << "blocks " << blocks.first << " to " << blocks.last << " on " << grid.threads() << " threads";
}

TEST_P(PhiloxGrid, CountsALongLaunch) {
  // 4 million samples: some 3 of them are too close to the circle for floats.
  const BlockRange blocks{blocks_of_a_high_word - 2'000'000, blocks_of_a_high_word};
  EXPECT_EQ(hits_of_grid(GetParam().hits_of_thread, {Seed{42}, blocks}, {4, 256}), true_hits(Seed{42}, blocks));
}

INSTANTIATE_TEST_SUITE_P(All, PhiloxGrid,
                         testing::Values(GridKernel{"philox", hits_of_philox},
                                         GridKernel{"philox_integer", hits_of_philox_integer}),
                         [](const auto& kernel) { return kernel.param.name; });

TEST(SharedRounds, GiveTheWordsOfEveryBlock) {
  for (const std::uint64_t high : {0ULL, 1ULL, 0x7FFF'FFFFULL})
    for (const std::uint32_t low : {0U, 1U, 12345U, 0xFFFF'FFFFU}) {
      const std::uint64_t block = high << 32 | low;
      const Words shared = SharedRounds({Seed{99}, {block, block}}).words_of_block(low);
      const Words reference = words_of_block(Seed{99}, block);
      for (int i = 0; i < 4; ++i) EXPECT_EQ(shared.at[i], reference.at[i]) << "word " << i << " of block " << block;
    }
}

}  // namespace
}  // namespace crossover::cuda
