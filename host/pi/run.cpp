#include "host/pi/run.hpp"

#include <algorithm>
#include <cstdint>

#include "host/system/stopwatch.hpp"

namespace crossover {
namespace {

constexpr std::uint64_t min_samples = std::uint64_t{1} << 14, max_samples = std::uint64_t{1} << 50;

}  // namespace

void Pace::learn(std::uint64_t samples, double seconds) {
  if (samples < samples_ && seconds < target_seconds_) return;
  const auto least = static_cast<double>(min_samples), n = static_cast<double>(samples);
  const double wanted = seconds > 0 ? n * target_seconds_ / seconds : 8 * n;
  const double bounded = std::clamp(wanted, least, std::max(least, 8 * n));
  samples_ = std::min(max_samples, static_cast<std::uint64_t>(bounded));
}

Tally run(Backend& backend, Seed seed, SampleRange range, const OnBatch& goes_on) {
  Pace pace(batch_seconds, backend.first_batch());
  return run(backend, seed, range, pace, goes_on);
}

Tally run(Backend& backend, Seed seed, SampleRange range, Pace& pace, const OnBatch& goes_on) {
  Tally so_far{seed, {range.first, range.first}, 0};
  while (so_far.range.last < range.last && goes_on(so_far)) {
    const std::uint64_t first = so_far.range.last;
    const SampleRange next{first, first + std::min(pace.samples(), range.last - first)};
    const Stopwatch watch;
    so_far = join(so_far, {seed, next, backend.count(seed, next)});
    pace.learn(next.size(), watch.seconds());
  }
  return so_far;
}

}  // namespace crossover
