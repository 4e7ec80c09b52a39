#pragma once

#include "host/report/document.hpp"

namespace crossover {

/// The machine, every backend and sorter (usable, or why not and what to do) and every kernel.
Document report_on_devices();

}  // namespace crossover
