#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/measure/rounds.hpp"
#include "host/measure/statistics.hpp"
#include "host/pi/backend.hpp"
#include "host/pi/run.hpp"
#include "host/pi/tally.hpp"
#include "host/system/error.hpp"

namespace crossover {

/// One way to count: a backend with a kernel and so many workers.
struct Configuration {
  const BackendEntry* backend;
  const Kernel* kernel;
  unsigned workers;
  std::vector<unsigned> devices = {};  ///< As in Resources.

  /// Whether a worker is one core, so that speed-up a worker says something.
  bool counts_on_cores() const { return kernel->count != nullptr; }
};

/// One configuration, run.
struct PiRun {
  Configuration configuration;
  SampleRange asked;
  Tally tally;               ///< Of what was counted: all of `asked` unless the run was stopped.
  double setup_seconds = 0;  ///< Making the backend.
  double cold_seconds = 0;   ///< From making the backend to the first hits of the whole range; starts the workers.
  std::optional<Summary> warm_seconds = {};  ///< Counting the whole range again, the workers waiting for it.
  /// Of the cold run, or of the mean warm run where there is one; only for backends that have devices.
  std::optional<DeviceSeconds> device_seconds = {};
  std::optional<Error> failure = {};      ///< What ended the run early.
  std::vector<std::string> devices = {};  ///< What each of them is: "GPU 0: NVIDIA H200, sm_90, ...".

  bool complete() const { return tally.range == asked; }
  /// By the warm median, else by the cold run; none when nothing was counted.
  std::optional<double> samples_per_second() const;
};

/// A backend kept between the runs of one configuration.
class Runner {
 public:
  explicit Runner(Configuration configuration) : configuration_(std::move(configuration)) {}

  /// Makes the backend and counts. Throws Error when nothing was counted; else the run has what was, and the failure.
  PiRun run_cold(Seed seed, SampleRange range, const Watch& go_on);
  /// Counts once more.
  struct Timed {
    Tally tally;
    double seconds;
    std::optional<DeviceSeconds> device_seconds;
  };
  Timed run_warm(Seed seed, SampleRange range, const Watch& go_on);

 private:
  /// Since the last time it was asked.
  std::optional<DeviceSeconds> new_device_seconds();

  Configuration configuration_;
  std::unique_ptr<Backend> backend_;
  std::optional<ChunkSize> chunk_;  ///< What earlier runs have taught.
  DeviceSeconds device_seconds_before_;
};

}  // namespace crossover
