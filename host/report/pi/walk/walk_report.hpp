#pragma once

#include <vector>

#include "host/compare/walk/pi_walk.hpp"
#include "host/report/document.hpp"

namespace crossover {

/// A walk over numbers of samples, and the backends that could not take part in it.
Document report_on(const PiWalk& walk, const std::vector<const BackendEntry*>& unavailable);

}  // namespace crossover
