#pragma once

#include <cstdint>
#include <vector>

#include "host/compare/walk/pi_walk.hpp"

namespace crossover {

/// How a walk over numbers of samples will spend its time, by what each kernel counts of a few samples on one core.
struct WalkPlan {
  std::vector<double> seconds_needed;  ///< [size]: for six cold and six warm rounds of each, about.
  std::uint64_t max_recounted = 0;     ///< The largest size that the plain loop recounts; 0 for none.
};

WalkPlan plan_walk(const PiWalkRequest& request);

}  // namespace crossover
