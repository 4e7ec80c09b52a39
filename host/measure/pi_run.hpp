#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/measure/rounds.hpp"
#include "host/measure/statistics.hpp"
#include "host/pi/backend.hpp"
#include "host/pi/estimate.hpp"
#include "host/pi/run.hpp"
#include "host/pi/tally.hpp"
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

  Resources resources() const { return {*kernel, workers, devices, chunk, release_gil}; }
  /// Whether a worker is one core, so that speed-up a worker says something.
  bool counts_on_cores() const { return kernel->count != nullptr && !backend->takes_devices(); }
};

/// One configuration, run.
struct PiRun {
  Configuration configuration;
  SampleRange asked;
  Tally tally;               ///< Of what was counted: all of `asked` unless the run was stopped.
  double setup_seconds = 0;  ///< Making the backend.
  double cold_seconds = 0;   ///< From making the backend to the first hits of the whole range; starts the workers.
  std::optional<Summary> warm_seconds = {};  ///< Counting the whole range again, the workers waiting for it.
  // Of the cold run, or of the mean warm run where there is one.
  double cpu_seconds = 0;                            ///< CPU time of all who took part.
  std::optional<DeviceSeconds> device_seconds = {};  ///< Only of backends that have devices.
  std::optional<MessageCosts> message_costs = {};    ///< Only of those that send messages; of all runs.
  std::vector<std::string> incidents = {};           ///< What went wrong and was made good, in any run.
  std::optional<Error> failure = {};                 ///< What ended the run early.
  std::vector<std::string> devices = {};             ///< What each of them is: "GPU 0: NVIDIA H200, sm_90, ...".
  int signal = 0;                                    ///< The one that stopped it; 0 when none did.

  bool complete() const { return tally.range == asked; }
  Ending ending() const { return {.wrong = is_suspicious(tally), .failure = failure, .signal = signal}; }
  /// The warm median, or the cold run's where there is none.
  double seconds() const { return warm_seconds ? warm_seconds->median : cold_seconds; }
  /// Of the workers, those that so many samples are work for.
  unsigned workers_with_work() const;
  /// CPU time over wall time and the workers that had work, no more than there are CPUs: 1 where each had a CPU to
  /// itself all the time. None where a worker is no core.
  std::optional<double> cpu_share() const;
  /// By these seconds; none when nothing was counted.
  std::optional<double> samples_per_second() const;
};

/// A backend kept between the runs of one configuration.
class Runner {
 public:
  explicit Runner(Configuration configuration) : configuration_(std::move(configuration)) {}

  /// Makes the backend and counts. Throws Error when nothing was counted; else the run has what was, and the failure.
  PiRun run_cold(Seed seed, SampleRange range, const OnStretch& goes_on);
  /// Counts once more.
  struct Timed {
    Tally tally;
    double seconds;
    double cpu_seconds;
    std::optional<DeviceSeconds> device_seconds;
  };
  Timed run_warm(Seed seed, SampleRange range, const OnStretch& goes_on);
  /// What the backend can tell since it was made: fills in message costs and incidents.
  void tell(PiRun& run) const;

 private:
  /// Since the last time it was asked.
  std::optional<DeviceSeconds> new_device_seconds();

  Configuration configuration_;
  std::unique_ptr<Backend> backend_;
  std::optional<Pace> pace_;  ///< What earlier runs have taught.
  DeviceSeconds device_seconds_before_;
};

/// Runs a configuration once. Throws as Runner::run_cold().
PiRun run_once(const Configuration& configuration, Seed seed, SampleRange range, const Watch<PiRun>& watch);

}  // namespace crossover
