#pragma once

#include <functional>
#include <string>

#include "host/cli/options/choices.hpp"

/// Options that are for several backends at once.
namespace crossover {

using ChosenBackends = ChosenFrom<BackendEntry>;

/// Throws when an option is for none of the backends: because what it is for cannot run here, or at all.
void require_use(const std::string& option, const ChosenBackends& chosen,
                 const std::function<bool(const BackendEntry&)>& can_use);

}  // namespace crossover
