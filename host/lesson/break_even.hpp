#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "host/lesson/whole_runs.hpp"
#include "host/measure/statistics.hpp"

/// From how many samples on workers that have to be started pay.
namespace crossover {

class LessonRun;

/// A number of samples, with what its interval makes of it where there is one.
struct BreakEvenPoint {
  double samples;
  std::optional<Interval> interval = {};
};

/// One worker takes T1(N) = t N, W workers that work at the same time TW(N) = S + t N / W. Both are equal at N* = S /
/// (t (1 - 1/W)). None for less than two workers. `start` is S and `per_sample` t, in seconds.
std::optional<BreakEvenPoint> break_even_point(const Summary& start, const Summary& per_sample, unsigned workers);

/// Where whole runs were measured to pay.
struct MeasuredCrossing {
  std::optional<std::uint64_t> last_before;  ///< They do not pay there. None where there is no such size.
  std::optional<std::uint64_t> first_after;  ///< They pay there, and at all larger sizes. None where they do at none.
};

/// By the runs of candidate 1 against those of candidate 0; in between it is not clear. None where nothing was judged.
std::optional<MeasuredCrossing> crossing_of(const Series& series);

struct BreakEvenOfKernel {
  const Kernel* kernel;
  std::optional<Summary> per_sample = {};  ///< t: seconds for a sample by one worker.
  WholeRuns whole_runs = {};               ///< By one worker, then by all; around N*.
};

struct BreakEven {
  const BackendEntry* backend;
  unsigned workers;
  unsigned at_once;                   ///< So many of them can work at the same time: no more than there are CPUs.
  std::optional<Summary> start = {};  ///< S: seconds until all workers have started and answered.
  std::vector<BreakEvenOfKernel> kernels = {};
  MachineState machine = {};  ///< While S and t were measured.

  std::optional<BreakEvenPoint> point_of(const BreakEvenOfKernel& kernel) const;
  /// The first that is not quiet.
  MachineState whole_state() const;
};

/// Of the kernels `scalar` and `simd`. Where no two workers can work at the same time nothing is measured.
void measure_break_even(LessonRun& lesson, const BackendEntry& backend, unsigned workers, double seconds,
                        BreakEven& result);

}  // namespace crossover
