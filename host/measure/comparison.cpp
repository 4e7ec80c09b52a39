#include "host/measure/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "host/measure/stopwatch.hpp"
#include "host/pi/backends/entries.hpp"
#include "host/system/cpus.hpp"
#include "host/system/quiet.hpp"

namespace crossover {
namespace {

/// The state of one comparison while it runs.
class Comparing {
 public:
  Comparing(const ComparisonRequest& request, const ComparisonWatch& watch)
      : request_(request),
        watch_(watch),
        runners_(request.configurations.begin(), request.configurations.end()),
        warm_(request.configurations.size()) {
    result_.seed = request.seed;
    result_.range = request.range;
  }

  Comparison carry_out() && {
    const bool whole =
        run_or_fail([this] { return run_all_cold() && recount() && all_agree() && time_starts() && time_all_warm(); });
    if (!whole) result_.stopped_by = StoppedBy::interruption;
    for (std::size_t i = 0; i < result_.runs.size(); ++i) runners_[i].tell(result_.runs[i]);
    return std::move(result_);
  }

 private:
  // Each step answers whether the comparison goes on: it ends when somebody stops it, at the first disagreement, and
  // at the first failure.

  /// A failure ends the comparison, but not before something was measured: then there is something to lose.
  bool run_or_fail(const std::function<bool()>& step) {
    try {
      return step();
    } catch (const Error& error) {
      if (result_.runs.empty()) throw;
      result_.failure = error;
      return false;
    }
  }

  bool run_all_cold() {
    for (Runner& runner : runners_) {
      const PiRun run = runner.run_cold(request_.seed, request_.range, watch("first runs", request_.range));
      result_.runs.push_back(run);
      if (run.failure) result_.failure = run.failure;
      if (!run.complete()) return false;
    }
    return true;
  }

  /// Holds each kernel to the truth: the whole range where that takes a few seconds, else its start.
  bool recount() {
    const SampleRange part{request_.range.first,
                           request_.range.first + std::min(most_recounted, request_.range.size())};
    const auto truth = count_by_plain_loop(part);
    if (!truth) return false;
    const bool whole_range = part == request_.range;
    for (std::size_t i = 0; i < runners_.size(); ++i) {
      Tally counted = result_.runs[i].tally;
      if (!whole_range) counted = runners_[i].run_warm(request_.seed, part, watch("recount", part)).tally;
      if (counted.range != part) return false;
      if (!agrees(result_.runs[i].configuration, counted, *truth)) return false;
    }
    result_.recount = {part.size(), whole_range};
    return true;
  }

  bool all_agree() {
    const PiRun& first = result_.runs.front();
    result_.verified = std::all_of(result_.runs.begin(), result_.runs.end(), [&](const PiRun& run) {
      return agrees(run.configuration, run.tally, first.tally.hits, first.configuration);
    });
    return result_.verified;
  }

  bool time_starts() {
    const auto starts_processes = [](const Configuration& c) { return c.backend == &processes_backend; };
    if (!std::ranges::any_of(request_.configurations, starts_processes)) return true;
    wait_until_other_threads_sleep();
    result_.starts = measure_start_costs();
    return true;
  }

  bool time_all_warm() {
    if (request_.range.size() == 0) return true;
    std::vector<Timed> subjects;
    for (std::size_t i = 0; i < runners_.size(); ++i) subjects.emplace_back([this, i] { return time_one_warm(i); });
    const RoundPolicy policy{.time_limit = request_.time_limit - since_start_.seconds(), .first_round = cold_seconds()};
    const Rounds rounds = measure_in_rounds(subjects, policy, [this](std::size_t done) { rounds_done_ = done; });
    result_.stopped_by = rounds.stopped_by;
    result_.rounds = rounds_done_;
    for (std::size_t i = 0; i < runners_.size() && rounds_done_ > 0; ++i)
      keep_warm(result_.runs[i], rounds.seconds[i], warm_[i]);
    return rounds.stopped_by != StoppedBy::interruption;
  }

  std::optional<double> time_one_warm(std::size_t i) {
    std::optional<double> seconds;
    wait_until_other_threads_sleep();
    run_or_fail([&] {
      const auto what = fmt::format("round {}", rounds_done_ + 1);
      const Runner::Timed timed = runners_[i].run_warm(request_.seed, request_.range, watch(what, request_.range));
      if (timed.tally.range != request_.range) return false;
      const PiRun& cold = result_.runs[i];
      if (!agrees(cold.configuration, timed.tally, cold.tally.hits, cold.configuration)) return false;
      warm_[i].push_back(timed);
      seconds = timed.seconds;
      return true;
    });
    return seconds;
  }

