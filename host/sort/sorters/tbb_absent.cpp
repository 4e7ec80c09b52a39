#include <string>

#include "host/sort/sorters/entries.hpp"

namespace crossover {

/// Stands in for tbb.cpp in a build without oneTBB.
const SorterEntry tbb_sorter{
    .name = "tbb",
    .summary = "oneTBB's parallel_sort, in place: a quicksort whose parts are tasks",
    .why_unavailable =
        [] {
          return std::string("built without oneTBB; install libtbb-dev and build again, or use --sorter parallel");
        },
    .default_workers = [] { return 1U; },
    .extra_memory = 0,
    .make = nullptr,
};

}  // namespace crossover
