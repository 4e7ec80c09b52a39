#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "host/compare/comparison.hpp"
#include "host/compare/device_starts.hpp"
#include "host/tune/candidates.hpp"

namespace crossover {

/// Makes the whole runs of many configurations in one process: each as if it were a process of its own, and all held to
/// one another.
class ColdRuns {
 public:
  ColdRuns(Seed seed, std::uint64_t first) : seed_(seed), first_(first) {}

  /// Counts the first so many samples by the plain loop: runs of as many are checked against that. For few.
  void check_against_reference(std::uint64_t samples);

  /// A run of the first so many samples. None when the watch ended it or its hits are not those of an earlier run.
  /// Throws Error.
  std::optional<ColdRun> run(const Configuration& configuration, std::uint64_t samples, const OnBatch& goes_on);

  std::size_t count() const { return count_; }
  /// During all runs so far.
  MachineState machine_state() const { return machine_.state(max_workers_); }
  const std::optional<Disagreement>& disagreement() const { return disagreement_; }
  /// What went wrong in a run and was made good, a line each.
  const std::vector<std::string>& incidents() const { return incidents_; }
  /// The most samples that were counted to the end.
  const Tally& counted() const { return counted_; }

 private:
  bool agrees(const Configuration& configuration, const Tally& tally);

  struct Counted {
    std::uint64_t hits;
    std::optional<Configuration> by;  ///< None: by the plain loop.
  };

  Seed seed_;
  std::uint64_t first_;
  std::size_t count_ = 0;
  MachineWatch machine_;
  unsigned max_workers_ = 1;
  std::map<std::uint64_t, Counted> hits_of_;  ///< By the number of samples.
  std::optional<Disagreement> disagreement_;
  std::vector<std::string> incidents_;
  Tally counted_ = {};
  DeviceStarts device_starts_;
};

}  // namespace crossover
