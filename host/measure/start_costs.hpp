#pragma once

namespace crossover {

/// What it takes to start a worker and have it end, in seconds: the medians of a few starts.
struct StartCosts {
  double thread;   ///< Until it has run.
  double process;  ///< Until it has answered.
};

/// Takes 50 ms at most, or one start of each where that takes longer. Throws Error when one cannot be started.
StartCosts measure_start_costs();

}  // namespace crossover
