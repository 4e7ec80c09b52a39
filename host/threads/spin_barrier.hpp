#pragma once

#include <atomic>
#include <cstdint>
#include <thread>

namespace crossover {

/// A point that some workers reach together, again and again. For workers that arrive within microseconds of each
/// other: waking one that sleeps takes longer than that, so they look again and again before they sleep.
class SpinBarrier {
 public:
  /// How many workers must arrive. Not while some wait.
  void set_workers(unsigned workers) { workers_ = workers; }

  void arrive_and_wait() {
    const std::uint32_t round = round_.load(std::memory_order_acquire);
    if (arrived_.fetch_add(1, std::memory_order_acq_rel) + 1 == workers_) {
      arrived_.store(0, std::memory_order_relaxed);
      round_.fetch_add(1, std::memory_order_release);
      round_.notify_all();
      return;
    }
    for (int looks = 0; looks < max_looks; ++looks) {
      if (round_.load(std::memory_order_acquire) != round) return;
      pause();
    }
    while (round_.load(std::memory_order_acquire) == round) round_.wait(round, std::memory_order_acquire);
  }

 private:
  /// About 0.1 ms.
  static constexpr int max_looks = 4096;

  static void pause() {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#else
    std::this_thread::yield();
#endif
  }

  unsigned workers_ = 1;
  std::atomic<std::uint32_t> arrived_ = 0, round_ = 0;
};

}  // namespace crossover
