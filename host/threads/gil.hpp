#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <mutex>

namespace crossover {

/// A lock that threads share as those of CPython 3.2 and later share the global interpreter lock: whoever holds it goes
/// on until somebody has waited for a switch interval, then hands it over and takes no new turn before another had one.
/// Source: CPython's Python/ceval_gil.c. What it leaves out: docs/decisions/0007.
class Gil {
 public:
  /// What sys.getswitchinterval() answers unless it was changed.
  static constexpr std::chrono::milliseconds usual_interval{5};

  explicit Gil(std::chrono::nanoseconds switch_interval = usual_interval) : switch_interval_(switch_interval) {}

  void lock();
  void unlock();

  /// For whoever holds it, now and then: hands it over when somebody has waited long enough, and returns with the next
  /// turn.
  void hand_over_if_asked();

  /// How often the lock went to somebody.
  std::uint64_t turns() const;

 private:
  const std::chrono::nanoseconds switch_interval_;
  mutable std::mutex mutex_;  ///< Guards all below; `asked_for_` may be read without.
  std::condition_variable free_, taken_;
  bool held_ = false;
  std::uint64_t turns_ = 0;
  std::atomic<bool> asked_for_ = false;  ///< By one who has waited for a switch interval.
};

}  // namespace crossover
