#pragma once

#include "host/sort/sorter.hpp"

/// The rows of the table, each defined in the file of its name.
namespace crossover {

extern const SorterEntry std_sorter, simd_sorter, parallel_sorter, tbb_sorter, openmp_sorter, thrust_host_sorter,
    cuda_sorter, cuda_pinned_sorter;

}  // namespace crossover
