#pragma once

#include "host/pi/selftest.hpp"
#include "host/report/document.hpp"

namespace crossover {

Document report_on(const Selftest& selftest);

}  // namespace crossover
