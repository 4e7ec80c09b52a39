#pragma once

#include <array>

namespace crossover::cuda {

/// For how many clocks a block (two samples) of the kernel `philox` keeps the busiest pipe of a quarter of a
/// multiprocessor busy, with the code that a launch takes there (launch.cu).
struct PipeBound {
  int capability;  ///< 10 major + minor.
  double clocks_of_block;
};

/// By the compiled code and the clocks of bench/gpu/pipe_model.py, whose test compares the two; not yet measured.
inline constexpr std::array<PipeBound, 7> philox_bounds{
    {{75, 76.1}, {80, 60.8}, {86, 68.1}, {89, 68.1}, {90, 58.6}, {100, 59.1}, {120, 68.0}}};

/// How many samples a multiprocessor may count in a clock, in four quarters of 32 lanes; 0 where it is not known.
constexpr double max_philox_samples_per_clock(int capability) {
  constexpr int lanes = 4 * 32, samples_of_block = 2;
  for (const PipeBound& bound : philox_bounds)
    if (bound.capability == capability) return lanes * samples_of_block / bound.clocks_of_block;
  return 0;
}

}  // namespace crossover::cuda
