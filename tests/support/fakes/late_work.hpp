#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <utility>

#include "host/cuda/runtime.hpp"

namespace crossover::cuda {

/// Work of a device that is done as late as it may be: when somebody waits for an event behind it, or for all. In one
/// order, whatever streams it is of.
class LateWork {
 public:
  void hand_over(std::function<void()> work) {
    const std::lock_guard lock(mutex_);
    waiting_.push_back(std::move(work));
  }
  std::size_t waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_.size();
  }

  /// The event is behind all that was handed over so far.
  void record(Event event) {
    const std::lock_guard lock(mutex_);
    handed_over_before_[event] = done_ + waiting_.size();
  }
  void forget(Event event) {
    const std::lock_guard lock(mutex_);
    handed_over_before_.erase(event);
  }

  void do_until(Event event) {
    const std::lock_guard lock(mutex_);
    const auto found = handed_over_before_.find(event);
    while (found != handed_over_before_.end() && done_ < found->second) do_next();
  }
  void do_all() {
    const std::lock_guard lock(mutex_);
    while (!waiting_.empty()) do_next();
  }

 private:
  void do_next() {
    waiting_.front()();
    waiting_.pop_front();
    ++done_;
  }

  mutable std::mutex mutex_;
  std::deque<std::function<void()>> waiting_;
  std::size_t done_ = 0;
  std::map<Event, std::size_t> handed_over_before_;
};

}  // namespace crossover::cuda
