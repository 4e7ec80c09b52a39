#pragma once

#include <vector>

#include "host/compare/scaling/scaling.hpp"
#include "host/report/page/table.hpp"

namespace crossover {

/// A row for each number of workers or GPUs of each backend: how many times as fast as one it is, efficiency, and the
/// serial fraction that speaks for.
Table table_of(const std::vector<ScalingOfBackend>& all);

}  // namespace crossover
