#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "host/measure/machine/machine_state.hpp"
#include "host/measure/pi_run.hpp"
#include "host/measure/statistics.hpp"

/// How long runs will take, by a few seconds of measuring.
namespace crossover {

/// A time that is foretold, and its 95 % interval where there were rounds enough for one.
struct PlannedTime {
  double seconds;
  std::optional<Interval> ci95 = {};
};

/// What was measured of one configuration: a cold run of few samples, and warm rounds of as many as take a tenth of a
/// second. A run of N samples takes T0 + N / R by that.
struct PlannedConfiguration {
  Configuration configuration;
  double t0 = 0;                       ///< Seconds that a cold run takes beside counting; not negative.
  std::uint64_t measured_samples = 0;  ///< Of each round.
  Timing timing = {};                  ///< Its warm rounds and meters; without them nothing is known.
  std::optional<Error> failure = {};

  std::optional<PlannedTime> time_of(std::uint64_t samples) const;
  /// By the rounds' mean power; none where their energy was not read.
  std::optional<double> joules_of(std::uint64_t samples) const;
  /// By the median round, and its interval.
  std::optional<double> samples_per_second() const;
  std::optional<Interval> samples_per_second_ci95() const;
};

struct PiPlanRequest {
  std::vector<Configuration> configurations;  ///< At least one.
  Seed seed;
  std::uint64_t first;
  std::vector<std::uint64_t> sizes;  ///< One at least, ascending; none is 0.
};

struct PiPlan {
  std::vector<std::uint64_t> sizes;
  std::vector<PlannedConfiguration> configurations = {};  ///< Fewer when it was stopped.
  MachineState machine = {};
  double measured_seconds = 0;
  int signal = 0;  ///< The one that stopped it; 0 when none did.

  std::optional<Error> first_failure() const;
  bool complete() const { return signal == 0 && !first_failure(); }
  Ending ending() const { return {.failure = first_failure(), .signal = signal}; }
};

/// Two seconds for all of them together, but six rounds for each. Nothing is verified.
PiPlan plan_runs(const PiPlanRequest& request, const Watch<PiPlan>& watch);

}  // namespace crossover
