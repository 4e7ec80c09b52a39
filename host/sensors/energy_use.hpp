#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "host/machine/meter.hpp"
#include "host/sensors/run_energy.hpp"

namespace crossover {

/// What the CPUs, and the GPUs that take part, draw while the program does nothing, in watts.
struct IdlePower {
  std::optional<double> cpus = {}, gpus = {};
};

/// Measured now: by sleeping for as long as the counters that can be read need. Where none can, or when `must_stop`
/// says so, it knows nothing.
IdlePower measure_idle_power(const std::vector<std::string>& gpus, const std::function<bool()>& must_stop,
                             const EnergySources& sources = {});

/// The energy of a run.
struct EnergyUse {
  double joules;                       ///< Of the CPUs, and of the GPUs where some took part.
  std::optional<double> above_idle{};  ///< What of it was not drawn when idle, in joules; none where that is not known.
};

/// By what meters read in so many seconds. None where one that was asked could not be read.
std::optional<EnergyUse> energy_use_of(const Readings& readings, double seconds, const IdlePower& idle);

}  // namespace crossover
