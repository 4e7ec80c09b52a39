#include "host/pi/cuda/blocks.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "tests/support/ranges.hpp"

namespace crossover::cuda {
namespace {

TEST(WholeBlocks, AndTheEndsAreTheRange) {
  for (const SampleRange& range : ragged_ranges()) {
    const WholeBlocks whole(range);
    EXPECT_LE(whole.before.size(), 1U);
    EXPECT_LE(whole.after.size(), 1U);
    EXPECT_EQ(whole.before.first, range.first);
    EXPECT_EQ(whole.after.last, range.last);
    EXPECT_EQ(whole.before.size() + 2 * whole.blocks.size() + whole.after.size(), range.size())
        << range.first << " to " << range.last;
    if (whole.blocks.size() > 0) {
      EXPECT_EQ(2 * whole.blocks.first, whole.before.last);
      EXPECT_EQ(2 * whole.blocks.last, whole.after.first);
    } else {
      EXPECT_EQ(whole.before.last, whole.after.first);
    }
  }
}

std::vector<BlockRange> all_of(BlockQueue& queue, std::uint64_t most) {
  std::vector<BlockRange> taken;
  while (const auto blocks = queue.take(most)) taken.push_back(*blocks);
  return taken;
}

void expect_to_cover(const std::vector<BlockRange>& taken, BlockRange all) {
  std::uint64_t next = all.first;
  for (const BlockRange& blocks : taken) {
    ASSERT_EQ(blocks.first, next);
    ASSERT_GT(blocks.size(), 0U);
    next = blocks.last;
  }
  EXPECT_EQ(next, all.last);
}

TEST(BlockQueue, HandsOutEveryBlockOnceInOrder) {
  for (const unsigned takers : {1U, 2U, 5U}) {
    BlockQueue queue({17, 100'000'017}, takers);
    expect_to_cover(all_of(queue, 7'000'000), {17, 100'000'017});
  }
}

TEST(BlockQueue, HasNothingInAnEmptyRange) {
  BlockQueue queue({9, 9}, 1);
  EXPECT_EQ(queue.take(10), std::nullopt);
}

TEST(BlockQueue, NeverHandsOutBlocksWithDifferentHighWords) {
  const BlockRange all{5, 5 * blocks_of_a_high_word + 5};
  BlockQueue queue(all, 1);
  const auto taken = all_of(queue, ~std::uint64_t{0});
  EXPECT_EQ(taken.size(), 6U);
  expect_to_cover(taken, all);
  for (const BlockRange& blocks : taken) {
    EXPECT_EQ(high_word(blocks.first), high_word(blocks.last - 1));
    EXPECT_LE(blocks.size(), blocks_of_a_high_word);
  }
}

TEST(BlockQueue, HandsOutLessAndLessToSeveralTakers) {
  BlockQueue queue({0, std::uint64_t{1} << 30}, 2);
  const auto taken = all_of(queue, ~std::uint64_t{0});
  EXPECT_EQ(taken.front().size(), std::uint64_t{1} << 28);
  for (std::size_t i = 1; i < taken.size(); ++i) EXPECT_LE(taken[i].size(), taken[i - 1].size());
  EXPECT_LE(taken.back().size(), std::uint64_t{1} << 20);
}

TEST(BlockQueue, ReachesTheLastBlock) {
  const BlockRange all{(std::uint64_t{1} << 63) - 10, std::uint64_t{1} << 63};
  BlockQueue queue(all, 1);
  expect_to_cover(all_of(queue, 3), all);
}

}  // namespace
}  // namespace crossover::cuda
