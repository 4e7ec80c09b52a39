#include <string>

#include "host/pi/backends/entries.hpp"

namespace crossover {

/// Stands in for openmp.cpp in a build without OpenMP.
const BackendEntry openmp_backend{
    .name = "openmp",
    .summary = "an OpenMP loop over chunks of the range, dynamic schedule",
    .why_unavailable = [] { return std::string("built without OpenMP; configure with -DCROSSOVER_OPENMP=ON"); },
    .default_workers = [] { return 1U; },
    .kernels = cpu_kernels,
    .takes_chunk = true,
    .can_be_traced = true,
    .make = nullptr,
};

}  // namespace crossover
