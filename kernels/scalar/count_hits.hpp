#pragma once

#include <cstdint>

#include "kernels/sample.hpp"

namespace crossover {

/// The reference, a plain loop: count_hits() compiled once, for the instruction set that every CPU of this kind has.
std::uint64_t count_hits_scalar(Seed seed, SampleRange range);

}  // namespace crossover
