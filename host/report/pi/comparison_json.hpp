#pragma once

#include <vector>

#include "host/compare/comparison.hpp"
#include "host/report/json.hpp"

namespace crossover {

/// A run, and how it compares.
Json json_of(const Comparison& comparison, const PiRun& run);

/// The whole document of a comparison.
Json json_of(const Comparison& comparison, const std::vector<const BackendEntry*>& unavailable);

}  // namespace crossover
