#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "tests/support/fakes/fake_backends.hpp"
#include "tests/support/held_clock.hpp"

namespace crossover {

/// What a fake backend costs: time to make it, and time for each sample.
struct Cost {
  double setup_seconds, seconds_per_sample;
};

/// All that were counted by fakes.
inline std::uint64_t samples_counted = 0;

/// The hits among the first samples of seed 42, counted once.
inline std::uint64_t hits_below(std::uint64_t end) {
  static const std::vector<std::uint32_t> below = [] {
    std::vector<std::uint32_t> sums{0};
    for (std::uint64_t i = 0; i < 2'100'000; ++i) sums.push_back(sums.back() + is_hit(Seed{42}, i));
    return sums;
  }();
  return below.at(end);
}

/// Lets pass what it costs on a clock that is held, and knows the hits of seed 42.
class TimedBackend : public Backend {
 public:
  explicit TimedBackend(const Cost& cost) : seconds_per_sample_(cost.seconds_per_sample) {
    HeldClock::advance(cost.setup_seconds);
  }

  std::uint64_t count(Seed, SampleRange range) override {
    samples_counted += range.size();
    HeldClock::advance(seconds_per_sample_ * static_cast<double>(range.size()));
    return hits_below(range.last) - hits_below(range.first);
  }

 private:
  double seconds_per_sample_;
};

template <Cost (*cost)(const Resources&)>
constexpr BackendEntry timed(
    std::string_view name, unsigned (*workers)() = [] { return 0U; }, bool takes_chunk = false) {
  return {
      .name = name,
      .summary = "a fake whose time is known",
      .why_unavailable = usable_here,
      .default_workers = workers,
      .kernels = cpu_kernels,
      .takes_chunk = takes_chunk,
      .make = [](const Resources& r) -> std::unique_ptr<Backend> { return std::make_unique<TimedBackend>(cost(r)); }};
}

}  // namespace crossover
