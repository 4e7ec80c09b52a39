#pragma once

#include "host/sort/sorter.hpp"

/// The rows of the table, each defined in the file of its name.
namespace crossover {

extern const SorterEntry std_sorter, simd_sorter, parallel_sorter;
extern const SorterEntry cuda_sorter;

}  // namespace crossover
