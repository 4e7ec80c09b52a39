#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/measure/rounds.hpp"
#include "host/measure/timing.hpp"
#include "host/pi/backend.hpp"
#include "host/pi/estimate.hpp"
#include "host/pi/run.hpp"
#include "host/pi/tally.hpp"
#include "host/sensors/run_energy.hpp"
#include "host/system/ending.hpp"
#include "host/system/error.hpp"
#include "host/system/watch.hpp"

namespace crossover {

/// One way to count: a backend, and what it works with.
struct Configuration {
  const BackendEntry* backend;
  const Kernel* kernel;
  unsigned workers;
  // As in Resources.
  std::vector<unsigned> devices = {};
  std::optional<std::uint64_t> chunk = {};
  bool release_gil = false;

  /// Empty for a backend without. Throws Error.
  std::vector<Device> devices_there_are() const {
    return backend->takes_devices() ? backend->devices() : std::vector<Device>();
  }
  Resources resources() const { return {*kernel, workers, devices, chunk, release_gil}; }
  /// Whether a worker is one core, so that speed-up a worker says something.
  bool counts_on_cores() const { return kernel->count != nullptr && !backend->takes_devices(); }
};

/// One configuration, run.
struct PiRun {
  Configuration configuration;
  SampleRange asked;
  Tally tally;  ///< Of what was counted: all of `asked` unless the run was stopped.
  Timing timing = {};
  std::optional<MessageCosts> message_costs = {};  ///< Only of backends that send messages; of all runs.
  WorkOfDevices device_work = {};                  ///< Of all warm runs, or of the cold run.
  std::optional<Error> failure = {};               ///< What ended the run early.
  int signal = 0;                                  ///< The one that stopped it; 0 when none did.

  bool complete() const { return tally.range == asked; }
  Ending ending() const { return {.wrong = is_suspicious(tally), .failure = failure, .signal = signal}; }
  double seconds() const { return timing.seconds(); }
  /// Of the workers, those that so many samples are work for.
  unsigned workers_with_work() const;
  /// Timing::cpu_share() of the workers that had work. None where a worker is no core.
  std::optional<double> cpu_share() const;
  /// By these seconds; none when nothing was counted.
  std::optional<double> samples_per_second() const;
};

/// A backend kept between the runs of one configuration.
class Runner {
 public:
  /// `trace` may be null; it must outlive the runner.
  explicit Runner(Configuration configuration, Trace* trace = nullptr)
      : configuration_(std::move(configuration)), trace_(trace) {}

  /// Makes the backend and counts. Throws Error when nothing was counted; else the run has what was, and the failure.
  PiRun run_cold(Seed seed, SampleRange range, const OnBatch& goes_on);
  /// Counts once more.
  struct Timed {
    Tally tally;
    double seconds;
    Readings meters;
  };
  Timed run_warm(Seed seed, SampleRange range, const OnBatch& goes_on);
  /// What the backend can tell since it was made, where it was: fills in message costs and incidents.
  void add_backend_stats(PiRun& run) const;

 private:
  /// CPU time, what the backend's meters have added since the last time, and the energy of this run.
  Readings new_readings(double cpu_seconds);
  void find_sensors(const std::vector<Device>& all);
  /// Looks at what a run has left the devices like.
  void look_at_devices(double seconds);
  std::vector<DeviceWork> device_work() const;
  /// Asks `goes_on`, and sees to it that energy counters are read often enough.
  OnBatch keeping_up(OnBatch goes_on);

  Configuration configuration_;
  Trace* trace_;
  std::unique_ptr<Backend> backend_;
  std::optional<Pace> pace_;  ///< What earlier runs have taught.
  Readings meters_before_;
  std::vector<DeviceWork> work_before_warm_;
  WorkOfDevices warm_work_;
  std::optional<RunEnergy> energy_;
  std::map<unsigned, GpuSensors> sensors_;  ///< Of each device.
  std::map<unsigned, GpuLoad> loads_;
};

/// A cold run whose backend and workers are gone after it, so that the next one is as cold, but for what devices keep.
/// Throws as Runner::run_cold().
PiRun run_cold_and_end(const Configuration& configuration, Seed seed, SampleRange range, const OnBatch& goes_on);

/// Runs a configuration once. Throws as Runner::run_cold().
PiRun run_once(const Configuration& configuration, Seed seed, SampleRange range, const Watch<PiRun>& watch,
               Trace* trace = nullptr);

}  // namespace crossover
