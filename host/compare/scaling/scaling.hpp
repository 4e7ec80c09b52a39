#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "host/compare/comparison.hpp"
#include "host/machine/topology/cpu_layout.hpp"
#include "host/measure/scaling/serial_fraction.hpp"

/// What follows from a comparison of the same backends with several numbers of workers, or of GPUs.
namespace crossover {

/// A backend with several workers or GPUs, beside the same one with one.
struct ScaledRun {
  const PiRun* run;
  unsigned workers;                       ///< Or GPUs.
  Summary speed_up;                       ///< By rate, by the paired rounds.
  std::optional<double> serial_fraction;  ///< As serial_fraction() has it; none where some work is done by others.
  std::optional<Interval> serial_fraction_ci95;
  bool takes_part_in_fit;  ///< Each worker had a core, or GPU, of its own, and work.

  double efficiency() const { return speed_up.median / workers; }
};

struct ScalingOfBackend {
  Scaling scaling;
  bool is_of_devices;
  const PiRun* alone;                      ///< With one worker or GPU.
  std::vector<ScaledRun> runs = {};        ///< By workers, ascending; one at least.
  std::optional<SerialFraction> fit = {};  ///< None on a busy machine, and by less than six rounds.
  /// Of strong scaling: the least number of workers, of those measured, that no other is clearly faster than. None
  /// where that was not judged.
  std::optional<unsigned> enough = {};
};

/// Of each backend and kernel that was measured with one worker or GPU and with more of them. They point into
/// `comparison`.
std::vector<ScalingOfBackend> find_scaling(const Comparison& comparison, const CpuLayout& layout);

/// From how many workers on they can no longer all have what they had before.
struct WorkersBoundary {
  enum class Kind { socket, core, cpu };  ///< All in one socket; a core of its own each; a CPU of its own each.
  Kind kind;
  unsigned from_workers;

  friend bool operator==(const WorkersBoundary&, const WorkersBoundary&) = default;
};
std::string_view name_of(WorkersBoundary::Kind kind);

/// The most workers of any of these that are no GPUs; 0 where there are none.
unsigned most_workers_of(const std::vector<ScalingOfBackend>& all);

/// Those that lie within `most` workers, ascending.
std::vector<WorkersBoundary> boundaries_of(const CpuLayout& layout, unsigned most);

}  // namespace crossover
