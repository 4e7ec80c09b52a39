#pragma once

#include <vector>

#include "host/compare/comparison.hpp"
#include "host/report/document.hpp"

namespace crossover {

/// A comparison, and the backends that could not take part in it. `stopped_by_signal` is 0 when it came to its end.
Document report_on(const Comparison& comparison, const std::vector<const BackendEntry*>& unavailable,
                   int stopped_by_signal);

}  // namespace crossover
