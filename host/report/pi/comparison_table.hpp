#pragma once

#include <vector>

#include "host/compare/comparison.hpp"
#include "host/report/page/table.hpp"

namespace crossover {

/// A row for each run, with notes on the backends that could not take part.
Table table_of(const Comparison& comparison, const std::vector<const BackendEntry*>& unavailable);

}  // namespace crossover
