#pragma once

#include <vector>

#include "host/compare/sort_walk.hpp"
#include "host/report/document.hpp"

namespace crossover {

/// A comparison of sorters at one size or several, and the sorters that could not take part in it. `stopped_by_signal`
/// is 0 when it came to its end.
Document report_on(const SortWalk& walk, const std::vector<const SorterEntry*>& unavailable, int stopped_by_signal);

}  // namespace crossover
