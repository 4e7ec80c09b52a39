#pragma once

#include <cstdint>
#include <vector>

#include "host/compare/walk/pi_walk.hpp"
#include "host/pi/backends/entries.hpp"
#include "kernels/cpu_kernels.hpp"

namespace crossover {

/// How long a run takes: so many seconds, and so many more for each sample.
struct RunCost {
  double start, per_sample;
};

/// A run that was made in six rounds, cold and warm, without any starting cost when warm.
inline PiRun timed_run(const BackendEntry& backend, unsigned workers, std::uint64_t samples, const RunCost& cost) {
  const double warm = cost.per_sample * static_cast<double>(samples);
  PiRun run{.configuration = {&backend, &simd_kernel, workers},
            .asked = {0, samples},
            .tally = {Seed{42}, {0, samples}, samples * 7854 / 10'000}};
  run.timing.cold_seconds = cost.start + warm;
  run.timing.cold_rounds = summarize(std::vector<double>(6, cost.start + warm));
  run.timing.warm_seconds = summarize(std::vector<double>(6, warm));
  run.timing.meters = {{&cpu_meter, warm * workers}};
  return run;
}

/// serial with 1 ns a sample, threads with 60 us and 0.5 ns: they cross at 120 000 when cold. At 1e8 serial had left.
inline PiWalk measured_walk() {
  PiWalk walk{.configurations = {{&serial_backend, &simd_kernel, 1}, {&threads_backend, &simd_kernel, 2}},
              .sizes = {40'000, 100'000, 200'000, 1'000'000, 100'000'000},
              .longest = 0.05};
  for (const std::uint64_t samples : walk.sizes) {
    PiPoint point;
    Comparison& c = point.comparison;
    c.seed = Seed{42};
    c.range = {0, samples};
    c.recount = {samples, true};
    c.verified = true;
    c.rounds = 6;
    if (samples < 100'000'000) {
      c.runs.push_back(timed_run(serial_backend, 1, samples, {0, 1e-9}));
      point.configurations.push_back(0);
    }
    c.runs.push_back(timed_run(threads_backend, 2, samples, {60e-6, 0.5e-9}));
    point.configurations.push_back(1);
    walk.points.push_back(point);
  }
  walk.is_done = true;
  return walk;
}

}  // namespace crossover
