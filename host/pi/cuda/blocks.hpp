#pragma once

#include <cstdint>
#include <mutex>
#include <optional>

#include "kernels/cuda/launch.hpp"

namespace crossover::cuda {

/// A range of samples as GPUs take it: whole blocks, and what stands over before and after them, a sample at most.
struct WholeBlocks {
  explicit WholeBlocks(SampleRange range);

  SampleRange before, after;
  BlockRange blocks;
};

/// Hands out blocks to several takers at the same time: whoever is done with a lot takes the next, so that a slower one
/// takes fewer.
class BlockQueue {
 public:
  BlockQueue(BlockRange all, unsigned takers) : left_(all), takers_(takers) {}

  /// The next blocks, `most` of them or fewer: all with the same high counter word, and towards the end less and less
  /// when there are several takers, so that they end together. None when all are taken.
  std::optional<BlockRange> take(std::uint64_t most);

 private:
  std::mutex mutex_;
  BlockRange left_;
  const unsigned takers_;
};

}  // namespace crossover::cuda
