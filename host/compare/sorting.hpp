#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/measure/machine/machine_state.hpp"
#include "host/measure/round_kinds.hpp"
#include "host/measure/rounds.hpp"
#include "host/measure/timing.hpp"
#include "host/measure/verdict.hpp"
#include "host/sort/sharing.hpp"
#include "host/system/ending.hpp"
#include "host/system/error.hpp"
#include "host/system/watch.hpp"

namespace crossover {

/// What is to be sorted.
struct SortTask {
  KeyType type;
  Distribution distribution;
  Seed seed;
  std::uint64_t keys;  ///< Of each array.
  unsigned arrays;     ///< Streams 1, 2, ... of the seed. Small ones come in several sets, of the streams behind those.

  double all_keys() const { return static_cast<double>(keys) * arrays; }
  double bytes_of_array() const { return static_cast<double>(keys) * static_cast<double>(bytes_of(type)); }
};

/// One way to sort: a sorter, and how the arrays reach it.
struct SortConfiguration {
  const SorterEntry* sorter;
  Sharing sharing;
  unsigned workers;                    ///< On one array.
  unsigned threads;                    ///< That sort arrays at the same time.
  std::vector<unsigned> devices = {};  ///< As in SortResources.

  /// As those of a Configuration.
  std::vector<Device> devices_there_are() const {
    return sorter->takes_devices() ? sorter->devices() : std::vector<Device>();
  }
  /// How many threads have something to sort of so many arrays; 0 where a device sorts.
  unsigned workers_with_work(unsigned arrays) const;
};

/// An array that a sorter has left in a wrong state.
struct SortFault {
  unsigned stream;      ///< Of the seed, which the array was made of: 1, 2, ...
  bool has_other_keys;  ///< Some are lost, doubled or changed; else they are all there, but not in order.
};

/// One configuration, run.
struct SortRun {
  SortConfiguration configuration;
  std::optional<SortFault> fault = {};  ///< The first array that it left wrong.
  std::optional<Error> failure = {};    ///< Why it could not sort.
  Timing timing = {};

  /// Whether it has sorted, and rightly each time; else it has neither warm seconds nor a rate.
  bool is_right() const { return !fault && !failure; }
  double seconds() const { return timing.seconds(); }
  /// Set where the sorts before a sort decided how long it took.
  std::optional<RoundKinds> round_kinds() const;
};

struct SortComparison {
  SortTask task;
  std::vector<SortRun> runs;            ///< In the order asked for; fewer when it was stopped.
  std::optional<Error> failure;         ///< What kept all of them from being measured.
  std::optional<Summary> thread_start;  ///< Seconds to start and join as many threads as there are arrays.
  StoppedBy stopped_by = StoppedBy::precision;
  int signal = 0;  ///< The one that stopped it; 0 when none did.
  std::size_t rounds = 0;
  MachineState machine = {};  ///< During the rounds; during all of it where there are none.

  bool was_stopped() const { return stopped_by == StoppedBy::interruption; }
  /// Not stopped, and all that was asked for was measured.
  bool complete() const;

  /// The first that has left an array wrong. Null when there is none.
  const SortRun* wrong_run() const;
  /// What kept all or the first of the configurations from being measured.
  std::optional<Error> first_failure() const;

  /// std::sort, one array after the other: the plain way, against which the others are held. Null when there is none
  /// that is right.
  const SortRun* plain_run() const;
  /// The run of a sorter that sorts one array after the other. Null when there is none that is right.
  const SortRun* sequential_run_of(const SorterEntry& sorter) const;
};

/// How many times as fast as another run, by the paired rounds. None without rounds, and where the rounds of one of
/// them are of two kinds far apart.
std::optional<Summary> speed_up(const SortRun& run, const SortRun* over);

/// Whether a run pays against another. None without rounds.
std::optional<Verdict> verdict_on(const SortComparison& comparison, const SortRun& run, const SortRun& over);

/// As PiRun::cpu_share(). None where a device sorts.
std::optional<double> cpu_share(const SortTask& task, const SortRun& run);

/// By the warm median, else by the cold run. None for no keys, and for a run that was not right.
std::optional<double> keys_per_second(const SortTask& task, const SortRun& run);

/// What a device reaches, of which its wall time tells only the whole.
struct DeviceRates {
  double sorted_keys;                     ///< A second, of keys that are there already.
  double to_device_bytes, to_host_bytes;  ///< A second.
};

/// None where no device sorts, for no keys, and for a run that was not right.
std::optional<DeviceRates> device_rates(const SortTask& task, const SortRun& run);

struct SortRequest {
  std::vector<SortConfiguration> configurations;  ///< At least one; all of them usable here.
  SortTask task;
  double time_limit;       ///< Seconds; every configuration sorts once however long that takes.
  double min_seconds = 1;  ///< As in RoundPolicy.
};

/// The memory that a request takes, in bytes: the arrays, their pristine copies, and what a sorter takes beside them.
double memory_needed(const SortRequest& request);

/// Throws Error (exit code 1) when a request needs more memory than there is.
void require_memory(const SortRequest& request);

/// Sorts by every configuration cold, then by all of them warm, round by round; copying the arrays anew and verifying
/// what has become of them is never in the timed part. One that fails or is wrong is left out from then on, the others
/// are timed without it. Throws Error when none has sorted, the reason of the first.
SortComparison compare_sorters(const SortRequest& request, const Watch<SortComparison>& watch);

}  // namespace crossover
