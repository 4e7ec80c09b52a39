#pragma once

#include <string_view>
#include <vector>

#include "host/measure/plan/pi_plan.hpp"
#include "host/report/document.hpp"

namespace crossover {

/// How long runs will take. `command` is what planned them, `unavailable` are the backends that cannot run here.
Document report_on(const PiPlan& plan, std::string_view command,
                   const std::vector<const BackendEntry*>& unavailable = {});

}  // namespace crossover
