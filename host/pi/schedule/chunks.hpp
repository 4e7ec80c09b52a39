#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "kernels/sample.hpp"

namespace crossover {

/// A range cut into equal chunks (the last may be shorter), for workers that take one after the other: whoever is
/// slowed down takes fewer.
class Chunks {
 public:
  /// Eight chunks a worker, but none so short that handing it out costs more than counting it (2^14 samples, about 10
  /// us) and none so long that the others wait long for the last one (2^18 samples, about 0.2 ms). Or chunks of so many
  /// `samples`.
  Chunks(SampleRange range, unsigned workers, std::optional<std::uint64_t> samples = std::nullopt)
      : range_(range), samples_(samples ? *samples : suitable_samples(range, workers)) {}

  /// Of each but the last.
  std::uint64_t samples() const { return samples_; }

  std::uint64_t count() const { return range_.size() / samples_ + (range_.size() % samples_ != 0); }

  SampleRange operator[](std::uint64_t i) const {
    const std::uint64_t first = range_.first + i * samples_;
    return {first, first + std::min(samples_, range_.last - first)};
  }

 private:
  static std::uint64_t suitable_samples(SampleRange range, unsigned workers) {
    return std::clamp(range.size() / (8 * std::uint64_t{workers}), std::uint64_t{1} << 14, std::uint64_t{1} << 18);
  }

  SampleRange range_;
  std::uint64_t samples_;
};

/// How many workers can take part: no more than there are chunks, and one at least.
inline unsigned workers_with_work(const Chunks& chunks, unsigned workers) {
  return static_cast<unsigned>(std::clamp<std::uint64_t>(chunks.count(), 1, workers));
}

/// How many samples to give first to a backend whose workers take chunks of so many samples, at a cost for each.
inline std::uint64_t first_batch_of(std::optional<std::uint64_t> chunk) {
  constexpr std::uint64_t most = std::uint64_t{1} << 20, chunks = std::uint64_t{1} << 14;
  return chunk && *chunk < most / chunks ? *chunk * chunks : most;
}

}  // namespace crossover
