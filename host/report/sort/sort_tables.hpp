#pragma once

#include <vector>

#include "host/compare/walk/sort_walk.hpp"
#include "host/report/page/table.hpp"

namespace crossover {

/// One size: a row a configuration, and the sorters that cannot run here.
Table table_of(const SortComparison& point, const std::vector<const SorterEntry*>& unavailable);

/// Several sizes: a row a size, Mkeys/s of every configuration; a star behind that of the clearly fastest.
Table table_of_sizes(const SortWalk& walk);

}  // namespace crossover
