#include "host/threads/thread_limit_check.hpp"

#include "host/threads/worker_pool.hpp"

namespace crossover {

void ThreadLimitCheck::require(unsigned workers) {
  if (workers <= checked_) return;
  WorkerPool(workers).run(workers, [](unsigned) {});
  checked_ = workers;
}

}  // namespace crossover
