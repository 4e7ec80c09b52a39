#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "host/measure/machine/machine_state.hpp"
#include "host/measure/pi_run.hpp"
#include "host/measure/series/series.hpp"
#include "host/tune/cold_runs.hpp"

namespace crossover {

class LessonRun;

/// How long whole runs take by some configurations, from making the backend to the hits: the start of the workers is
/// in them.
struct WholeRuns {
  std::vector<Configuration> configurations;
  Series series = {.axis = "samples", .points = {}};  ///< Candidates are the configurations.
  MachineState machine = {};

  /// The seconds measured of a configuration. None where it was not.
  std::optional<Summary> seconds(std::size_t configuration, std::uint64_t size) const;
};

/// Makes whole runs of the first samples of the lesson's seed, all of them checked against each other.
class WholeRunTimer {
 public:
  /// Who says how large chunks are: the backend, or each batch has one of equal size for each worker, so that the model
  /// T = S + t N / W holds for few samples too.
  enum class Split { by_backend, equal_parts };

  explicit WholeRunTimer(LessonRun& lesson, Split split = Split::by_backend);

  /// Rounds of one size by all of the configurations, for about so many seconds; adds them to `whole`. One that fails
  /// is noted as a failure of the exercise, and left out from then on. At least six rounds, unless the lesson is over
  /// before.
  void time(WholeRuns& whole, std::uint64_t size, double seconds);

 private:
  std::optional<double> time_once(const Configuration& configuration, std::uint64_t size);

  LessonRun& lesson_;
  Split split_;
  ColdRuns runs_;
  std::vector<bool> has_failed_;
};

}  // namespace crossover
