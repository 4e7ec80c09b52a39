#include "host/system/openmp_team.hpp"

#include <fmt/format.h>
#include <omp.h>

#include <algorithm>

#include "host/system/cpus.hpp"
#include "host/system/error.hpp"

namespace crossover {
namespace {

/// OMP_THREAD_LIMIT, or a very large number.
unsigned thread_limit() { return static_cast<unsigned>(std::max(1, omp_get_thread_limit())); }

}  // namespace

OpenMpTeam::OpenMpTeam(unsigned workers) : workers_(workers) {
  if (workers > thread_limit())
    throw Error(fmt::format("OMP_THREAD_LIMIT allows {} workers, not {}; raise it or try --workers {}", thread_limit(),
                            workers, thread_limit()));
}

void OpenMpTeam::lead(unsigned threads) {
  proof_.require(threads);
  omp_set_dynamic(0);  // so many threads, not up to so many
  omp_set_num_threads(static_cast<int>(threads));
}

unsigned default_openmp_workers() { return std::min(thread_limit(), omp_num_threads().value_or(usable_cpus())); }

}  // namespace crossover
