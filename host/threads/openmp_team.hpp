#pragma once

namespace crossover {

/// The threads of OpenMP, which it keeps for each thread that leads them. Only in a build with OpenMP.
class OpenMpTeam {
 public:
  /// Throws Error if OMP_THREAD_LIMIT or OMP_MAX_ACTIVE_LEVELS does not allow so many workers.
  explicit OpenMpTeam(unsigned workers);

  unsigned workers() const { return workers_; }

 private:
  const unsigned workers_;
};

/// The next parallel regions of the calling thread have so many threads, unless they say otherwise. The runtime ends
/// the process when they cannot be started: see rehearse_openmp().
void work_with_openmp_threads(unsigned threads);

/// OMP_NUM_THREADS or all usable CPUs, within OMP_THREAD_LIMIT.
unsigned default_openmp_workers();

}  // namespace crossover
