#pragma once

#include <cstdint>
#include <mutex>
#include <optional>

#include "host/pi/schedule/lot_source.hpp"
#include "kernels/cuda/launch.hpp"

namespace crossover::cuda {

/// A range of samples as GPUs take it: whole blocks, and what stands over before and after them, a sample at most.
struct WholeBlocks {
  explicit WholeBlocks(SampleRange range);

  SampleRange before, after;
  BlockRange blocks;
};

/// Where a GPU takes the blocks of its launches.
class BlockSource {
 public:
  virtual ~BlockSource() = default;

  /// The next blocks, `most` of them or fewer, all with the same high counter word. None when all are taken.
  virtual std::optional<BlockRange> take(std::uint64_t most) = 0;
  /// So many blocks of those that were taken are counted, and took so long.
  virtual void finished(std::uint64_t /*blocks*/, double /*seconds*/) {}
};

/// Hands out blocks to several takers at the same time: whoever is done with some takes the next, so that a slower one
/// takes fewer; and towards the end less and less, so that they end together.
class BlockQueue : public BlockSource {
 public:
  BlockQueue(BlockRange all, unsigned takers) : left_(all), takers_(takers) {}

  std::optional<BlockRange> take(std::uint64_t most) override;

 private:
  std::mutex mutex_;
  BlockRange left_;
  const unsigned takers_;
};

/// The blocks of lot after lot, for one taker: it need not be done with one to take from the next.
class LotBlocks : public BlockSource {
 public:
  LotBlocks(Seed seed, LotSource& lots) : seed_(seed), lots_(lots) {}

  std::optional<BlockRange> take(std::uint64_t most) override;
  void finished(std::uint64_t blocks, double seconds) override { lots_.learn(2 * blocks, seconds); }

  /// Of the samples of all lots so far that stand over before and after whole blocks.
  std::uint64_t hits_of_ends() const { return hits_of_ends_; }

 private:
  const Seed seed_;
  LotSource& lots_;
  BlockRange left_{0, 0};
  std::uint64_t hits_of_ends_ = 0;
};

}  // namespace crossover::cuda
