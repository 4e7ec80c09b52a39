#pragma once

#include <optional>
#include <string>
#include <vector>

#include "host/measure/rounds.hpp"
#include "host/measure/statistics.hpp"
#include "host/pi/backend.hpp"
#include "host/pi/run.hpp"
#include "host/pi/tally.hpp"

namespace crossover {

/// One way to count: a backend with a kernel and so many workers.
struct Configuration {
  const BackendEntry* backend;
  const CpuKernel* kernel;
  unsigned workers;
};

/// One configuration, run.
struct PiRun {
  Configuration configuration;
  SampleRange asked;
  Tally tally;               ///< Of what was counted: all of `asked` unless the run was stopped.
  double setup_seconds = 0;  ///< Making the backend.
  double cold_seconds = 0;   ///< From making the backend to the first hits of the whole range; starts the workers.
  std::optional<Summary> warm_seconds;  ///< Counting the whole range again, the workers waiting for it.

  bool complete() const { return tally.range == asked; }
  /// By the warm median, else by the cold run; none when nothing was counted.
  std::optional<double> samples_per_second() const;
};

/// A backend kept between the runs of one configuration.
class Runner {
 public:
  explicit Runner(const Configuration& configuration) : configuration_(configuration) {}

  /// Makes the backend and counts. Throws Error.
  PiRun run_cold(Seed seed, SampleRange range, const Watch& go_on);
  /// Counts once more.
  struct Timed {
    Tally tally;
    double seconds;
  };
  Timed run_warm(Seed seed, SampleRange range, const Watch& go_on);

 private:
  Configuration configuration_;
  std::unique_ptr<Backend> backend_;
};

}  // namespace crossover
