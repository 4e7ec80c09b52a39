#include "host/measure/pi_run.hpp"

#include "host/measure/stopwatch.hpp"

namespace crossover {

std::optional<double> PiRun::samples_per_second() const {
  const double seconds = warm_seconds ? warm_seconds->median : cold_seconds;
  if (tally.range.size() == 0 || seconds <= 0) return std::nullopt;
  return static_cast<double>(tally.range.size()) / seconds;
}

PiRun Runner::run_cold(Seed seed, SampleRange range, const Watch& go_on) {
  const Stopwatch watch;
  backend_ = configuration_.backend->make({*configuration_.kernel, configuration_.workers});
  const double setup_seconds = watch.seconds();
  const Tally tally = run(*backend_, seed, range, go_on);
  return {.configuration = configuration_,
          .asked = range,
          .tally = tally,
          .setup_seconds = setup_seconds,
          .cold_seconds = watch.seconds(),
          .warm_seconds = std::nullopt};
}

Runner::Timed Runner::run_warm(Seed seed, SampleRange range, const Watch& go_on) {
  const Stopwatch watch;
  const Tally tally = run(*backend_, seed, range, go_on);
  return {tally, watch.seconds()};
}

}  // namespace crossover
