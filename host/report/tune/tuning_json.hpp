#pragma once

#include <vector>

#include "host/report/json.hpp"
#include "host/tune/tuning.hpp"

namespace crossover {

/// The whole document of a tuning.
Json json_of(const Tuning& tuning, const std::vector<const BackendEntry*>& unavailable);

}  // namespace crossover
