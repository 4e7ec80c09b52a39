#pragma once

#include "host/system/thread_proof.hpp"

namespace crossover {

/// The threads of OpenMP, which it keeps for each thread that leads them. Only in a build with OpenMP.
class OpenMpTeam {
 public:
  /// Throws Error if OMP_THREAD_LIMIT does not allow so many workers.
  explicit OpenMpTeam(unsigned workers);

  unsigned workers() const { return workers_; }

  /// The next parallel regions of the calling thread have so many threads, workers() at most, unless they say
  /// otherwise. Throws Error when they cannot be started.
  void lead(unsigned threads);

 private:
  const unsigned workers_;
  ThreadProof proof_;
};

/// OMP_NUM_THREADS or all usable CPUs, within OMP_THREAD_LIMIT.
unsigned default_openmp_workers();

}  // namespace crossover
