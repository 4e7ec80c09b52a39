#pragma once

#include <string_view>
#include <vector>

#include "host/report/json.hpp"

namespace crossover {

/// The members of a run of a document that say which it is: backend, kernel, workers, ...; of a sort's another list.
const std::vector<std::string_view>& names_of_runs(const Json& document);

/// The same of a run by itself.
const std::vector<std::string_view>& names_of_run(const Json& run);

/// Those of them that a run, or the name of a configuration, has.
Json named(const Json& run, const std::vector<std::string_view>& names);

}  // namespace crossover
