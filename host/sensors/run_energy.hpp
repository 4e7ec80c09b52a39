#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "host/machine/meter.hpp"
#include "host/sensors/cpu_energy.hpp"
#include "host/sensors/nvml.hpp"
#include "host/system/stopwatch.hpp"

namespace crossover {

/// Where energy is read: of the CPUs' packages in the file system `root`, and of GPUs, where some take part, by a
/// library: null is that of the driver, which is not loaded for CPUs alone.
struct EnergySources {
  std::filesystem::path root = "/";
  const Nvml* gpus = nullptr;
};

/// The energy that the machine used up while something ran, whoever used it: of its CPUs, and of the GPUs that took
/// part.
class RunEnergy {
 public:
  /// `gpus` are PCI addresses.
  explicit RunEnergy(const std::vector<std::string>& gpus = {}, const EnergySources& sources = {});

  /// Counts from here on. What ran before took so long that counters say nothing of the like: then none is read.
  void begin();
  /// What each counter says since this was made, in joules, or why it says nothing.
  Readings totals();
  /// To be called now and then in a long run: a counter that nobody has read for a minute may have wrapped around.
  void keep_up();
  /// Joules since begin(), or why they are not known: not permitted, or too short for how often a counter is updated.
  Readings end();

  /// The shortest runs of which counters say something: those of CPUs are updated about every millisecond, those of
  /// GPUs every 20 to 100, so that a reading is a twentieth off at most, or a fifth; the mean of rounds less.
  static constexpr double min_seconds_of_cpus = 0.05, min_seconds_of_gpus = 1;
  /// Some counters of CPUs wrap around after 65.5 kJ, which a package of 1 kW uses in little more.
  static constexpr double max_seconds_unread = 60;

 private:
  Sensed<double> read_cpus();

  CpuEnergy cpus_;
  std::vector<GpuSensors> gpus_;
  Readings before_;
  Stopwatch since_begin_, since_read_;
  double longest_unread_ = 0;  ///< Of the CPUs' counters since begin(), in seconds.
  bool is_too_short_to_read_ = false;
};

}  // namespace crossover
