#include <algorithm>
#include <cstdint>
#include <optional>

#include "host/compare/sorting.hpp"
#include "host/sort/sorters/entries.hpp"

namespace crossover {

unsigned SortConfiguration::workers_with_work(unsigned arrays) const {
  if (sorter->takes_devices()) return 0;
  if (sharing == Sharing::sequential) return workers;
  return sharing == Sharing::in_turn || sharing == Sharing::gil ? 1 : std::min(threads, std::max(1U, arrays));
}

std::optional<RoundKinds> SortRun::round_kinds() const {
  if (!timing.warm_seconds) return std::nullopt;
  return two_kinds_of_rounds(timing.warm_seconds->raw);
}

bool SortComparison::complete() const { return !was_stopped() && std::ranges::all_of(runs, &SortRun::is_right); }

const SortRun* SortComparison::wrong_run() const {
  const auto found = std::ranges::find_if(runs, [](const SortRun& run) { return run.fault.has_value(); });
  return found == runs.end() ? nullptr : &*found;
}

std::optional<Error> SortComparison::first_failure() const {
  if (failure) return failure;
  const auto found = std::ranges::find_if(runs, [](const SortRun& run) { return run.failure.has_value(); });
  return found == runs.end() ? std::nullopt : found->failure;
}

const SortRun* SortComparison::sequential_run_of(const SorterEntry& sorter) const {
  const auto found = std::ranges::find_if(runs, [&](const SortRun& run) {
    return run.is_right() && run.configuration.sorter->name == sorter.name &&
           run.configuration.sharing == Sharing::sequential;
  });
  return found == runs.end() ? nullptr : &*found;
}

const SortRun* SortComparison::plain_run() const { return sequential_run_of(std_sorter); }

std::optional<double> keys_per_second(const SortTask& task, const SortRun& run) {
  if (task.keys == 0 || run.seconds() <= 0 || !run.is_right()) return std::nullopt;
  return task.all_keys() / run.seconds();
}

std::optional<DeviceRates> device_rates(const SortTask& task, const SortRun& run) {
  const Readings& meters = run.timing.meters;
  const auto to_device = value_of(meters, copy_in_meter), sorting = value_of(meters, sort_meter),
             to_host = value_of(meters, copy_out_meter);
  if (!keys_per_second(task, run) || !to_device || !sorting || !to_host) return std::nullopt;
  if (*to_device <= 0 || *sorting <= 0 || *to_host <= 0) return std::nullopt;
  const double keys = task.all_keys(), bytes = task.bytes_of_array() * task.arrays;
  return DeviceRates{keys / *sorting, bytes / *to_device, bytes / *to_host};
}

std::optional<Summary> speed_up(const SortRun& run, const SortRun* over) {
  if (over == nullptr || !over->timing.warm_seconds || !run.timing.warm_seconds) return std::nullopt;
  for (const SortRun* either : {&run, over})
    if (const auto kinds = either->round_kinds(); kinds && kinds->are_far_apart()) return std::nullopt;
  return summarize_ratios(over->timing.warm_seconds->raw, run.timing.warm_seconds->raw);
}

std::optional<Verdict> verdict_on(const SortComparison& comparison, const SortRun& run, const SortRun& over) {
  if (!over.timing.warm_seconds || !run.timing.warm_seconds) return std::nullopt;
  return verdict_on(run.timing.warm_seconds->raw, over.timing.warm_seconds->raw, comparison.machine.quiet);
}

std::optional<double> cpu_share(const SortTask& task, const SortRun& run) {
  if (!run.is_right()) return std::nullopt;
  return run.timing.cpu_share(run.configuration.workers_with_work(task.arrays));
}

}  // namespace crossover
