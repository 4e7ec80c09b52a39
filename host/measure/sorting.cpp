#include "host/measure/sorting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <new>
#include <utility>

#include "host/measure/stopwatch.hpp"
#include "host/sort/key_array.hpp"
#include "host/sort/sorters/entries.hpp"
#include "host/sort/verification.hpp"
#include "host/system/cpus.hpp"
#include "host/system/memory.hpp"
#include "host/system/quiet.hpp"

namespace crossover {
namespace {

/// Arrays to sort, each with a pristine copy. Where they are small there are several sets, used in turn: the branch
/// predictor of a CPU learns a short array by heart when it meets the same one again and again.
class Arrays {
 public:
  static std::size_t sets_of(const SortTask& task) {
    constexpr double bytes_of_all_sets = 1 << 20;
    return static_cast<std::size_t>(std::clamp(bytes_of_all_sets / (memory_of_array(task) * task.arrays), 1.0, 64.0));
  }

  /// In bytes: whole pages, one at least.
  static double memory_of_array(const SortTask& task) {
    constexpr double page = KeyArray::page;
    return std::max(1.0, std::ceil(task.bytes_of_array() / page)) * page;
  }

  explicit Arrays(const SortTask& task) : arrays_(task.arrays), pool_(usable_cpus()) {
    const std::size_t keys = task.keys;
    for (std::size_t i = 0; i < sets_of(task) * arrays_; ++i) {
      pristine_.emplace_back(task.type, keys);
      fill(pristine_[i].view(), task.seed, i + 1, task.distribution, pool_);
      fingerprints_.push_back(fingerprint_of(pristine_[i].view(), pool_));
    }
    for (std::size_t i = 0; i < arrays_; ++i) {
      work_.emplace_back(task.type, keys);
      views_.push_back(work_[i].view());
    }
  }

  /// The arrays of a round, as they were.
  std::span<const KeySpan> fresh(std::size_t round) {
    first_ = round % (pristine_.size() / arrays_) * arrays_;
    for (std::size_t i = 0; i < arrays_; ++i) copy(pristine_[first_ + i].view(), views_[i], pool_);
    return views_;
  }

  /// What is wrong with those that fresh() gave last.
  std::optional<SortFault> fault(const SortConfiguration& by) {
    for (std::size_t i = 0; i < arrays_; ++i) {
      const auto stream = static_cast<unsigned>(first_ + i + 1);
      if (fingerprint_of(views_[i], pool_) != fingerprints_[first_ + i]) return SortFault{by, stream, true};
      if (!is_ordered(views_[i], pool_)) return SortFault{by, stream, false};
    }
    return std::nullopt;
  }

 private:
  std::size_t arrays_, first_ = 0;
  WorkerPool pool_;
  std::vector<KeyArray> pristine_, work_;
  std::vector<Fingerprint> fingerprints_;
  std::vector<KeySpan> views_;
};

SortDeviceSeconds operator-(const SortDeviceSeconds& a, const SortDeviceSeconds& b) {
  return {a.to_device - b.to_device, a.sort - b.sort, a.to_host - b.to_host};
}

SortDeviceSeconds operator/(const SortDeviceSeconds& a, double n) {
  return {a.to_device / n, a.sort / n, a.to_host / n};
}

/// Does something; memory that is not there is an Error like any other.
template <class Step>
auto or_out_of_memory(const Step& step) {
  try {
    return step();
  } catch (const std::bad_alloc&) {
    throw Error("out of memory; write a smaller --keys");
  }
}

std::vector<std::string> describe_devices(const SortConfiguration& c) {
  if (!c.sorter->takes_devices()) return {};
  const std::vector<std::string> all = c.sorter->devices();
  std::vector<std::string> used;
  for (unsigned i = 0; i < all.size(); ++i)
    if (c.devices.empty() || std::ranges::count(c.devices, i) > 0) used.push_back(fmt::format("GPU {}: {}", i, all[i]));
  return used;
}

/// "21.5 GiB", "30.5 MiB"
std::string memory_in_words(double bytes) {
  constexpr double mib = 1 << 20, gib = 1 << 30;
  return bytes < gib ? fmt::format("{:.1f} MiB", bytes / mib) : fmt::format("{:.1f} GiB", bytes / gib);
}

/// The state of one comparison while it runs.
class Comparing {
 public:
  Comparing(const SortRequest& request, const SortWatch& watch)
      : request_(request), watch_(watch), arrays_(request.task) {
    result_.task = request.task;
  }

  SortComparison carry_out() && {
    const bool whole = run_or_fail([this] { return run_all_cold() && time_all_warm(); });
    if (!whole) result_.stopped_by = StoppedBy::interruption;
    return std::move(result_);
  }

 private:
  // Each step answers whether the comparison goes on: it ends when somebody stops it, at the first fault, and at the
  // first failure.

  /// A failure ends the comparison, but not before something was measured: then there is something to lose.
  bool run_or_fail(const std::function<bool()>& step) {
    try {
      return or_out_of_memory(step);
    } catch (const Error& error) {
      if (result_.runs.empty()) throw;
      result_.failure = error;
      return false;
    }
  }

  bool run_all_cold() {
    for (const SortConfiguration& c : request_.configurations) {
      SortRun run{.configuration = c, .devices = describe_devices(c)};
      const auto arrays = arrays_.fresh(0);
      if (!may_go_on()) return false;
      const Stopwatch watch;
      sorters_.push_back(std::make_unique<SharedSorter>(
          c.sorter->make(
              {.type = request_.task.type, .keys = request_.task.keys, .workers = c.workers, .devices = c.devices}),
          c.sharing, c.threads));
      run.setup_seconds = watch.seconds();
      sorters_.back()->sort(arrays);
      run.cold_seconds = watch.seconds();
      run.device_seconds = sorters_.back()->device_seconds();
      if (!is_right(c)) return false;
      result_.runs.push_back(std::move(run));
    }
    return true;
  }

