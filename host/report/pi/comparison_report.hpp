#pragma once

#include <vector>

#include "host/compare/comparison.hpp"
#include "host/report/document.hpp"

namespace crossover {

/// A comparison, and the backends that could not take part in it.
Document report_on(const Comparison& comparison, const std::vector<const BackendEntry*>& unavailable);

}  // namespace crossover
