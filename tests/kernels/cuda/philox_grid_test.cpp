// The kernel `philox`, thread by thread on this machine's CPU.

#include <gtest/gtest.h>

#include <cstdint>

#include "tests/kernels/cuda/emulated_grid.hpp"

namespace crossover::cuda {
namespace {

TEST(PhiloxGrid, CountsTheReferenceForEveryLaunchAndGrid) {
  for (const Seed seed : {Seed{42}, Seed{0xFFFF'FFFF'FFFF'FFFF}, Seed{0x1234'5678'0000'0000}})
    for (const BlockRange& blocks : launch_ranges())
      for (const Grid grid : {Grid{1, 32}, Grid{2, 32}, Grid{1, 96}, Grid{3, 64}, Grid{40, 256}})
        ASSERT_EQ(hits_of_grid(hits_of_philox<SharedRounds>, {seed, blocks}, grid), true_hits(seed, blocks))
            << "blocks " << blocks.first << " to " << blocks.last << " on " << grid.threads() << " threads";
}

TEST(PhiloxGrid, CountsALongLaunch) {
  // 4 million samples: some 3 of them are too close to the circle for floats.
  const BlockRange blocks{blocks_of_a_high_word - 2'000'000, blocks_of_a_high_word};
  EXPECT_EQ(hits_of_grid(hits_of_philox<SharedRounds>, {Seed{42}, blocks}, {4, 256}), true_hits(Seed{42}, blocks));
}

TEST(SharedRounds, GiveTheWordsOfEveryBlock) {
  for (const std::uint64_t high : {0ULL, 1ULL, 0x7FFF'FFFFULL})
    for (const std::uint32_t low : {0U, 1U, 12345U, 0xFFFF'FFFFU}) {
      const std::uint64_t block = high << 32 | low;
      const SharedRounds rounds({Seed{99}, {block, block}});
      const Words shared = rounds.words_at(SharedRounds::position_of(low));
      const Words reference = words_of_block(Seed{99}, block);
      for (int i = 0; i < 4; ++i) EXPECT_EQ(shared.at[i], reference.at[i]) << "word " << i << " of block " << block;
    }
}

}  // namespace
}  // namespace crossover::cuda
