#include "host/compare/sorting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <memory>
#include <new>
#include <span>
#include <thread>
#include <utility>

#include "host/compare/array_sets.hpp"
#include "host/cuda/usable_gpus.hpp"
#include "host/machine/cpu_time.hpp"
#include "host/sensors/run_energy.hpp"
#include "host/sort/sorters/entries.hpp"
#include "host/system/stopwatch.hpp"

namespace crossover {
namespace {

/// Does something; memory that is not there is an Error like any other.
template <class Step>
auto or_out_of_memory(const Step& step) {
  try {
    return step();
  } catch (const std::bad_alloc&) {
    throw Error("out of memory; write a smaller --keys");
  }
}

constexpr std::size_t min_thread_starts = 9;

Readings readings_of(double cpu_seconds, const Readings& of_sorter, const Readings& of_energy) {
  Readings readings{{&cpu_meter, cpu_seconds}};
  readings.insert(readings.end(), of_sorter.begin(), of_sorter.end());
  readings.insert(readings.end(), of_energy.begin(), of_energy.end());
  return readings;
}

/// The state of one comparison while it runs.
class SorterComparison {
 public:
  SorterComparison(const SortRequest& request, const Watch<SortComparison>& watch)
      : request_(request), watch_(watch), arrays_(request.task, request.configurations.size()) {
    result_.task = request.task;
  }

  SortComparison carry_out() && {
    if (!run_all_cold() || !time_all_warm()) result_.stopped_by = StoppedBy::interruption;
    result_.machine = machine_.state(workers_at_work());
    return std::move(result_);
  }

 private:
  // Each step answers whether the comparison goes on: it ends when somebody stops it.

  bool run_all_cold() {
    for (const SortConfiguration& c : request_.configurations) {
      const auto arrays = arrays_.next();
      if (!may_go_on()) return false;
      result_.runs.push_back({.configuration = c});
      sorters_.push_back(nullptr);
      energies_.push_back(nullptr);
      run_cold(result_.runs.back(), arrays);
    }
    if (subjects().empty() && !result_.wrong_run()) throw *result_.first_failure();
    return true;
  }

  void run_cold(SortRun& run, std::span<const KeySpan> arrays) {
    const SortConfiguration& c = run.configuration;
    keep_failure(run, [&] {
      const std::vector<Device> all = c.devices_there_are();
      run.timing.devices = describe_devices(all, c.devices);
      const SortResources resources{.type = request_.task.type,
                                    .keys = request_.task.keys,
                                    .workers = c.workers,
                                    .devices = c.devices,
                                    .arrays = {arrays.begin(), arrays.end()}};
      if (c.sorter->rehearse != nullptr) c.sorter->rehearse(resources);
      auto energy = std::make_unique<RunEnergy>(addresses_of(all, c.devices));
      energy->begin();
      const CpuStopwatch cpu;
      const Stopwatch watch;
      auto sorter = std::make_unique<SharedSorter>(c.sorter->make(resources), c.sharing, c.threads);
      const double setup = watch.seconds();
      sorter->sort(arrays);
      const double cold = watch.seconds();
      const double cpu_seconds = cpu.seconds();
      const Readings of_energy = energy->end();
      run.fault = arrays_.fault();
      if (run.fault) return;
      run.timing.setup_seconds = setup;
      run.timing.cold_seconds = cold;
      run.timing.setup_meters = sorter->setup_meters();
      if (c.sorter->takes_devices()) run.timing.add_driver_start(cuda::driver_start_seconds());
      run.timing.meters = readings_of(cpu_seconds, sorter->meters(), of_energy);
      sorters_.back() = std::move(sorter);
      energies_.back() = std::move(energy);
    });
  }

  /// Numbers of the configurations that are still compared.
  std::vector<std::size_t> subjects() const {
    std::vector<std::size_t> right;
    for (std::size_t i = 0; i < result_.runs.size(); ++i)
      if (result_.runs[i].is_right()) right.push_back(i);
    return right;
  }

  bool time_all_warm() {
    machine_.rounds_begin();
    warm_readings_.resize(sorters_.size());
    for (auto compared = subjects(); !compared.empty(); compared = subjects()) {
      const bool could_start_threads = !cannot_start_threads_;
      result_.stopped_by = time_rounds(compared);
      if (result_.stopped_by != StoppedBy::interruption) return true;
      const bool none_dropped_out = subjects() == compared && could_start_threads == !cannot_start_threads_;
      if (none_dropped_out) return false;
    }
    return false;  // nobody is left
  }

  /// Rounds of these configurations. Ends as if interrupted when one of them drops out; of these rounds and earlier
  /// ones with more company, the more are kept.
  StoppedBy time_rounds(const std::vector<std::size_t>& compared) {
    std::vector<Timed> timed;
    timed.reserve(compared.size() + 1);
    for (const std::size_t i : compared) timed.emplace_back([this, i] { return time_one_warm(i); });
    const bool starts_threads = times_thread_starts(compared);
    if (starts_threads) timed.emplace_back([this] { return time_thread_start(); });
    const RoundPolicy policy{.min_seconds = request_.min_seconds,
                             .time_limit = request_.time_limit - since_start_.seconds(),
                             .first_round = since_start_.seconds()};
    std::size_t done = 0;
    const Rounds rounds = measure_in_rounds(timed, policy, [&](std::size_t n) { done = n; });
    if (done == 0 || done < result_.rounds) return rounds.stopped_by;
    result_.rounds = done;
    for (std::size_t i = 0; i < compared.size(); ++i) keep_warm(compared[i], rounds.seconds[i]);
    if (starts_threads) keep_thread_starts(rounds.seconds.back());
    return rounds.stopped_by;
  }

