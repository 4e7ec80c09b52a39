#include "host/threads/gil.hpp"

namespace crossover {

void Gil::lock() {
  std::unique_lock guard(mutex_);
  while (held_) {
    const std::uint64_t turn = turns_;
    const bool freed = free_.wait_for(guard, switch_interval_, [this] { return !held_; });
    if (!freed && turns_ == turn) asked_for_ = true;
  }
  held_ = true;
  asked_for_ = false;
  ++turns_;
  taken_.notify_all();
}

void Gil::unlock() {
  const std::lock_guard guard(mutex_);
  held_ = false;
  free_.notify_one();
}

void Gil::hand_over_if_asked() {
  if (!asked_for_.load(std::memory_order_relaxed)) return;
  {
    std::unique_lock guard(mutex_);
    const std::uint64_t own_turn = turns_;
    held_ = false;
    free_.notify_one();
    taken_.wait(guard, [&] { return turns_ != own_turn; });
  }
  lock();
}

std::uint64_t Gil::turns() const {
  const std::lock_guard guard(mutex_);
  return turns_;
}

}  // namespace crossover
