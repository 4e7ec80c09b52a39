#include <string>

#include "host/sort/sorters/entries.hpp"

namespace crossover {

/// Stands in for thrust_host.cpp in a build without the CUDA Toolkit, whose headers hold Thrust, or without OpenMP.
const SorterEntry thrust_host_sorter{
    .name = "thrust-host",
    .summary = "thrust::sort on CPUs: the same call as on a GPU, by OpenMP threads",
    .why_unavailable =
        [] {
          return std::string(
              "built without OpenMP or without the CUDA Toolkit, which has Thrust; install both and build again");
        },
    .default_workers = [] { return 1U; },
    .extra_memory = 2.5,
    .make = nullptr,
};

}  // namespace crossover
