#pragma once

#include <cstdint>

namespace crossover::cuda {

/// What a multiprocessor's clock said at a time; both from a beginning that is not known. The difference of two of the
/// same multiprocessor tells how fast it ran in between.
struct ClockReading {
  std::uint64_t clocks, nanoseconds;
};

}  // namespace crossover::cuda
