#pragma once

#include <condition_variable>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

namespace crossover {

/// A thread that does one piece of work after another, each while its owner waits. OpenMP keeps a team of threads for
/// each thread that leads one: so several backends each keep theirs, however many workers they have.
class LeadingThread {
 public:
  LeadingThread() : thread_([this] { work_until_the_end(); }) {}
  ~LeadingThread() {
    hand_over(nullptr);
    thread_.join();
  }
  LeadingThread(const LeadingThread&) = delete;
  LeadingThread& operator=(const LeadingThread&) = delete;

  /// Throws what the work throws.
  void lead(const std::function<void()>& work) {
    hand_over(&work);
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !has_work_; });
    if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
  }

 private:
  void hand_over(const std::function<void()>* work) {
    const std::scoped_lock lock(mutex_);
    work_ = work;
    has_work_ = true;
    changed_.notify_all();
  }

  void work_until_the_end() {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [this] { return has_work_; });
      if (work_ == nullptr) return;
      lock.unlock();
      std::exception_ptr failure;
      try {
        (*work_)();
      } catch (...) {
        failure = std::current_exception();
      }
      lock.lock();
      failure_ = failure;
      has_work_ = false;
      changed_.notify_all();
    }
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  const std::function<void()>* work_ = nullptr;  ///< Null: it is over.
  bool has_work_ = false;
  std::exception_ptr failure_;
  std::thread thread_;  // the last: what it uses is there
};

}  // namespace crossover
