#pragma once

#include "host/compare/walk/sort_walk.hpp"
#include "host/report/json.hpp"

/// The sort exercise in the JSON document: see docs/json.md.
namespace crossover {

Json json_of(const SortComparison& point, const SortRun& run, const IdlePower& idle = {});

/// {"sorter": "simd", "sharing": "threads"}
Json json_of(const SortConfiguration& configuration);

/// A sorter that cannot run here.
Json json_of_unavailable(const SorterEntry& entry);

}  // namespace crossover
