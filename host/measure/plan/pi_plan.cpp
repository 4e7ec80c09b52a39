#include "host/measure/plan/pi_plan.hpp"

#include <algorithm>
#include <utility>

#include "host/sensors/energy_use.hpp"
#include "host/system/stopwatch.hpp"

namespace crossover {
namespace {

constexpr double seconds_of_all = 2, seconds_of_round = 0.1;

/// Measures one configuration after another.
class Planner {
 public:
  Planner(const PiPlanRequest& request, const Watch<PiPlan>& watch) : request_(request), watch_(watch) {
    plan_.sizes = request.sizes;
  }

  PiPlan carry_out() && {
    unsigned most_workers = 1;
    for (const Configuration& c : request_.configurations) {
      if (c.counts_on_cores()) most_workers = std::max(most_workers, c.workers);
      plan_.configurations.push_back({.configuration = c});
      try {
        measure(plan_.configurations.back());
      } catch (const Error& error) {
        plan_.configurations.back().failure = error;
      }
      if (plan_.signal != 0) break;
    }
    plan_.machine = machine_.state(most_workers);
    plan_.measured_seconds = since_start_.seconds();
    return std::move(plan_);
  }

 private:
  void measure(PlannedConfiguration& planned) {
    Runner runner(planned.configuration);
    constexpr std::uint64_t few = std::uint64_t{1} << 16;
    std::uint64_t samples = std::min(few, request_.sizes.back());
    machine_.wait_until_other_threads_sleep();
    const PiRun cold = runner.run_cold(request_.seed, first(samples), goes_on());
    if (cold.failure) throw Error(*cold.failure);
    const std::uint64_t samples_of_cold = samples;
    auto timed = run(runner, samples);
    while (timed && timed->seconds < seconds_of_round && samples < request_.sizes.back()) {
      samples = more_samples(samples, timed->seconds);
      timed = run(runner, samples);
    }
    std::vector<double> seconds;
    std::vector<Readings> readings;
    const double share = seconds_of_all / static_cast<double>(request_.configurations.size());
    for (const Stopwatch since; timed; timed = run(runner, samples)) {
      seconds.push_back(timed->seconds);
      readings.push_back(timed->meters);
      if (seconds.size() >= rounds_for_an_interval && since.seconds() + timed->seconds > share) break;
    }
    if (seconds.empty()) return;
    planned.timing = cold.timing;
    planned.timing.keep_warm(seconds, readings);
    planned.measured_samples = samples;
    const double counting = planned.timing.seconds() / static_cast<double>(samples);
    planned.t0 = std::max(0.0, cold.timing.cold_seconds - counting * static_cast<double>(samples_of_cold));
  }

  /// So many as will take a round's time, by a run that may have been mostly overhead.
  std::uint64_t more_samples(std::uint64_t samples, double seconds) const {
    constexpr double at_least = 2, at_most = 64;
    const double factor = std::clamp(1.1 * seconds_of_round / std::max(seconds, 1e-9), at_least, at_most);
    const double more = factor * static_cast<double>(samples);
    return more < static_cast<double>(request_.sizes.back()) ? static_cast<std::uint64_t>(more) : request_.sizes.back();
  }

  SampleRange first(std::uint64_t samples) const { return {request_.first, request_.first + samples}; }

  /// None where it was stopped.
  std::optional<Runner::Timed> run(Runner& runner, std::uint64_t samples) {
    machine_.wait_until_other_threads_sleep();
    auto timed = runner.run_warm(request_.seed, first(samples), goes_on());
    if (timed.tally.range.size() < samples) return std::nullopt;
    return timed;
  }

  OnBatch goes_on() {
    return [this](const Tally&) {
      watch_.progress({"planning", plan_.configurations.size() - 1, request_.configurations.size()});
      plan_.signal = watch_.signal();
      return plan_.signal == 0;
    };
  }

  const PiPlanRequest& request_;
  const Watch<PiPlan>& watch_;
  PiPlan plan_;
  MachineWatch machine_;
  const Stopwatch since_start_;
};

}  // namespace

std::optional<PlannedTime> PlannedConfiguration::time_of(std::uint64_t samples) const {
  const auto rate = samples_per_second();
  if (!rate) return std::nullopt;
  const auto n = static_cast<double>(samples);
  PlannedTime time{.seconds = t0 + n / *rate};
  if (const auto ci95 = samples_per_second_ci95()) time.ci95 = {t0 + n / ci95->high, t0 + n / ci95->low};
  return time;
}

std::optional<double> PlannedConfiguration::joules_of(std::uint64_t samples) const {
  const auto time = time_of(samples);
  const auto use = energy_use_of(timing.meters, timing.metered_seconds(), {});
  if (!time || !use) return std::nullopt;
  return use->joules / timing.metered_seconds() * time->seconds;
}

std::optional<double> PlannedConfiguration::samples_per_second() const {
  if (!timing.warm_seconds || timing.warm_seconds->median <= 0) return std::nullopt;
  return static_cast<double>(measured_samples) / timing.warm_seconds->median;
}

std::optional<Interval> PlannedConfiguration::samples_per_second_ci95() const {
  if (!timing.warm_seconds || !timing.warm_seconds->ci95 || timing.warm_seconds->ci95->low <= 0) return std::nullopt;
  const auto n = static_cast<double>(measured_samples);
  return Interval{n / timing.warm_seconds->ci95->high, n / timing.warm_seconds->ci95->low};
}

std::optional<Error> PiPlan::first_failure() const {
  const auto failed = std::ranges::find_if(configurations, [](const auto& c) { return c.failure.has_value(); });
  return failed == configurations.end() ? std::nullopt : failed->failure;
}

PiPlan plan_runs(const PiPlanRequest& request, const Watch<PiPlan>& watch) {
  return Planner(request, watch).carry_out();
}

}  // namespace crossover
