#pragma once

#include "host/pi/selftest.hpp"
#include "host/report/document.hpp"

namespace crossover {

/// `stopped_by_signal` is 0 for a selftest that came to its end.
Document report_on(const Selftest& selftest, int stopped_by_signal);

}  // namespace crossover
