#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace crossover {

/// Threads that are kept between jobs. The caller is worker 0, so that a pool of n starts n - 1 threads at most, and
/// starts each of them with the first job that needs it.
class WorkerPool {
 public:
  /// `workers` is at least 1.
  explicit WorkerPool(unsigned workers) : workers_(workers) {}
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  unsigned workers() const { return workers_; }

  /// Calls job(0), ..., job(n - 1) at the same time, n = min(wanted, workers()), and returns when all have returned.
  /// Throws the first exception of a job, and Error when a thread cannot be started (no job has run then).
  /// Call it from one thread at a time.
  void run(unsigned wanted, const std::function<void(unsigned worker)>& job);

 private:
  void start_threads(unsigned wanted);
  void serve(unsigned worker);
  void perform(unsigned worker);

  const unsigned workers_;
  std::vector<std::thread> threads_;  ///< Worker w is threads_[w - 1].

  std::mutex mutex_;  ///< Guards all below.
  std::condition_variable job_or_end_, job_done_;
  const std::function<void(unsigned)>* job_ = nullptr;
  std::uint64_t jobs_ = 0;  ///< Given out so far: tells a thread that a job is new to it.
  unsigned helpers_ = 0;    ///< Threads 1, ..., helpers_ take part in the job.
  unsigned helpers_at_work_ = 0;
  std::exception_ptr failure_;
  bool ending_ = false;
};

}  // namespace crossover
