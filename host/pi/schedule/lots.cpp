#include "host/pi/schedule/lots.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace crossover {

namespace {

/// The smallest lot is a part of the first, which is certainly no long work.
constexpr std::uint64_t smallest_of_first = 256;

}  // namespace

Lots::Lots(std::vector<std::uint64_t> first_lots)
    : first_lots_(std::move(first_lots)), rates_(first_lots_.size(), 0.0) {}

std::optional<SampleRange> Lots::take(std::size_t member) {
  if (rest_.size() == 0) return std::nullopt;
  const SampleRange lot{rest_.first, rest_.first + std::min(rest_.size(), lot_of(member))};
  rest_.first = lot.last;
  return lot;
}

std::uint64_t Lots::lot_of(std::size_t member) const {
  if (rates_[member] <= 0) return first_lots_[member];
  const double share_seconds = static_cast<double>(rest_.size()) / std::accumulate(rates_.begin(), rates_.end(), 0.0);
  const double samples = rates_[member] * std::max(min_lot_seconds, share_seconds / 2);
  // A member whose every lot takes as long, however small it is (a GPU that others share), must not get ever smaller
  // ones: each would make its rate look lower.
  const std::uint64_t floor = first_lots_[member] / smallest_of_first;
  if (samples >= static_cast<double>(rest_.size()) || floor >= rest_.size()) return rest_.size();
  // Whole blocks of two samples, which GPUs count by.
  return 2 * std::max<std::uint64_t>({1, floor / 2, static_cast<std::uint64_t>(samples / 2)});
}

void Lots::learn(std::size_t member, std::uint64_t samples, double seconds) {
  constexpr double min_seconds = 1e-4;
  const double rate = static_cast<double>(samples) / std::max(seconds, 1e-9);
  double& known = rates_[member];
  if (known <= 0 || (seconds < min_seconds && rate > known)) {
    known = rate;
  } else if (seconds >= min_seconds) {
    known = (known + rate) / 2;
  }
}

}  // namespace crossover
