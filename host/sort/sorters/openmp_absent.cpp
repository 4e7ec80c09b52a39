#include <string>

#include "host/sort/sorters/entries.hpp"

namespace crossover {

/// Stands in for openmp.cpp in a build without OpenMP.
const SorterEntry openmp_sorter{
    .name = "openmp",
    .summary = "GNU's __gnu_parallel::sort by OpenMP threads: std::sort of equal parts of a copy, then a merge of all",
    .why_unavailable = [] { return std::string("built without OpenMP; configure with -DCROSSOVER_OPENMP=ON"); },
    .default_workers = [] { return 1U; },
    .extra_memory = 1,
    .make = nullptr,
};

}  // namespace crossover
