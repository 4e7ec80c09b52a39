#pragma once

#include "host/measure/pi_run.hpp"
#include "host/report/document.hpp"

namespace crossover {

/// One run.
Document report_on(const PiRun& run);

}  // namespace crossover
