#pragma once

#include <vector>

#include "host/measure/pi_run.hpp"
#include "host/report/page/table.hpp"

namespace crossover {

/// All figures of some runs, unrounded, one row a run: what spreadsheets read.
Table figures_of(const std::vector<PiRun>& runs);

}  // namespace crossover
