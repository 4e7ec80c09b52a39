#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/measure/machine/machine_state.hpp"
#include "host/measure/pi_run.hpp"
#include "host/measure/start_costs.hpp"
#include "host/measure/verdict.hpp"
#include "host/sensors/energy_use.hpp"

namespace crossover {

class DeviceStarts;
struct Comparison;

/// How a comparison at one of several sizes differs: cold runs are timed in rounds too, each as the first of a process;
/// and the walk over the sizes does once what has to be done once.
struct AtOneOfSizes {
  bool cold = true, warm = true;           ///< Which rounds.
  std::optional<std::uint64_t> hits = {};  ///< What the plain loop has counted; none where it was not asked.
  DeviceStarts* device_starts = nullptr;   ///< Kept from size to size.
  unsigned sweeps = 1;                     ///< In so many comparisons the rounds of the size are made,
  const Comparison* so_far = nullptr;      ///< which go on from the rounds of the one before; nothing failed in it.
};

struct ComparisonRequest {
  std::vector<Configuration> configurations;  ///< At least one; all of them usable here.
  Seed seed;
  SampleRange range;
  double time_limit;  ///< Seconds for the whole comparison; every configuration runs once however long that takes.
  std::optional<AtOneOfSizes> at_one_of_sizes = {};
  /// [configuration]: how many of the range's samples, the first ones, it counts, one at least; empty where each counts
  /// all of them.
  std::vector<std::uint64_t> sizes = {};

  SampleRange range_of(std::size_t configuration) const;
  /// What all of them count.
  SampleRange common_range() const;
};

/// Two counts of the same samples that differ.
struct Disagreement {
  Configuration configuration;
  SampleRange range;
  std::uint64_t hits, expected;
  /// Who counted what was expected: another configuration, or the plain loop when there is none here.
  std::optional<Configuration> other;
};

/// How far the hits were checked against the reference, the plain loop.
struct Recount {
  std::uint64_t samples = 0;  ///< The first so many samples of the range were recounted; each kernel agrees.
  bool whole_range = false;
};

struct Comparison {
  Seed seed;
  SampleRange range;
  std::vector<PiRun> runs;  ///< In the order asked for; fewer when it was stopped. One that failed is a run too.
  Recount recount;
  std::optional<Disagreement> disagreement;  ///< The first one; it ends the comparison.
  std::optional<Error> failure;              ///< What all need has failed, which ended it too.
  bool verified = false;                     ///< The recount is done, and all first runs that did not fail agree.
  StoppedBy stopped_by = StoppedBy::precision;
  int signal = 0;                         ///< The one that stopped it; 0 when none did.
  std::size_t rounds = 0;                 ///< Warm ones.
  std::optional<StartCosts> starts = {};  ///< Where the backend `processes` takes part; of a thread where it failed.
  MachineState machine = {};              ///< During the rounds; during all of it where there are none.
  IdlePower idle_power = {};              ///< Before it began.

  /// Not stopped, and every configuration was measured.
  bool complete() const;
  /// What kept all or the first of the configurations from being measured.
  std::optional<Error> first_failure() const;
  Ending ending() const;

  /// The run that others are measured against: backend `serial` with the same kernel; for a GPU's kernel, which no core
  /// has, with the fastest. Null when there is none.
  const PiRun* baseline_of(const PiRun& run) const;
  /// How many times as fast as its baseline a run is, samples by samples, by the paired rounds. None without a baseline
  /// or rounds.
  std::optional<Summary> speed_up_of(const PiRun& run) const;
  /// Whether it pays against its baseline. None where there is no speed-up, and for the baseline itself.
  std::optional<Verdict> verdict_on(const PiRun& run) const;
  /// The same against any other run.
  static std::optional<Summary> speed_up_of(const PiRun& run, const PiRun& other);
  std::optional<Verdict> verdict_on(const PiRun& run, const PiRun& other) const;
  /// The same of cold runs, where they were made in rounds.
  std::optional<Summary> cold_speed_up_of(const PiRun& run) const;
  std::optional<Verdict> cold_verdict_on(const PiRun& run) const;
  /// Parallel efficiency: speed-up a worker. None where a worker is no core, but a GPU.
  std::optional<double> efficiency_of(const PiRun& run) const;
  /// What a run of `hybrid` reaches of the rates of its parts, `threads` and `cuda`, added up, by the paired rounds.
  /// None for other backends, and where one of the parts was not measured with the same workers and devices.
  std::optional<Summary> share_of_parts(const PiRun& run) const;
};

/// At most so many samples are recounted by the reference: a few seconds' work.
inline constexpr std::uint64_t max_recounted = std::uint64_t{1} << 30;

/// Hits by the plain loop, on every core, since no one times it; on one where no thread can be started. None where it
/// was stopped.
std::optional<std::uint64_t> count_by_plain_loop(Seed seed, SampleRange part, const OnBatch& goes_on);

/// Runs every configuration cold, checks its hits against the reference, then times all of them warm, round by round.
Comparison compare(const ComparisonRequest& request, const Watch<Comparison>& watch);

}  // namespace crossover
