#pragma once

#include <vector>

#include "host/report/document.hpp"
#include "host/tune/tuning.hpp"

namespace crossover {

/// A tuning, and the backends that could not take part in it. `stopped_by_signal` is 0 when it came to its end.
Document report_on(const Tuning& tuning, const std::vector<const BackendEntry*>& unavailable, int stopped_by_signal);

}  // namespace crossover
