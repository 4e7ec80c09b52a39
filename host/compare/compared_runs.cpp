#include "host/compare/compared_runs.hpp"

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

#include "host/compare/device_starts.hpp"

namespace crossover {

ComparedRuns::ComparedRuns(const ComparisonRequest& request, Comparison& result)
    : request_(request), result_(result), runners_(request.configurations.begin(), request.configurations.end()) {
  std::set<unsigned> team_sizes;
  for (const Configuration& c : request.configurations)
    if (c.backend->keeps_threads) team_sizes.insert(c.workers);
  leaders_.resize(request.configurations.size());
  if (team_sizes.size() < 2) return;
  try {
    for (std::size_t i = 0; i < leaders_.size(); ++i)
      if (request.configurations[i].backend->keeps_threads) leaders_[i] = std::make_unique<LeadingThread>();
  } catch (const std::system_error&) {  // those without are led by the main thread
  }
}

std::vector<std::size_t> ComparedRuns::subjects() const {
  std::vector<std::size_t> whole;
  for (std::size_t i = 0; i < result_.runs.size(); ++i)
    if (!result_.runs[i].failure) whole.push_back(i);
  return whole;
}

PiRun ComparedRuns::run_first(std::size_t i, const OnBatch& goes_on) {
  const Configuration& configuration = request_.configurations[i];
  const SampleRange range = request_.range_of(i);
  try {
    if (!request_.at_one_of_sizes) return led(i, [&] { return runners_[i].run_cold(request_.seed, range, goes_on); });
    PiRun run = run_cold_and_end(configuration, request_.seed, range, goes_on);
    if (DeviceStarts* starts = request_.at_one_of_sizes->device_starts)
      run.timing.cold_seconds += starts->missing_from(run);
    return run;
  } catch (const Error& error) {
    return {.configuration = configuration,
            .asked = range,
            .tally = {request_.seed, {range.first, range.first}, 0},
            .failure = error};
  }
}

bool ComparedRuns::or_leave_out(std::size_t i, const std::function<void()>& step) {
  try {
    step();
    return true;
  } catch (const Error& error) {
    result_.runs[i].failure = error;
    result_.runs[i].timing.warm_seconds.reset();
    result_.runs[i].timing.cold_rounds.reset();
    return false;
  }
}

std::optional<Runner::Timed> ComparedRuns::run_cold(std::size_t i, const OnBatch& goes_on) {
  std::optional<Runner::Timed> timed;
  or_leave_out(i, [&] {
    const PiRun run = run_first(i, goes_on);
    if (run.failure) throw Error(*run.failure);
    std::vector<std::string>& incidents = result_.runs[i].timing.incidents;
    incidents.insert(incidents.end(), run.timing.incidents.begin(), run.timing.incidents.end());
    if (is_whole_and_agrees(i, run.tally)) timed = {run.tally, run.timing.cold_seconds, run.timing.meters};
  });
  return timed;
}

std::optional<Runner::Timed> ComparedRuns::run_warm(std::size_t i, const OnBatch& goes_on) {
  std::optional<Runner::Timed> timed;
  or_leave_out(i, [&] {
    Runner::Timed once = led(i, [&] { return runners_[i].run_warm(request_.seed, request_.range_of(i), goes_on); });
    if (is_whole_and_agrees(i, once.tally)) timed = std::move(once);
  });
  return timed;
}

Tally ComparedRuns::count(std::size_t i, SampleRange part, const OnBatch& goes_on) {
  return led(i, [&] { return runners_[i].run_warm(request_.seed, part, goes_on).tally; });
}

bool ComparedRuns::agrees(const Configuration& configuration, const Tally& counted, std::uint64_t expected,
                          std::optional<Configuration> other) {
  if (counted.hits == expected) return true;
  result_.disagreement = Disagreement{configuration, counted.range, counted.hits, expected, std::move(other)};
  return false;
}

bool ComparedRuns::make_ready(const OnBatch& goes_on) {
  constexpr std::uint64_t samples = std::uint64_t{1} << 23;  // so many teach a backend how large its batches are
  const SampleRange& range = request_.range;
  const SampleRange part{range.first, range.first + std::min(samples, range.size())};
  for (const std::size_t i : subjects()) {
    bool was_stopped = false;
    or_leave_out(i, [&] {
      const PiRun run = runners_[i].run_cold(request_.seed, part, goes_on);
      if (run.failure) throw Error(*run.failure);
      was_stopped = !run.complete();
    });
    if (was_stopped) return false;
  }
  return !subjects().empty();
}

void ComparedRuns::add_backend_stats() {
  for (const std::size_t i : subjects()) {
    std::vector<std::string>& incidents = result_.runs[i].timing.incidents;
    const std::vector<std::string> of_cold_runs = incidents;
    runners_[i].add_backend_stats(result_.runs[i]);
    if (request_.at_one_of_sizes) incidents.insert(incidents.begin(), of_cold_runs.begin(), of_cold_runs.end());
  }
}

bool ComparedRuns::is_whole_and_agrees(std::size_t i, const Tally& tally) {
  const PiRun& first = result_.runs[i];
  return tally.range == request_.range_of(i) &&
         agrees(first.configuration, tally, first.tally.hits, first.configuration);
}

}  // namespace crossover
