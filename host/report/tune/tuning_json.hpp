#pragma once

#include <vector>

#include "host/report/json.hpp"
#include "host/tune/tuning.hpp"

namespace crossover {

/// What was searched, found and measured: the document but for what every document begins with.
Json json_of_search(const Tuning& tuning);

/// The whole document of a tuning.
Json json_of(const Tuning& tuning, const std::vector<const BackendEntry*>& unavailable);

}  // namespace crossover
