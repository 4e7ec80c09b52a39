#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "host/system/stopwatch.hpp"

/// How fast the CPUs are while something is timed, told by work that is always the same and none of the program's
/// kernels. Two runs of a program differ by a third where a guest of the same host computes on the other hardware
/// thread of a core in one of them, which no counter of the guest shows.
namespace crossover {

/// Medians of what a thread took for the work, in seconds.
struct CpuSpeed {
  double one_cpu;                  ///< Of a thread alone.
  std::optional<double> all_cpus;  ///< Mean of as many at once as there are usable CPUs; none where they cannot start.
  std::size_t probes;
};

/// What a thread takes for the work, in seconds: the mean of so many that do it at once, the calling one among them.
/// The work is 100,000 steps of a multiplication, a shift and an exclusive or in eight chains, some 0.1 ms. None where
/// the threads cannot be started.
std::optional<double> probe_seconds(unsigned threads);

/// Probes now and then, no more than a fiftieth of the time.
class SpeedProbes {
 public:
  /// One, and after some time up to five; none just after others.
  void take_if_due();
  void forget();
  /// None of fewer than `enough` probes.
  std::optional<CpuSpeed> speed() const;

  static constexpr std::size_t enough = 5;

 private:
  void take();

  std::vector<double> one_cpu_, all_cpus_;
  std::optional<Stopwatch> since_last_;
  double pause_ = 0;  ///< Seconds from the end of one to the next.
};

}  // namespace crossover
