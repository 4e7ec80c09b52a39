#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "host/measure/machine/machine_state.hpp"
#include "host/pi/tally.hpp"

namespace crossover {

class LessonRun;

/// Processes that each count all of N samples, every one others: the model solution's queue. No work is split, so more
/// of them take as long, but know pi better.
struct WeakScaling {
  std::vector<Tally> tallies = {};  ///< Of each process.
  // Seconds of whole runs in paired rounds, the start of the processes included.
  std::vector<double> of_one = {};  ///< One process.
  std::vector<double> of_all = {};  ///< All of them at the same time.
  MachineState machine = {};

  /// Of all processes.
  std::uint64_t hits() const;
  std::uint64_t samples() const;
};

/// By the plain loop.
void measure_weak_scaling(LessonRun& lesson, std::uint64_t samples_of_process, unsigned processes, double seconds,
                          WeakScaling& result);

}  // namespace crossover
