#pragma once

#include <string>

#include "host/compare/walk/sort_walk.hpp"

/// From which size on something pays, and who is the fastest up to where, in words.
namespace crossover {

/// "simd, 2 new threads, against one after the other: begins to pay between 2.15e4 and 4.64e4 keys (by the lines at
/// 2.5e4, 2.2e4 to 2.9e4)." The lines are T0 + N log2 N / R. Empty for a run that has nothing to be compared with.
std::string describe_where_it_pays(const SortWalk& walk, std::size_t run);

/// "The fastest changes between 1000 and 4642 keys: std gives way to simd."
std::string describe_crossing(const SortWalk& walk, const Crossing& crossing);

}  // namespace crossover
