#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "host/measure/pi_run.hpp"

/// The ways to count that tuning tries, and how long each would take.
namespace crossover {

/// A whole run as `pi` makes it: the backend is made, its workers start and count.
struct ColdRun {
  std::uint64_t samples;
  double setup_seconds, seconds;  ///< The set-up is part of the seconds.
  Readings meters = {};

  double counting_seconds() const { return seconds - setup_seconds; }
  /// What a run of `n` samples would take: the set-up once, the counting in proportion.
  double seconds_for(std::uint64_t n) const;
};

struct Candidate {
  Configuration configuration;
  std::vector<ColdRun> runs = {};     ///< Those of the most samples that it was run on.
  std::optional<Error> failure = {};  ///< Why it dropped out.

  /// How many samples its runs have; 0 before the first.
  std::uint64_t samples() const { return runs.empty() ? 0 : runs.front().samples; }
  /// The fewest samples of `n` whose time says something of it: a chunk for each of its workers, or all.
  std::uint64_t min_samples(std::uint64_t n) const;
  /// Whether its runs have as many.
  bool can_be_judged(std::uint64_t n) const { return !failure && !runs.empty() && samples() >= min_samples(n); }
  /// The median of what its runs say of `n` samples: measured where they have as many, else predicted. None without.
  std::optional<double> seconds_for(std::uint64_t n) const;
  /// Of the mean of its runs; none before the first.
  Readings meters() const;
  /// Keeps a run, unless it is shorter than those that there are.
  void keep(const ColdRun& run);
};

/// 1, 2, 4, ... and `most` itself.
std::vector<unsigned> worker_counts(unsigned most);

/// None for the backend's own choice, then 2^22, 2^20, ..., 2^10: only those that `samples` fill, and of those that
/// leave one of several workers idle only the smallest.
std::vector<std::optional<std::uint64_t>> chunk_sizes(std::uint64_t samples, unsigned workers);

/// Everything that can be chosen for a backend. Of those with as many workers, an earlier one is preferred to a later
/// one that is no faster. `workers`, ascending: the numbers of workers to try; empty for 1, 2, 4, ... up to the
/// backend's own. Throws Error when its devices cannot be told.
std::vector<Configuration> candidates_of(const BackendEntry& backend, const Kernel& kernel, std::uint64_t samples,
                                         const std::vector<unsigned>& workers = {});

}  // namespace crossover
