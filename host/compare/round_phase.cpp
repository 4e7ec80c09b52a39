#include "host/compare/round_phase.hpp"

#include <utility>

namespace crossover {

void RoundPhase::begin(const std::vector<PiRun>& runs, std::size_t configurations) {
  new_runs_.resize(configurations);
  for (const PiRun& run : runs) {
    const auto& kept = is_warm() ? run.timing.warm_seconds : run.timing.cold_rounds;
    before_.emplace_back();
    if (kept)
      before_.back() = kept->raw;
    else if (!is_warm())
      before_.back() = {run.timing.cold_seconds};
  }
}

void RoundPhase::begin_anew() {
  for (auto& runs : new_runs_) runs.clear();
}

std::optional<double> RoundPhase::run(ComparedRuns& runs, std::size_t i, const OnBatch& goes_on) {
  auto timed = is_warm() ? runs.run_warm(i, goes_on) : runs.run_cold(i, goes_on);
  if (!timed) return std::nullopt;
  const double seconds = timed->seconds;
  new_runs_[i].push_back(*std::move(timed));
  return seconds;
}

std::vector<double> RoundPhase::seconds_of(std::size_t i) const {
  std::vector<double> seconds = before_[i];
  for (const Runner::Timed& run : new_runs_[i]) seconds.push_back(run.seconds);
  return seconds;
}

void RoundPhase::keep(Timing& timing, std::size_t i, std::span<const double> seconds) const {
  if (!is_warm()) {
    timing.cold_rounds = summarize(seconds);
  } else if (!new_runs_[i].empty()) {
    std::vector<Readings> readings;
    for (const Runner::Timed& run : new_runs_[i]) readings.push_back(run.meters);
    timing.keep_warm(seconds, readings);
  }
}

}  // namespace crossover
