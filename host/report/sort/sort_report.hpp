#pragma once

#include <vector>

#include "host/compare/walk/sort_walk.hpp"
#include "host/report/document.hpp"

namespace crossover {

/// A comparison of sorters at one size or several, and the sorters that could not take part in it.
Document report_on(const SortWalk& walk, const std::vector<const SorterEntry*>& unavailable);

}  // namespace crossover
