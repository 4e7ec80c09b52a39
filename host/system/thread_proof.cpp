#include "host/system/thread_proof.hpp"

#include "host/system/worker_pool.hpp"

namespace crossover {

void ThreadProof::require(unsigned workers) {
  if (workers <= proven_) return;
  WorkerPool(workers).run(workers, [](unsigned) {});
  proven_ = workers;
}

}  // namespace crossover
