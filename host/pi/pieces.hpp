#pragma once

#include <algorithm>
#include <cstdint>

#include "kernels/sample.hpp"

namespace crossover {

/// A range cut into equal pieces (the last may be shorter), for workers that take one after the other: whoever is
/// slowed down takes fewer.
class Pieces {
 public:
  /// Eight pieces a worker, but none so short that handing it out costs more than counting it (2^14 samples, about 10
  /// us) and none so long that the others wait long for the last one (2^18 samples, about 0.2 ms).
  Pieces(SampleRange range, unsigned workers)
      : range_(range),
        size_(std::clamp(range.size() / (8 * std::uint64_t{workers}), std::uint64_t{1} << 14, std::uint64_t{1} << 18)) {
  }

  std::uint64_t count() const { return range_.size() / size_ + (range_.size() % size_ != 0); }

  SampleRange operator[](std::uint64_t i) const {
    const std::uint64_t first = range_.first + i * size_;
    return {first, first + std::min(size_, range_.last - first)};
  }

 private:
  SampleRange range_;
  std::uint64_t size_;
};

/// How many workers can take part: no more than there are pieces, and one at least.
inline unsigned workers_with_work(SampleRange range, unsigned workers) {
  return static_cast<unsigned>(std::clamp<std::uint64_t>(Pieces(range, workers).count(), 1, workers));
}

}  // namespace crossover
