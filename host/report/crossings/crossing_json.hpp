#pragma once

#include <string_view>

#include "host/measure/series/overtaking.hpp"
#include "host/report/json.hpp"

namespace crossover {

/// `from` and `to`: the configurations. `among`: "pair", where one was measured against another, or "all", where the
/// fastest of all changes.
Json json_of(const Overtaking& overtaking, RunKind kind, std::string_view among, Json from, Json to);

/// Of one configuration.
Json json_of(const Model& model, RunKind kind, Json configuration);

}  // namespace crossover
