#include "host/cli/options/chosen_backends.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/system/error.hpp"

namespace crossover {

void require_use(const std::string& option, const ChosenBackends& chosen,
                 const std::function<bool(const BackendEntry&)>& can_use) {
  const auto uses = [&](const BackendEntry* entry) { return can_use(*entry); };
  if (std::any_of(chosen.usable.begin(), chosen.usable.end(), uses)) return;
  const auto absent = std::find_if(chosen.unavailable.begin(), chosen.unavailable.end(), uses);
  if (absent != chosen.unavailable.end()) require_usable(**absent);
  throw UsageError(fmt::format("{} does not go with any of these backends; leave it out", option));
}

}  // namespace crossover
