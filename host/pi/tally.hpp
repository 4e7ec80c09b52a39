#pragma once

#include <cstdint>

#include "kernels/sample.hpp"

namespace crossover {

/// All the state a run has: the hits of a range of samples. Progress, partial and final results are views of it.
struct Tally {
  Seed seed;
  SampleRange range;
  std::uint64_t hits;

  friend bool operator==(const Tally&, const Tally&) = default;
};

/// The tally of both ranges. Throws Error unless they have the same seed and `b` begins where `a` ends.
Tally join(const Tally& a, const Tally& b);

}  // namespace crossover
