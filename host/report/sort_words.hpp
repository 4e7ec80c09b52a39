#pragma once

#include <string>
#include <vector>

#include "host/measure/sort_walk.hpp"

/// What a comparison of sorters found, in words.
namespace crossover {

/// "simd", "simd threads"
std::string label_of(const SortConfiguration& configuration);

/// "1 key", "1000 keys"
std::string keys_in_words(std::uint64_t keys);

/// "2 arrays of 1000 keys (i64, lesson, seed 42)"
std::string task_in_words(const SortWalk& walk);

/// One finding a sentence.
std::vector<std::string> sentences_on(const SortWalk& walk);

}  // namespace crossover
