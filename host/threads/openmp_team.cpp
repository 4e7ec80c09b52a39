#include "host/threads/openmp_team.hpp"

#include <fmt/format.h>
#include <omp.h>

#include <algorithm>

#include "host/machine/cpus.hpp"
#include "host/system/error.hpp"

namespace crossover {
namespace {

bool may_work_in_parallel() { return omp_get_max_active_levels() > 0; }

/// OMP_THREAD_LIMIT, or a very large number; 1 where OMP_MAX_ACTIVE_LEVELS=0 has every region worked on by one thread.
unsigned thread_limit() {
  return may_work_in_parallel() ? static_cast<unsigned>(std::max(1, omp_get_thread_limit())) : 1;
}

}  // namespace

OpenMpTeam::OpenMpTeam(unsigned workers) : workers_(workers) {
  if (workers > thread_limit())
    throw Error(fmt::format("{} allows {} worker{}, not {}; raise it or try --workers {}",
                            may_work_in_parallel() ? "OMP_THREAD_LIMIT" : "OMP_MAX_ACTIVE_LEVELS=0", thread_limit(),
                            thread_limit() == 1 ? "" : "s", workers, thread_limit()));
}

void work_with_openmp_threads(unsigned threads) {
  omp_set_dynamic(0);  // so many threads, not up to so many
  omp_set_num_threads(static_cast<int>(threads));
}

unsigned default_openmp_workers() { return std::min(thread_limit(), omp_num_threads().value_or(usable_cpus())); }

}  // namespace crossover
