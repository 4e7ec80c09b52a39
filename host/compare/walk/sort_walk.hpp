#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "host/compare/sorting.hpp"
#include "host/measure/series/crossings.hpp"
#include "host/measure/series/series.hpp"
#include "host/measure/verdict.hpp"
#include "host/sensors/energy_use.hpp"

namespace crossover {

/// A run and what it is compared with at a size between those asked for, where a crossing was narrowed.
struct SortBetween {
  std::size_t run;            ///< Its number at the sizes asked for.
  SortComparison comparison;  ///< Runs 0, the baseline, and 1.
};

/// The same configurations at several sizes, ascending.
struct SortWalk {
  std::vector<std::uint64_t> sizes;       ///< Those asked for; the last ones are missing when it was ended early.
  std::vector<SortComparison> points;     ///< One at least; one that was ended early may have no runs.
  std::vector<SortBetween> between = {};  ///< In the order measured.
  IdlePower idle_power = {};              ///< Before it began.

  /// Before the last size was done.
  bool was_stopped() const { return points.size() != sizes.size() || points.back().was_stopped(); }
  /// Not stopped, and all that was asked for was measured.
  bool complete() const;
  Ending ending() const;

  /// The first size at which a sorter was wrong. Null when none was.
  const SortComparison* first_wrong() const;
  /// The first size at which something could not sort. Null when there is none.
  const SortComparison* first_failed() const;

  /// The first size at which the machine was not quiet. Null when it was at all.
  const SortComparison* first_busy() const;

  /// The last size at which something was measured; the first where nothing was.
  const SortComparison& last_measured() const;

  /// Candidates are the runs.
  Series series() const;
  /// Where another configuration becomes the fastest. Candidates are numbers of runs.
  std::vector<Crossing> crossings() const;

  /// What a run that uses several cores or a device is compared with at each size: arrays shared out over threads
  /// against the same sorter on one array after the other; an array shared out against the fastest sorter for one core.
  /// Candidate 0 is that baseline, 1 the run. Empty for a run on one core, and where there is no baseline. With the
  /// sizes between.
  Series against_one_core(std::size_t run) const;

 private:
  const SortComparison* first_where(const std::function<bool(const SortComparison&)>& is) const;
};

/// What a run is compared with at the largest size at which there is something. Null where there never is.
const SortRun* last_baseline_of(const SortWalk& walk, std::size_t run);

/// What a run is compared with at one size: see SortWalk::against_one_core(). Null when there is nothing.
const SortRun* baseline_of(const SortComparison& point, const SortRun& run);

/// Whether a run pays against that. None where there is nothing, and without rounds.
std::optional<Verdict> verdict_against_one_core(const SortComparison& point, const SortRun& run);

/// The runs of one size, in their order.
TimingsAtSize timings_at(const SortComparison& point);

/// Sizes share the time limit, larger ones get more of it; one that needs less leaves the rest to the next. A part of
/// it is for narrowing the brackets in which runs begin or cease to pay, until their ends are within a tenth of each
/// other or the machine cannot tell more. A configuration that fails or is wrong at a size is tried again at the next;
/// the walk ends where no other is left. `request.task.keys` is not used. Throws Error when nothing was measured.
SortWalk walk_sizes(SortRequest request, const std::vector<std::uint64_t>& sizes, const Watch<SortWalk>& watch);

}  // namespace crossover
