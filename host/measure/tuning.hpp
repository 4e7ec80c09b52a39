#pragma once

#include <functional>
#include <string>
#include <vector>

#include "host/measure/choice.hpp"
#include "host/measure/comparison.hpp"

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
  std::optional<Choice> choice;       ///< None when nothing was measured to the end.
  StoppedBy stopped_by = StoppedBy::precision;
  std::size_t rounds = 0;  ///< Of the final.
  std::size_t runs = 0;    ///< All there were.
  double seconds = 0;      ///< All of it took so long.
  /// The same for every candidate on the whole range in as many rounds as the final had, or as an interval needs;
  /// predicted, but for an exhaustive search.
  std::size_t grid_runs = 0;
  double grid_seconds = 0;
  std::vector<std::string> incidents = {};   ///< What went wrong in a run and was made good.
  Tally counted = {};                        ///< The most samples that were counted.
  std::optional<Disagreement> disagreement;  ///< Between two candidates; it ends the tuning.
  std::optional<Error> failure;              ///< The first one, when every candidate has failed.
};

/// How a tuning tells how it gets on. Each may be empty.
struct TuningWatch {
  /// Whether to go on; asked after every stretch.
  std::function<bool()> go_on;
  /// What is being done, and how many of its runs are done.
  std::function<void(const std::string& what, std::uint64_t done, std::uint64_t total)> on_progress;
};

/// Finds the candidate whose whole run is the shortest: by successive halving and a final, or by measuring them all. A
/// candidate that fails drops out. Throws Error when nothing was measured because all have failed.
Tuning tune(const TuningRequest& request, const TuningWatch& watch);

}  // namespace crossover
