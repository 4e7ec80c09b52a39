#pragma once

#include <vector>

#include "host/compare/scaling/scaling.hpp"
#include "host/report/json.hpp"

namespace crossover {

/// An array with an object for each backend and way of scaling.
Json json_of(const std::vector<ScalingOfBackend>& all);

/// An array with an object for each number of workers from which on they share something.
Json json_of(const std::vector<WorkersBoundary>& boundaries);

}  // namespace crossover
