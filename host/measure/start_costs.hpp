#pragma once

#include <optional>

#include "host/measure/statistics.hpp"
#include "host/system/error.hpp"

namespace crossover {

/// What it takes to start a worker and have it end, in seconds, of enough starts for an interval. None of what could
/// not be started, or was not asked for.
struct StartCosts {
  std::optional<Summary> thread;      ///< Until it has run.
  std::optional<Summary> process;     ///< Until it has answered.
  std::optional<Error> failure = {};  ///< Why one of them could not be started.
};

/// Of a thread, and of a process too where that is asked for. Takes 50 ms at most, or nine starts of each where they
/// take longer.
StartCosts measure_start_costs(bool of_process);

}  // namespace crossover
