#include "host/compare/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <utility>

#include "host/compare/comparison_plan.hpp"
#include "host/machine/cpus.hpp"
#include "host/pi/backends/entries.hpp"
#include "host/system/stopwatch.hpp"

namespace crossover {
namespace {

/// The state of one comparison while it runs.
class BackendComparison {
 public:
  BackendComparison(const ComparisonRequest& request, const Watch<Comparison>& watch)
      : request_(request),
        watch_(watch),
        plan_(request),
        runners_(request.configurations.begin(), request.configurations.end()),
        warm_(request.configurations.size()) {
    result_.seed = request.seed;
    result_.range = request.range;
  }

  Comparison carry_out() && {
    result_.idle_power =
        measure_idle_power(addresses_of(request_.configurations), [this] { return watch_.signal() != 0; });
    if (const std::string warning = plan_.warning(); !warning.empty() && watch_.on_warning) watch_.on_warning(warning);
    const bool whole =
        run_or_fail([this] { return run_all_cold() && recount() && all_agree() && time_starts() && time_all_warm(); });
    if (!whole && nothing_was_counted()) throw Error(*result_.first_failure());
    if (!whole) result_.stopped_by = StoppedBy::interruption;
    for (std::size_t i = 0; i < result_.runs.size(); ++i)
      if (!result_.runs[i].failure) runners_[i].add_backend_stats(result_.runs[i]);
    result_.machine = machine_.state(workers_at_work());
    return std::move(result_);
  }

 private:
  // Each step answers whether the comparison goes on: it ends when somebody stops it, at the first disagreement, and
  // when every configuration has failed. One that fails is left out from then on, and the others are compared.

  /// A failure of what all need ends the comparison; it is thrown where nothing was measured.
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
    for (std::size_t i = 0; i < runners_.size(); ++i) {
      result_.runs.push_back(run_one_cold(i));
      const PiRun& run = result_.runs.back();
      if (!run.failure && !run.complete()) return false;
      tell_of_part(result_);
    }
    return !subjects().empty();
  }

  bool nothing_was_counted() const {
    return std::ranges::all_of(result_.runs,
                               [](const PiRun& run) { return run.failure && run.tally.range.size() == 0; });
  }

  /// One that fails before it has counted anything is a run too.
  PiRun run_one_cold(std::size_t i) {
    try {
      return runners_[i].run_cold(request_.seed, request_.range, watch_of_round("first runs", i));
    } catch (const Error& error) {
      const SampleRange& range = request_.range;
      return {.configuration = request_.configurations[i],
              .asked = range,
              .tally = {request_.seed, {range.first, range.first}, 0},
              .failure = error};
    }
  }

  /// Numbers of the configurations that are still compared.
  std::vector<std::size_t> subjects() const {
    std::vector<std::size_t> whole;
    for (std::size_t i = 0; i < result_.runs.size(); ++i)
      if (!result_.runs[i].failure) whole.push_back(i);
    return whole;
  }

  /// Does something for a run that is still compared; false where that fails: it is no longer then.
  bool or_leave_out(std::size_t i, const std::function<void()>& step) {
    try {
      step();
      return true;
    } catch (const Error& error) {
      result_.runs[i].failure = error;
      result_.runs[i].timing.warm_seconds.reset();
      return false;
    }
  }

  /// Checks each kernel against the reference: the whole range where that takes a few seconds, else its start.
  bool recount() {
    const SampleRange part{request_.range.first, request_.range.first + plan_.samples_to_recount()};
    const auto reference = count_by_plain_loop(part);
    if (!reference) return false;
    const bool whole_range = part == request_.range;
    for (const std::size_t i : subjects()) {
      Tally counted = result_.runs[i].tally;
      const auto count = [&] {
        if (!whole_range) counted = runners_[i].run_warm(request_.seed, part, watch("recount", part)).tally;
      };
      if (!or_leave_out(i, count)) continue;
      if (counted.range != part) return false;
      if (!agrees(result_.runs[i].configuration, counted, *reference)) return false;
    }
    result_.recount = {part.size(), whole_range};
    tell_of_part(result_);
    return !subjects().empty();
  }

  bool all_agree() {
    const auto compared = subjects();
    const PiRun& first = result_.runs[compared.front()];
    result_.verified = std::ranges::all_of(compared, [&](std::size_t i) {
      const PiRun& run = result_.runs[i];
      return agrees(run.configuration, run.tally, first.tally.hits, first.configuration);
    });
    return result_.verified;
  }

  /// Where worker processes take part: of a thread, and of a process where one of these configurations is left.
  bool time_starts() {
    const auto has_processes = [](const PiRun& run) { return run.configuration.backend == &processes_backend; };
    const auto is_left = [&](const PiRun& run) { return has_processes(run) && !run.failure; };
    if (std::ranges::none_of(result_.runs, has_processes)) return true;
    machine_.wait_until_other_threads_sleep();
    result_.starts = measure_start_costs(std::ranges::any_of(result_.runs, is_left));
    return true;
  }

  bool time_all_warm() {
    if (request_.range.size() == 0) return true;
    machine_.rounds_begin();
    for (auto compared = subjects(); !compared.empty(); compared = subjects()) {
      result_.stopped_by = time_rounds(compared);
      if (result_.stopped_by != StoppedBy::interruption) return true;
      if (subjects() == compared) return false;  // none has dropped out: somebody stopped it
    }
    return false;
  }

