#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crossover {

struct MeterUnit {
  std::string_view symbol, name;  ///< "s", "seconds"
};

inline constexpr MeterUnit unit_seconds{"s", "seconds"};
inline constexpr MeterUnit unit_joules{"J", "joules"};

/// A figure that a run has beside its wall time. To add one: declare it here, put it into meters(), and let whoever
/// reads it tell a Reading; every report, as text, Markdown, JSON and CSV, shows it then.
struct Meter {
  std::string_view name;          ///< In JSON, and in CSV with its unit: "cpu", "cpu_seconds".
  std::string_view title;         ///< In tables and sentences.
  MeterUnit unit = unit_seconds;  ///< "s", "J"
  bool is_part_of_time = false;   ///< Whether it is a part of the run's wall time.
};

/// CPU time of all who took part.
inline constexpr Meter cpu_meter{"cpu", "CPU time"};
/// Counting on a device, and summing up what its threads counted, with the transfer of the sum.
inline constexpr Meter kernel_meter{.name = "kernel", .title = "kernel", .is_part_of_time = true};
inline constexpr Meter reduce_meter{.name = "reduce", .title = "reduction", .is_part_of_time = true};
/// Sorting on a device: copying the keys there, sorting them, copying them back.
inline constexpr Meter copy_in_meter{.name = "to_device", .title = "copy in", .is_part_of_time = true};
inline constexpr Meter sort_meter{.name = "sort", .title = "sort", .is_part_of_time = true};
inline constexpr Meter copy_out_meter{.name = "to_host", .title = "copy out", .is_part_of_time = true};

/// What the CPUs' packages and the GPUs that took part have used up, whoever used them.
inline constexpr Meter cpu_energy_meter{"cpu_energy", "CPU energy", unit_joules};
inline constexpr Meter gpu_energy_meter{"gpu_energy", "GPU energy", unit_joules};

/// All there are, in the order of reports.
std::span<const Meter* const> meters();

/// What it takes to get a device ready: its driver's start, its context, the code (that the driver may have to
/// compile), its memory, and pinned memory of the host.
inline constexpr Meter driver_start_meter{"driver_start", "driver start"};
inline constexpr Meter context_meter{"context", "context"};
inline constexpr Meter code_meter{"code", "code"};
inline constexpr Meter memory_meter{"memory", "memory"};
inline constexpr Meter pinning_meter{"pinning", "pinning"};

/// Those of getting ready, in the order of reports.
std::span<const Meter* const> setup_meters();

/// What a meter says of some work, in its unit, or why it says nothing.
struct Reading {
  const Meter* meter;
  double value;
  std::string why_none = {};  ///< Empty: the value was read. Else "not permitted: ...".

  bool was_read() const { return why_none.empty(); }
  friend bool operator==(const Reading&, const Reading&) = default;
};

/// Each meter once.
using Readings = std::vector<Reading>;

/// None where the meter is not among them, or was not read.
std::optional<double> value_of(const Readings& readings, const Meter& meter);

/// What has been added since `before`, where meters that are not in it stood at 0.
Readings added_since(const Readings& before, const Readings& now);

/// Of each meter the mean of what was read; all have the meters of the first. Not empty.
Readings mean_of(std::span<const Readings> all);

/// Of each meter the sum, where one that is not there reads 0; none where one of the two was not read.
Readings sum_of(const Readings& a, const Readings& b);

/// Of each meter the larger value. Each by itself, so that none falls while those of both rise.
Readings larger_of(const Readings& a, const Readings& b);

}  // namespace crossover
