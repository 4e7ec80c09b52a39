#pragma once

#include "host/measure/statistics.hpp"

namespace crossover {

/// What it takes to start a worker and have it end, in seconds, of enough starts for an interval.
struct StartCosts {
  Summary thread;   ///< Until it has run.
  Summary process;  ///< Until it has answered.
};

/// Takes 50 ms at most, or nine starts of each where they take longer. Throws Error when one cannot be started.
StartCosts measure_start_costs();

}  // namespace crossover
