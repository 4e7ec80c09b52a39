#pragma once

#include <vector>

#include "host/compare/walk/pi_findings.hpp"
#include "host/report/json.hpp"

namespace crossover {

/// The whole document of a walk.
Json json_of(const PiWalk& walk, const PiFindings& findings, const std::vector<const BackendEntry*>& unavailable);

}  // namespace crossover
