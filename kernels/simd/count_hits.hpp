#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kernels/sample.hpp"

namespace crossover {

/// The same hits as count_hits(), many blocks at a time, with the best instruction set of this CPU (found at run time).
std::uint64_t count_hits_simd(Seed seed, SampleRange range);

/// One compiled instruction set that this CPU can run.
struct SimdTarget {
  std::string name;                                      ///< "AVX-512", "AVX2", ...
  std::uint64_t (*count)(Seed seed, SampleRange range);  ///< count_hits_simd() held to this instruction set.
};

/// Every usable target, the one that count_hits_simd() takes first.
const std::vector<SimdTarget>& simd_targets();

}  // namespace crossover
