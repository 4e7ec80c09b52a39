#include "host/threads/worker_pool.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>

#include "host/system/error.hpp"

namespace crossover {

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
  }
  job_or_end_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void WorkerPool::run(unsigned wanted, const std::function<void(unsigned)>& job) {
  const unsigned helpers = std::clamp(wanted, 1U, workers_) - 1;
  start_threads(helpers);
  {
    const std::lock_guard lock(mutex_);
    job_ = &job;
    ++jobs_;
    helpers_ = helpers_at_work_ = helpers;
  }
  if (helpers > 0) job_or_end_.notify_all();
  perform(0);

  std::unique_lock lock(mutex_);
  job_done_.wait(lock, [&] { return helpers_at_work_ == 0; });
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

void WorkerPool::start_threads(unsigned wanted) {
  while (threads_.size() < wanted) {
    const auto worker = static_cast<unsigned>(threads_.size() + 1);
    try {
      threads_.emplace_back([this, worker] { serve(worker); });
    } catch (const std::system_error& e) {
      throw Error(fmt::format("cannot start worker {} of {}: {}; try --workers {}", worker + 1, workers_,
                              e.code().message(), worker));
    }
  }
}

void WorkerPool::serve(unsigned worker) {
  std::uint64_t jobs_seen = 0;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      job_or_end_.wait(lock, [&] { return ending_ || (jobs_ != jobs_seen && worker <= helpers_); });
      if (ending_) return;
      jobs_seen = jobs_;
    }
    perform(worker);
    const std::lock_guard lock(mutex_);
    if (--helpers_at_work_ == 0) job_done_.notify_one();
  }
}

void WorkerPool::perform(unsigned worker) {
  try {
    (*job_)(worker);
  } catch (...) {
    const std::lock_guard lock(mutex_);
    if (!failure_) failure_ = std::current_exception();
  }
}

}  // namespace crossover
