#pragma once

#include "host/compare/walk/pi_findings.hpp"
#include "host/report/page/table.hpp"

namespace crossover {

/// From how many samples on the second of each pair pays: where it was measured, and where the lines T0 + N / R cross.
Table table_of_crossings(const PiWalk& walk, const PiFindings& findings);

/// T0 and R of each configuration, cold and warm.
Table table_of_models(const PiWalk& walk, const PiFindings& findings);

/// A row for each size: rates, the fastest starred, those that were not measured predicted in brackets.
Table table_of_sizes(const PiWalk& walk, const PiFindings& findings, RunKind kind);

}  // namespace crossover
