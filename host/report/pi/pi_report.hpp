#pragma once

#include "host/measure/pi_run.hpp"
#include "host/report/document.hpp"

namespace crossover {

/// One run. `stopped_by_signal` is 0 for a run that came to its end.
Document report_on(const PiRun& run, int stopped_by_signal);

}  // namespace crossover
