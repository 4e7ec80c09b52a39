#include "host/pi/cuda/blocks.hpp"

#include <algorithm>

namespace crossover::cuda {
namespace {

/// Fewer are not worth a launch, about 5 µs, on any GPU.
constexpr std::uint64_t min_blocks = std::uint64_t{1} << 20;

/// Cuts off the first `most` blocks or fewer, with one high counter word; at least one must be left.
BlockRange cut(BlockRange& left, std::uint64_t most) {
  const std::uint64_t to_border = blocks_of_a_high_word - left.first % blocks_of_a_high_word;
  const std::uint64_t size = std::min({most, to_border, left.size()});
  left.first += size;
  return {left.first - size, left.first};
}

}  // namespace

WholeBlocks::WholeBlocks(SampleRange range) : before{range.first, range.first}, after{range.last, range.last} {
  if (range.first % 2 == 1 && range.first < range.last) ++before.last;
  if (range.last % 2 == 1 && before.last < range.last) --after.first;
  blocks = {before.last / 2 + before.last % 2, after.first / 2};
  blocks.last = std::max(blocks.first, blocks.last);
}

std::optional<BlockRange> BlockQueue::take(std::uint64_t most) {
  const std::lock_guard lock(mutex_);
  if (left_.size() == 0) return std::nullopt;
  if (takers_ > 1) most = std::min(most, std::max(min_blocks, left_.size() / 2 / takers_));
  return cut(left_, most);
}

std::optional<BlockRange> LotBlocks::take(std::uint64_t most) {
  while (left_.size() == 0) {
    const auto lot = lots_.take();
    if (!lot) return std::nullopt;
    const WholeBlocks whole(*lot);
    hits_of_ends_ += count_hits(seed_, whole.before) + count_hits(seed_, whole.after);
    left_ = whole.blocks;
  }
  return cut(left_, most);
}

}  // namespace crossover::cuda
