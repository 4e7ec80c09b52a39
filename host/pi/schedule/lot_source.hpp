#pragma once

#include <cstdint>
#include <optional>

#include "kernels/sample.hpp"

namespace crossover {

/// Where one of several that count a range together gets its lots. Any thread may ask.
class LotSource {
 public:
  virtual ~LotSource() = default;

  /// The next lot; none when nothing is left.
  virtual std::optional<SampleRange> take() = 0;
  /// So many samples of those that were taken have taken so long.
  virtual void learn(std::uint64_t samples, double seconds) = 0;
};

}  // namespace crossover
