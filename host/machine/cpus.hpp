#pragma once

#include <optional>
#include <vector>

namespace crossover {

/// Whether the affinity mask of this process allows CPU 0, 1, ...; empty when it cannot be told.
std::vector<bool> affinity_mask();

/// How many logical CPUs the affinity mask of this process allows; at least 1.
unsigned cpus_in_affinity_mask();

/// How many workers can run at the same time here: the affinity mask, cut to the quota rounded up.
unsigned usable_cpus();

/// The first number of OMP_NUM_THREADS, when it is a number of workers that can be meant; none otherwise.
std::optional<unsigned> omp_num_threads();

/// More workers than this are taken for a slip of the finger.
inline constexpr unsigned max_workers = 4096;

}  // namespace crossover
