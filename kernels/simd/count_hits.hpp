#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "kernels/sample.hpp"

namespace crossover {

/// The same hits as count_hits(), many blocks at a time, with the best instruction set of this CPU (found at run time).
std::uint64_t count_hits_simd(Seed seed, SampleRange range);

using CountHits = std::uint64_t (*)(Seed seed, SampleRange range);

/// A way to count: vectors of blocks, and beside them so many blocks a batch by scalar instructions.
struct SimdWay {
  unsigned scalar_blocks;
  CountHits count;  ///< count_hits_simd() held to this way.
};

/// One compiled instruction set that this CPU can run.
struct SimdTarget {
  std::string name;  ///< "AVX-512", "AVX2", ...
  CountHits count;   ///< count_hits_simd() held to this instruction set.
  /// Vectors alone, then with scalar blocks. `count` takes the one that is the fastest here, told from its first work.
  std::vector<SimdWay> ways;
};

/// Every usable target, the one that count_hits_simd() takes first.
const std::vector<SimdTarget>& simd_targets();

}  // namespace crossover
