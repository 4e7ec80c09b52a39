#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "host/compare/comparison.hpp"
#include "host/measure/series/series.hpp"

/// The same configurations at several numbers of samples, cold and warm: from where on each of them pays.
namespace crossover {

struct PiWalkRequest {
  std::vector<Configuration> configurations;  ///< At least one; all of them usable here.
  Seed seed;
  std::uint64_t first;
  std::vector<std::uint64_t> sizes;  ///< At least one; ascending.
  double time_limit;                 ///< Seconds for the walk; at each size everything runs once in any case.
  double longest;  ///< Seconds: a configuration leaves the walk before a size at which its run would take longer.
};

/// One size of a walk.
struct PiPoint {
  Comparison comparison;
  std::vector<std::size_t> configurations;  ///< The number of each of its runs.

  std::uint64_t samples() const { return comparison.range.size(); }
  /// The run of a configuration. Null where there is none.
  const PiRun* run_of(std::size_t configuration) const;
};

/// Two configurations, the second of which may pay against the first.
struct Pair {
  std::size_t baseline, other;

  friend bool operator==(const Pair&, const Pair&) = default;
};

struct PiWalk {
  std::vector<Configuration> configurations;
  std::vector<std::uint64_t> sizes;  ///< Those asked for; the last ones are missing when it was ended early.
  double longest = 0;                ///< As in the request.
  std::vector<PiPoint> points = {};  ///< One at least.
  /// [RunKind]: pairs at sizes between, where crossings were narrowed; ascending.
  std::array<std::vector<TimingsAtSize>, 2> between = {};
  std::optional<Disagreement> disagreement = {};  ///< The first; it ends the walk.
  IdlePower idle_power = {};                      ///< Before it began.
  int signal = 0;                                 ///< The one that stopped it; 0 when none did.
  bool is_done = false;                           ///< Nothing has ended it early.

  bool complete() const { return is_done && !first_failure(); }
  Ending ending() const;
  std::optional<Error> first_failure() const;
  /// At the first size at which it was not quiet; at the first of all where it was.
  const MachineState& machine() const;
  /// The largest size of which the plain loop has recounted all; 0 for none.
  std::uint64_t recounted() const;

  /// Candidates are the configurations, at the sizes asked for; without and with those between, which are of pairs.
  Series series_of_points(RunKind kind) const;
  Series series(RunKind kind) const;
  /// Each against serial with its kernel; those on devices against the fastest on CPUs as well.
  std::vector<Pair> pairs() const;
};

/// The sizes share the time limit, by how long their runs take; the rest of it narrows the brackets in which one of a
/// pair overtakes the other, until their ends are within a tenth of each other or the machine cannot tell more. A
/// configuration that fails leaves the walk. All hits of a size are checked against each other, and against the plain
/// loop as far as that takes a tenth of the time limit. Throws Error when nothing was measured.
PiWalk walk_samples(const PiWalkRequest& request, const Watch<PiWalk>& watch);

}  // namespace crossover