  static void keep_warm(PiRun& run, const std::vector<double>& seconds, const std::vector<Runner::Timed>& warm) {
    run.warm_seconds = summarize(seconds);
    const auto mean = [&](const std::function<double(const Runner::Timed&)>& figure) {
      double sum = 0;
      for (const Runner::Timed& timed : warm) sum += figure(timed);
      return sum / static_cast<double>(warm.size());
    };
    run.cpu_seconds = mean([](const Runner::Timed& t) { return t.cpu_seconds; });
    if (run.device_seconds)
      run.device_seconds = {mean([](const Runner::Timed& t) { return t.device_seconds->kernel; }),
                            mean([](const Runner::Timed& t) { return t.device_seconds->reduce; })};
  }

  bool agrees(const Configuration& configuration, const Tally& counted, std::uint64_t expected,
              std::optional<Configuration> other = std::nullopt) {
    if (counted.hits == expected) return true;
    result_.disagreement = Disagreement{configuration, counted.range, counted.hits, expected, std::move(other)};
    return false;
  }

  double cold_seconds() const {
    double sum = 0;
    for (const PiRun& run : result_.runs) sum += run.cold_seconds;
    return sum;
  }

  Watch watch(std::string what, SampleRange range) const {
    return [this, what = std::move(what), range](const Tally& so_far) {
      if (watch_.on_progress) watch_.on_progress(what, so_far.range.size(), range.size());
      return !watch_.go_on || watch_.go_on();
    };
  }

  /// By every core, since no one times it.
  std::optional<std::uint64_t> count_by_plain_loop(SampleRange part) {
    const Configuration plain{&threads_backend, &scalar_kernel, usable_cpus()};
    const PiRun truth = Runner(plain).run_cold(request_.seed, part, watch("plain loop", part));
    if (!truth.complete()) return std::nullopt;
    return truth.tally.hits;
  }

  const ComparisonRequest& request_;
  const ComparisonWatch& watch_;
  std::vector<Runner> runners_;
  std::vector<std::vector<Runner::Timed>> warm_;  ///< Of each configuration, each round.
  std::size_t rounds_done_ = 0;
  Stopwatch since_start_;
  Comparison result_;
};

}  // namespace

const PiRun* Comparison::baseline_of(const PiRun& run) const {
  const PiRun* best = nullptr;
  for (const PiRun& other : runs) {
    const Configuration& c = other.configuration;
    if (c.backend->name != serial_backend.name) continue;
    if (c.kernel == run.configuration.kernel) return &other;
    const bool faster = best == nullptr || other.samples_per_second() > best->samples_per_second();
    if (!run.configuration.counts_on_cores() && faster) best = &other;
  }
  return best;
}

std::optional<Summary> Comparison::speed_up_of(const PiRun& run) const {
  const PiRun* baseline = baseline_of(run);
  if (baseline == nullptr || !baseline->warm_seconds || !run.warm_seconds) return std::nullopt;
  return summarize_ratios(baseline->warm_seconds->raw, run.warm_seconds->raw);
}

std::optional<double> Comparison::efficiency_of(const PiRun& run) const {
  const auto speed_up = speed_up_of(run);
  if (!speed_up || !run.configuration.counts_on_cores()) return std::nullopt;
  return speed_up->median / run.configuration.workers;
}

std::optional<Summary> Comparison::share_of_parts(const PiRun& run) const {
  const Configuration& whole = run.configuration;
  if (whole.backend->name != hybrid_backend.name || !run.warm_seconds) return std::nullopt;
  const auto find = [&](const auto& is_part) {
    const auto part = std::find_if(runs.begin(), runs.end(), is_part);
    return part != runs.end() && part->warm_seconds ? &*part : nullptr;
  };
  const PiRun* cpu = find([&](const PiRun& r) {
    const Configuration& c = r.configuration;
    return c.backend->name == threads_backend.name && c.kernel == whole.kernel && c.workers == whole.workers &&
           !c.chunk;
  });
  const PiRun* gpus = find([&](const PiRun& r) {
    const Configuration& c = r.configuration;
    return c.backend->name == cuda_backend.name && c.kernel == c.backend->kernels().front() &&
           c.devices == whole.devices;
  });
  if (cpu == nullptr || gpus == nullptr) return std::nullopt;
  std::vector<double> ideal;
  for (std::size_t i = 0; i < run.warm_seconds->raw.size(); ++i)
    ideal.push_back(1 / (1 / cpu->warm_seconds->raw.at(i) + 1 / gpus->warm_seconds->raw.at(i)));
  return summarize_ratios(ideal, run.warm_seconds->raw);
}

Comparison compare(const ComparisonRequest& request, const ComparisonWatch& watch) {
  return Comparing(request, watch).carry_out();
}

}  // namespace crossover
