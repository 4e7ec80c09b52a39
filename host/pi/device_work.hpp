#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "host/sensors/nvml.hpp"

namespace crossover {

/// What one device has done.
struct DeviceWork {
  unsigned device;            ///< Its number.
  std::uint64_t samples = 0;  ///< That it counted.
  double busy_seconds = 0;    ///< In which it counted them.
  double clocks = 0;          ///< Of a multiprocessor, in so many seconds: read only around long work.
  double clock_seconds = 0;
  /// The bound by its pipes, a model (kernels/cuda/speed/pipe_bound.hpp); 0: not known.
  double max_samples_per_clock = 0;
  /// As it was just after work of a tenth of a second or more.
  GpuLoad load = {};

  std::optional<double> samples_per_second() const {
    return busy_seconds > 0 ? std::optional(static_cast<double>(samples) / busy_seconds) : std::nullopt;
  }
  /// The multiprocessors' clock while it counted.
  std::optional<double> clock_hertz() const {
    return clock_seconds > 0 ? std::optional(clocks / clock_seconds) : std::nullopt;
  }
  /// Of the bound by its pipes at that clock.
  std::optional<double> share_of_bound() const {
    const auto rate = samples_per_second(), hertz = clock_hertz();
    if (!rate || !hertz || max_samples_per_clock <= 0) return std::nullopt;
    return *rate / (max_samples_per_clock * *hertz);
  }
};

/// Of runs that took so long together, without getting devices ready, and counted so many samples.
struct WorkOfDevices {
  std::vector<DeviceWork> by_device = {};
  double seconds = 0;
  std::uint64_t samples = 0;

  /// Of all samples.
  double share_of(const DeviceWork& work) const {
    return samples > 0 ? static_cast<double>(work.samples) / static_cast<double>(samples) : 0;
  }
  /// Of the time: how much of it the device counted.
  double efficiency_of(const DeviceWork& work) const { return seconds > 0 ? work.busy_seconds / seconds : 0; }
};

/// What has been added since `before`, which has the same devices or none.
inline std::vector<DeviceWork> added_since(const std::vector<DeviceWork>& before, std::vector<DeviceWork> now) {
  for (std::size_t i = 0; i < before.size(); ++i) {
    now[i].samples -= before[i].samples;
    now[i].busy_seconds -= before[i].busy_seconds;
    now[i].clocks -= before[i].clocks;
    now[i].clock_seconds -= before[i].clock_seconds;
  }
  return now;
}

}  // namespace crossover
