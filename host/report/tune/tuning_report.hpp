#pragma once

#include <vector>

#include "host/report/document.hpp"
#include "host/tune/tuning.hpp"

namespace crossover {

/// A tuning, and the backends that could not take part in it.
Document report_on(const Tuning& tuning, const std::vector<const BackendEntry*>& unavailable);

}  // namespace crossover