  std::optional<double> time_one_warm(std::size_t i) {
    machine_.probe_speed();
    machine_.wait_until_other_threads_sleep();
    if (!may_go_on()) return std::nullopt;
    std::optional<double> seconds;
    SortRun& run = result_.runs[i];
    keep_failure(run, [&] {
      if (sorts_are_short() && !run.configuration.sorter->takes_devices()) sort_others_before(i);
      if (run.fault) return;
      begin_like_all();
      const auto arrays = arrays_.next();
      const Readings before = sorters_[i]->meters();
      energies_[i]->begin();
      const CpuStopwatch cpu;
      const Stopwatch watch;
      sorters_[i]->sort(arrays);
      const double needed = watch.seconds();
      const double cpu_seconds = cpu.seconds();
      warm_readings_[i].push_back(
          readings_of(cpu_seconds, added_since(before, sorters_[i]->meters()), energies_[i]->end()));
      run.fault = arrays_.fault();
      if (!run.fault) seconds = needed;
    });
    if (!seconds) run.timing.warm_seconds.reset();
    return seconds;
  }

  /// What ran before decides over up to a tenth of a short sort, by what it left in the caches and which cores it woke:
  /// so each comes behind a sort of its own kind, of other keys.
  void sort_others_before(std::size_t i) {
    sorters_[i]->sort(arrays_.next());
    result_.runs[i].fault = arrays_.fault();
  }

  /// Up to a few milliseconds.
  bool sorts_are_short() const {
    constexpr std::uint64_t keys = 1 << 17;
    return request_.task.keys <= keys / request_.task.arrays;
  }

  /// How fast threads start depends on what the cores did before, and where the scheduler has put this thread: behind a
  /// sort by a pool, a sort of 1000 keys by threads took 5 to 10 % less than behind one on one core. So the same comes
  /// before every sort: threads are started and joined, then this one sleeps for a moment.
  void begin_like_all() const {
    if (cannot_start_threads_) return;
    try {
      run_in_started_threads(request_.task.arrays, [](std::size_t) {});
    } catch (const Error&) {  // the sorts that need some tell why
    }
    std::this_thread::sleep_for(std::chrono::microseconds(1));
  }

  bool times_thread_starts(const std::vector<std::size_t>& compared) const {
    return !cannot_start_threads_ && std::ranges::any_of(compared, [&](std::size_t i) {
      const Sharing sharing = result_.runs[i].configuration.sharing;
      return sharing == Sharing::threads || sharing == Sharing::gil;
    });
  }

  double time_one_thread_start() {
    machine_.wait_until_other_threads_sleep();
    const Stopwatch watch;
    run_in_started_threads(request_.task.arrays, [](std::size_t) {});
    return watch.seconds();
  }

  std::optional<double> time_thread_start() {
    try {
      return time_one_thread_start();
    } catch (const Error&) {
      cannot_start_threads_ = true;  // the sorts that need some tell why
      return std::nullopt;
    }
  }

  /// Of few rounds there are few starts, which say little; the rest of them costs next to nothing.
  void keep_thread_starts(std::vector<double> seconds) {
    while (seconds.size() < min_thread_starts) {
      const auto one = time_thread_start();
      if (!one) break;
      seconds.push_back(*one);
    }
    result_.thread_start = summarize(seconds);
  }

  void keep_warm(std::size_t i, const std::vector<double>& seconds) {
    SortRun& run = result_.runs[i];
    if (!run.is_right()) return;
    run.timing.keep_warm(seconds, warm_readings_[i]);
  }

  /// Does something for a run. What it throws is the run's failure.
  static void keep_failure(SortRun& run, const std::function<void()>& step) {
    try {
      or_out_of_memory(step);
    } catch (const Error& error) {
      run.failure = error;
    }
  }

  unsigned workers_at_work() const {
    unsigned most = 1;
    for (const SortConfiguration& c : request_.configurations) most = std::max({most, c.workers, c.threads});
    return most;
  }

  bool may_go_on() {
    watch_.progress({fmt::format("sorting {} keys", request_.task.keys), 0, 1});
    result_.signal = watch_.signal();
    return result_.signal == 0;
  }

  const SortRequest& request_;
  const Watch<SortComparison>& watch_;
  Stopwatch since_start_;
  MachineWatch machine_;
  ArraySets arrays_;
  std::vector<std::unique_ptr<SharedSorter>> sorters_;  // null for those that were not right when cold
  std::vector<std::unique_ptr<RunEnergy>> energies_;    // as sorters_
  std::vector<std::vector<Readings>> warm_readings_;    // also those of a round that was stopped
  bool cannot_start_threads_ = false;
  SortComparison result_;
};

}  // namespace

SortComparison compare_sorters(const SortRequest& request, const Watch<SortComparison>& watch) {
  require_memory(request);
  return or_out_of_memory([&] { return SorterComparison(request, watch).carry_out(); });
}

}  // namespace crossover
