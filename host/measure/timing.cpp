#include "host/measure/timing.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "host/measure/machine_state.hpp"

namespace crossover {

std::optional<double> Timing::cpu_share(unsigned workers) const {
  return cpu_share_of(cpu_seconds(), warm_seconds ? mean(warm_seconds->raw) : cold_seconds, workers);
}

void Timing::keep_warm(std::span<const double> seconds, std::span<const Readings> readings) {
  warm_seconds = summarize(seconds);
  meters = mean_of(readings);
}

void Timing::add_driver_start(double seconds) {
  setup_seconds += seconds;
  cold_seconds += seconds;
  setup_meters = sum_of({{&driver_start_meter, seconds}}, setup_meters);
}

std::vector<std::string> describe_devices(const std::vector<Device>& all, const std::vector<unsigned>& chosen) {
  std::vector<std::string> used;
  for (const unsigned i : usable(all))
    if (chosen.empty() || std::ranges::count(chosen, i) > 0)
      used.push_back(fmt::format("GPU {}: {}", i, all[i].description));
  return used;
}

}  // namespace crossover
