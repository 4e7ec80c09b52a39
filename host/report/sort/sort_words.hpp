#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "host/compare/walk/sort_walk.hpp"

/// What a comparison of sorters found, in words.
namespace crossover {

/// "simd", "simd threads"
std::string label_of(const SortConfiguration& configuration);

/// "simd, one array after the other", "simd, 2 new threads", "parallel with 2 workers"
std::string describe_configuration(const SortConfiguration& configuration, unsigned arrays);

/// "1 key", "1000 keys"
std::string format_keys(std::uint64_t keys);

/// "2 arrays of 1000 keys (i64, lesson, seed 42)"
std::string describe_task(const SortWalk& walk);

/// "1.94 times as fast as one after the other (1.92 to 1.97): it pays", or why that is not judged. Both were timed
/// warm.
std::string describe_speed_of_sorts(const SortComparison& point, const SortRun& run, const SortRun& over,
                                    std::string_view other);

/// One finding a sentence.
std::vector<std::string> findings_of(const SortWalk& walk);

}  // namespace crossover