  bool time_all_warm() {
    warm_sorts_.resize(sorters_.size());
    std::vector<Timed> subjects;
    for (std::size_t i = 0; i < sorters_.size(); ++i) subjects.emplace_back([this, i] { return time_one_warm(i); });
    if (starts_threads()) subjects.emplace_back([this] { return time_thread_start(); });
    const RoundPolicy policy{.least_seconds = request_.least_seconds,
                             .time_limit = request_.time_limit - since_start_.seconds(),
                             .first_round = since_start_.seconds()};
    const Rounds rounds = measure_in_rounds(subjects, policy, [this](std::size_t done) { result_.rounds = done; });
    result_.stopped_by = rounds.stopped_by;
    if (result_.rounds == 0) return rounds.stopped_by != StoppedBy::interruption;
    for (std::size_t i = 0; i < sorters_.size(); ++i) keep_warm(i, rounds.seconds[i]);
    if (starts_threads()) result_.thread_start = summarize(rounds.seconds.back());
    return rounds.stopped_by != StoppedBy::interruption;
  }

  std::optional<double> time_one_warm(std::size_t i) {
    wait_until_other_threads_sleep();
    const auto arrays = arrays_.fresh(result_.rounds);
    if (!may_go_on()) return std::nullopt;
    std::optional<double> seconds;
    run_or_fail([&] {
      const Stopwatch watch;
      sorters_[i]->sort(arrays);
      const double needed = watch.seconds();
      ++warm_sorts_[i];
      result_.runs[i].verified = is_right(result_.runs[i].configuration);
      if (result_.runs[i].verified) seconds = needed;
      return result_.runs[i].verified;
    });
    return seconds;
  }

  bool starts_threads() const {
    return std::ranges::any_of(request_.configurations,
                               [](const SortConfiguration& c) { return c.sharing == Sharing::threads; });
  }

  std::optional<double> time_thread_start() {
    wait_until_other_threads_sleep();
    std::optional<double> seconds;
    run_or_fail([&] {
      const Stopwatch watch;
      run_in_started_threads(request_.task.arrays, [](std::size_t) {});
      seconds = watch.seconds();
      return true;
    });
    return seconds;
  }

  void keep_warm(std::size_t i, const std::vector<double>& seconds) {
    SortRun& run = result_.runs[i];
    if (!run.verified) return;
    run.warm_seconds = summarize(seconds);
    if (const auto all = sorters_[i]->device_seconds(); all && run.device_seconds)
      run.device_seconds = (*all - *run.device_seconds) / warm_sorts_[i];
  }

  bool is_right(const SortConfiguration& c) {
    result_.fault = arrays_.fault(c);
    return !result_.fault;
  }

  bool may_go_on() const {
    if (watch_.on_sort) watch_.on_sort();
    return !watch_.go_on || watch_.go_on();
  }

  const SortRequest& request_;
  const SortWatch& watch_;
  Stopwatch since_start_;
  Arrays arrays_;
  std::vector<std::unique_ptr<SharedSorter>> sorters_;
  std::vector<unsigned> warm_sorts_;  // also those of a round that was stopped
  SortComparison result_;
};

}  // namespace

const SortRun* SortComparison::sequential_run_of(const SorterEntry& sorter) const {
  const auto found = std::ranges::find_if(runs, [&](const SortRun& run) {
    return run.configuration.sorter->name == sorter.name && run.configuration.sharing == Sharing::sequential;
  });
  return found == runs.end() ? nullptr : &*found;
}

const SortRun* SortComparison::plain_run() const { return sequential_run_of(std_sorter); }

std::optional<double> keys_per_second(const SortTask& task, const SortRun& run) {
  if (task.keys == 0 || run.seconds() <= 0 || !run.verified) return std::nullopt;
  return static_cast<double>(task.keys) * task.arrays / run.seconds();
}

std::optional<Summary> speed_up(const SortRun& run, const SortRun* over) {
  if (over == nullptr || !over->warm_seconds || !run.warm_seconds) return std::nullopt;
  return summarize_ratios(over->warm_seconds->raw, run.warm_seconds->raw);
}

double memory_needed(const SortRequest& request) {
  double extra = 0;
  for (const SortConfiguration& c : request.configurations) extra = std::max(extra, c.sorter->extra_memory);
  const double copies = static_cast<double>(1 + Arrays::sets_of(request.task)) * request.task.arrays;
  return (copies + extra) * Arrays::memory_of_array(request.task);
}

void require_memory(const SortRequest& request) {
  const auto available = available_memory();
  const double needed = memory_needed(request);
  if (!available || needed <= static_cast<double>(*available)) return;
  const SortTask& task = request.task;
  throw Error(fmt::format("sorting {} of {} keys ({}) needs {} of memory, and {} are free; write a smaller --keys",
                          task.arrays == 1 ? "1 array" : fmt::format("{} arrays", task.arrays), task.keys,
                          name_of(task.type), memory_in_words(needed),
                          memory_in_words(static_cast<double>(*available))));
}

SortComparison compare_sorters(const SortRequest& request, const SortWatch& watch) {
  require_memory(request);
  return or_out_of_memory([&] { return Comparing(request, watch).carry_out(); });
}

}  // namespace crossover
