#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/compare/comparison.hpp"
#include "host/tune/choice.hpp"

namespace crossover {

struct TuningRequest {
  std::vector<Configuration> candidates;  ///< At least one; all of them usable here, each backend's together.
  Seed seed;
  SampleRange range;        ///< Not empty.
  double time_limit;        ///< Seconds for all of it; a run is made however long that takes.
  bool exhaustive = false;  ///< Whether every candidate meets every other on the whole range.
};

/// What was found out about splitting the samples of a range over workers.
struct Tuning {
  Seed seed;
  SampleRange range;
  bool exhaustive = false;
  std::vector<Candidate> candidates;  ///< As asked for.
  std::vector<Finalist> finalists;    ///< The best first; none when the time did not last for a round of the final.
  /// None when nothing was measured to the end, or not every backend was looked at.
  std::optional<Choice> choice;
  std::vector<const BackendEntry*> not_looked_at = {};  ///< Backends that the time did not last for.
  std::uint64_t final_samples = 0;                      ///< How many each finalist counted in a round.
  StoppedBy stopped_by = StoppedBy::precision;
  int signal = 0;          ///< The one that stopped it; 0 when none did.
  std::size_t rounds = 0;  ///< Of the final.
  std::size_t runs = 0;    ///< All there were.
  double seconds = 0;      ///< All of it took so long.
  /// The same for every candidate on the whole range in as many rounds as the final had, or as an interval needs;
  /// predicted, but for an exhaustive search.
  std::size_t grid_runs = 0;
  double grid_seconds = 0;
  std::vector<std::string> incidents = {};   ///< What went wrong in a run and was made good.
  MachineState machine = {};                 ///< During all of it.
  Tally counted = {};                        ///< The most samples that were counted.
  std::optional<Disagreement> disagreement;  ///< Between two candidates; it ends the tuning.
  std::optional<Error> failure;              ///< The first one, when every candidate has failed.

  Ending ending() const {
    return {.wrong = disagreement || is_suspicious(counted), .failure = failure, .signal = signal};
  }
};

/// Finds the candidate whose whole run is the shortest: by successive halving and a final, or by measuring them all.
/// The choice is run once on all samples, unless it was already or that would take longer than the time limit and a
/// minute. A candidate that fails drops out. Throws Error when nothing was measured because all have failed.
Tuning tune(const TuningRequest& request, const Watch<Tuning>& watch);

}  // namespace crossover
