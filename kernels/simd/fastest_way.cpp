#include "kernels/simd/fastest_way.hpp"

#include <limits>

namespace crossover {

FastestWay::FastestWay(std::size_t ways) : FastestWay(ways, 0) {}

FastestWay FastestWay::held_to(std::size_t way) { return {1, way}; }

FastestWay::FastestWay(std::size_t ways, std::size_t held_to) : best_(ways), chosen_(held_to), has_chosen_(ways == 1) {
  for (std::atomic<double>& best : best_) best = std::numeric_limits<double>::infinity();
}

FastestWay::Turn FastestWay::next() {
  if (has_chosen_.load(std::memory_order_acquire)) return {chosen_, false};
  const std::size_t n = begun_++;
  if (n >= trials_of_way * best_.size()) return {chosen_, false};  // others are still at the last trials
  return {n % best_.size(), true};
}

void FastestWay::learn(std::size_t way, double seconds_per_unit) {
  std::atomic<double>& best = best_[way];
  for (double known = best; seconds_per_unit < known && !best.compare_exchange_weak(known, seconds_per_unit);) {
  }
  if (++learned_ == trials_of_way * best_.size()) choose();
}

void FastestWay::choose() {
  std::size_t fastest = 0;
  double bar = best_[0] * (1 - margin);
  for (std::size_t way = 1; way < best_.size(); ++way)
    if (best_[way] < bar) {
      fastest = way;
      bar = best_[way];
    }
  chosen_ = fastest;
  has_chosen_.store(true, std::memory_order_release);
}

}  // namespace crossover
