#include "host/sensors/energy_use.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "host/system/stopwatch.hpp"

namespace crossover {
namespace {

/// False when it must stop before.
bool sleep_for(double seconds, const std::function<bool()>& must_stop) {
  for (const Stopwatch watch; watch.seconds() < seconds;) {
    if (must_stop()) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return true;
}

bool can_be_read(const Readings& readings, const Meter& meter) { return value_of(readings, meter).has_value(); }

/// The meters of energy that a run was asked for, each with what draws it when idle.
struct Source {
  const Meter& meter;
  std::optional<double> idle_watts;
};

}  // namespace

IdlePower measure_idle_power(const std::vector<std::string>& gpus, const std::function<bool()>& must_stop,
                             const EnergySources& sources) {
  RunEnergy energy(gpus, sources);
  const Readings now = energy.totals();
  double seconds = can_be_read(now, cpu_energy_meter) ? 0.25 : 0;
  if (can_be_read(now, gpu_energy_meter)) seconds = RunEnergy::min_seconds_of_gpus;
  if (seconds <= 0) return {};
  energy.begin();
  const Stopwatch watch;
  if (!sleep_for(seconds, must_stop)) return {};
  const Readings used = energy.end();
  const auto watts = [&](const Meter& meter) -> std::optional<double> {
    const auto joules = value_of(used, meter);
    return joules ? std::optional(*joules / watch.seconds()) : std::nullopt;
  };
  return {.cpus = watts(cpu_energy_meter), .gpus = watts(gpu_energy_meter)};
}

std::optional<EnergyUse> energy_use_of(const Readings& readings, double seconds, const IdlePower& idle) {
  EnergyUse use{.joules = 0, .above_idle = 0};
  std::size_t meters_of_run = 0;
  for (const auto& [meter, idle_watts] : {Source{cpu_energy_meter, idle.cpus}, Source{gpu_energy_meter, idle.gpus}}) {
    const auto reading = std::ranges::find(readings, &meter, &Reading::meter);
    if (reading == readings.end()) continue;
    if (!reading->was_read()) return std::nullopt;
    ++meters_of_run;
    use.joules += reading->value;
    if (idle_watts && use.above_idle)
      *use.above_idle += reading->value - *idle_watts * seconds;
    else
      use.above_idle.reset();
  }
  if (use.above_idle && *use.above_idle <= 0) use.above_idle.reset();
  return meters_of_run > 0 ? std::optional(use) : std::nullopt;
}

}  // namespace crossover
