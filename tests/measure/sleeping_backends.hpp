#pragma once

#include <chrono>
#include <memory>
#include <thread>

#include "tests/measure/fake_backends.hpp"

namespace crossover {

/// What a fake backend costs: time to make it, and time for each sample.
struct Cost {
  double setup_seconds, seconds_per_sample;
};

/// All that were counted by fakes.
inline std::uint64_t samples_counted = 0;

inline void sleep_for(double seconds) { std::this_thread::sleep_for(std::chrono::duration<double>(seconds)); }

/// Counts, and sleeps for the rest of what it costs.
class SleepingBackend : public Backend {
 public:
  explicit SleepingBackend(const Cost& cost) : seconds_per_sample_(cost.seconds_per_sample) {
    if (cost.setup_seconds > 0) sleep_for(cost.setup_seconds);
  }

  std::uint64_t count(Seed seed, SampleRange range) override {
    const std::chrono::duration<double> cost(seconds_per_sample_ * static_cast<double>(range.size()));
    const auto end = std::chrono::steady_clock::now() + cost;
    samples_counted += range.size();
    const std::uint64_t hits = simd_kernel.count(seed, range);
    std::this_thread::sleep_until(end);
    return hits;
  }

 private:
  double seconds_per_sample_;
};

template <Cost (*cost)(const Resources&)>
constexpr BackendEntry sleeping(
    std::string_view name, unsigned (*workers)() = [] { return 0U; }, bool takes_chunk = false) {
  return {.name = name,
          .summary = "a fake that sleeps",
          .why_unavailable = usable_here,
          .default_workers = workers,
          .kernels = cpu_kernels,
          .takes_chunk = takes_chunk,
          .make = [](const Resources& r) -> std::unique_ptr<Backend> {
            return std::make_unique<SleepingBackend>(cost(r));
          }};
}

}  // namespace crossover