  /// Rounds of these configurations. Ends as if interrupted when one of them fails; of these rounds and earlier ones
  /// with more company, the more are kept.
  StoppedBy time_rounds(const std::vector<std::size_t>& compared) {
    std::vector<Timed> timed;
    timed.reserve(compared.size() + 1);
    for (const std::size_t i : compared) timed.emplace_back([this, i] { return time_one_warm(i); });
    for (auto& of_run : warm_) of_run.clear();
    rounds_done_ = 0;
    const RoundPolicy policy{.time_limit = request_.time_limit - since_start_.seconds(), .first_round = cold_seconds()};
    const Rounds rounds = measure_in_rounds(timed, policy, [&](std::size_t done) {
      rounds_done_ = done;
      tell_of_rounds(compared);
    });
    if (rounds_done_ == 0 || rounds_done_ < result_.rounds) return rounds.stopped_by;
    result_.rounds = rounds_done_;
    for (std::size_t n = 0; n < compared.size(); ++n)
      if (PiRun& run = result_.runs[compared[n]]; !run.failure) keep_warm(run, rounds.seconds[n], warm_[compared[n]]);
    return rounds.stopped_by;
  }

  std::optional<double> time_one_warm(std::size_t i) {
    std::optional<double> seconds;
    machine_.wait_until_other_threads_sleep();
    or_leave_out(i, [&] {
      const auto what = fmt::format("round {}", rounds_done_ + 1);
      const Runner::Timed timed = runners_[i].run_warm(request_.seed, request_.range, watch_of_round(what, i));
      if (timed.tally.range != request_.range) return;
      const PiRun& cold = result_.runs[i];
      if (!agrees(cold.configuration, timed.tally, cold.tally.hits, cold.configuration)) return;
      warm_[i].push_back(timed);
      seconds = timed.seconds;
    });
    return seconds;
  }

  static void keep_warm(PiRun& run, std::span<const double> seconds, std::span<const Runner::Timed> warm) {
    std::vector<Readings> readings;
    readings.reserve(warm.size());
    for (const Runner::Timed& timed : warm) readings.push_back(timed.meters);
    run.timing.keep_warm(seconds, readings);
  }

  bool agrees(const Configuration& configuration, const Tally& counted, std::uint64_t expected,
              std::optional<Configuration> other = std::nullopt) {
    if (counted.hits == expected) return true;
    result_.disagreement = Disagreement{configuration, counted.range, counted.hits, expected, std::move(other)};
    return false;
  }

  unsigned workers_at_work() const {
    unsigned most = 1;
    for (const Configuration& c : request_.configurations)
      if (c.counts_on_cores()) most = std::max(most, c.workers);
    return most;
  }

  double cold_seconds() const {
    double sum = 0;
    for (const PiRun& run : result_.runs) sum += run.timing.cold_seconds;
    return sum;
  }

  void tell_of_part(Comparison so_far) {
    if (!watch_.on_part) return;
    so_far.stopped_by = StoppedBy::interruption;
    watch_.on_part(so_far);
    since_part_ = Stopwatch();
  }

  void tell_of_rounds(const std::vector<std::size_t>& compared) {
    constexpr double pause = 2;  // seconds: what is told may be written to a file
    if (!watch_.on_part || since_part_.seconds() < pause) return;
    Comparison so_far = result_;
    so_far.rounds = rounds_done_;
    for (const std::size_t i : compared) {
      std::vector<double> seconds;
      for (const Runner::Timed& timed : warm_[i]) seconds.push_back(timed.seconds);
      seconds.resize(rounds_done_);
      keep_warm(so_far.runs[i], seconds, warm_[i]);
    }
    tell_of_part(std::move(so_far));
  }

  /// Of one of the configurations that each run once.
  OnBatch watch_of_round(const std::string& what, std::size_t i) {
    double before = 0;
    for (std::size_t other = 0; other < i; ++other) before += plan_.run(other);
    const double all = plan_.round(), own = plan_.run(i);
    const auto total = static_cast<double>(request_.range.size());
    return [=, this](const Tally& so_far) {
      const auto done = static_cast<double>(so_far.range.size());
      const double weighted = all > 0 ? (before * total + own * done) / all : done;
      return goes_on(what, static_cast<std::uint64_t>(weighted), request_.range);
    };
  }

  OnBatch watch(std::string what, SampleRange range) {
    return [this, what = std::move(what), range](const Tally& so_far) {
      return goes_on(what, so_far.range.size(), range);
    };
  }

  /// Shows how far it is, and answers whether nobody wants it to stop.
  bool goes_on(const std::string& what, std::uint64_t done, SampleRange range) {
    watch_.progress({what, done, range.size(), Progress::Pieces::even});
    result_.signal = watch_.signal();
    return result_.signal == 0;
  }

  /// By every core, since no one times it; by one where no thread can be started.
  std::optional<std::uint64_t> count_by_plain_loop(SampleRange part) {
    const auto count_by = [&](const BackendEntry& backend, unsigned workers) -> std::optional<std::uint64_t> {
      const PiRun reference =
          Runner({&backend, &scalar_kernel, workers}).run_cold(request_.seed, part, watch("plain loop", part));
      if (!reference.complete()) return std::nullopt;
      return reference.tally.hits;
    };
    try {
      return count_by(threads_backend, usable_cpus());
    } catch (const Error&) {
      return count_by(serial_backend, 1);
    }
  }

  const ComparisonRequest& request_;
  const Watch<Comparison>& watch_;
  const ComparisonPlan plan_;
  std::vector<Runner> runners_;
  std::vector<std::vector<Runner::Timed>> warm_;  ///< Of each configuration, each round.
  std::size_t rounds_done_ = 0;
  Stopwatch since_start_, since_part_;
  MachineWatch machine_;
  Comparison result_;
};

}  // namespace

Comparison compare(const ComparisonRequest& request, const Watch<Comparison>& watch) {
  return BackendComparison(request, watch).carry_out();
}

}  // namespace crossover
