#include "host/compare/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <utility>

#include "host/compare/compared_runs.hpp"
#include "host/compare/comparison_plan.hpp"
#include "host/compare/round_phase.hpp"
#include "host/machine/cpus.hpp"
#include "host/pi/backends/entries.hpp"
#include "host/system/stopwatch.hpp"

namespace crossover {
namespace {

/// The state of one comparison while it runs.
class BackendComparison {
 public:
  BackendComparison(const ComparisonRequest& request, const Watch<Comparison>& watch)
      : request_(request), watch_(watch), plan_(request), runs_(request, result_) {
    result_.seed = request.seed;
    result_.range = request.range;
  }

  Comparison carry_out() && {
    const bool whole = run_or_fail([this] { return request_.at_one_of_sizes ? time_one_size() : compare_at_length(); });
    if (!whole && nothing_was_counted()) throw Error(*result_.first_failure());
    if (!whole) result_.stopped_by = StoppedBy::interruption;
    runs_.add_backend_stats();
    if (const MachineState now = machine_.state(workers_at_work()); result_.machine.quiet) result_.machine = now;
    return std::move(result_);
  }

 private:
  // Each step answers whether the comparison goes on: it ends when somebody stops it, at the first disagreement, and
  // when every configuration has failed. One that fails is left out from then on, and the others are compared.

  bool compare_at_length() {
    result_.idle_power =
        measure_idle_power(addresses_of(request_.configurations), [this] { return watch_.signal() != 0; });
    if (const std::string warning = plan_.warning(); !warning.empty() && watch_.on_warning) watch_.on_warning(warning);
    return run_all_first() && recount() && all_agree() && time_starts() && time_all_warm(request_.time_limit);
  }

  bool time_one_size() {
    const AtOneOfSizes& at = *request_.at_one_of_sizes;
    machine_.rounds_begin();
    if (at.so_far != nullptr)
      result_ = *at.so_far;
    else if (!run_all_first() || !all_agree())
      return false;
    if (at.cold && !time_all(cold_, time_of_cold_rounds())) return false;
    if (!at.warm) return true;
    return runs_.make_ready(watch("warming up", request_.range)) && time_all(warm_, request_.time_limit);
  }

  /// Half of it where that is enough for an interval. Else warm rounds have it all: long runs are not much longer cold.
  double time_of_cold_rounds() const {
    const AtOneOfSizes& at = *request_.at_one_of_sizes;
    const double half = request_.time_limit / 2;
    constexpr double rounds = 6;
    if (!at.warm) return request_.time_limit;
    return rounds / at.sweeps * cold_seconds() <= half ? half : 0;
  }

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

  bool run_all_first() {
    for (std::size_t i = 0; i < request_.configurations.size(); ++i) {
      if (request_.at_one_of_sizes) machine_.wait_until_other_threads_sleep();
      result_.runs.push_back(runs_.run_first(i, watch_of_round("first runs", i)));
      const PiRun& run = result_.runs.back();
      if (!run.failure && !run.complete()) return false;
      tell_of_part(result_);
    }
    return !runs_.subjects().empty();
  }

  bool nothing_was_counted() const {
    return std::ranges::all_of(result_.runs,
                               [](const PiRun& run) { return run.failure && run.tally.range.size() == 0; });
  }

  /// Checks each kernel against the reference: the whole range where that takes a few seconds, else its start.
  bool recount() {
    const SampleRange part{request_.range.first, request_.range.first + plan_.samples_to_recount()};
    const auto reference = count_by_plain_loop(request_.seed, part, watch("plain loop", part));
    if (!reference) return false;
    for (const std::size_t i : runs_.subjects()) {
      Tally counted = result_.runs[i].tally;
      const auto count = [&] {
        if (counted.range != part) counted = runs_.count(i, part, watch("recount", part));
      };
      if (!runs_.or_leave_out(i, count)) continue;
      if (counted.range != part) return false;
      if (!runs_.agrees(result_.runs[i].configuration, counted, *reference)) return false;
    }
    result_.recount = {part.size(), part == request_.range};
    tell_of_part(result_);
    return !runs_.subjects().empty();
  }

  /// With the first of them that counted as many, and with what the plain loop has counted of a size.
  bool all_agree() {
    const auto compared = runs_.subjects();
    const PiRun& first = result_.runs[compared.front()];
    const auto& size = request_.at_one_of_sizes;
    if (size && size->hits) {
      if (!runs_.agrees(first.configuration, first.tally, *size->hits)) return false;
      result_.recount = {request_.range.size(), true};
    }
    result_.verified = std::ranges::all_of(compared, [&](std::size_t i) {
      const PiRun& run = result_.runs[i];
      const auto range_of = [&](std::size_t n) { return result_.runs[n].tally.range; };
      const PiRun& other = result_.runs[*std::ranges::find(compared, run.tally.range, range_of)];
      return runs_.agrees(run.configuration, run.tally, other.tally.hits, other.configuration);
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

  bool time_all_warm(double until) {
    if (request_.range.size() == 0) return true;
    machine_.rounds_begin();
    return time_all(warm_, until);
  }

  /// Rounds of all that are still compared, until so many seconds after the comparison began.
  bool time_all(RoundPhase& phase, double until) {
    phase.begin(result_.runs, request_.configurations.size());
    for (auto compared = runs_.subjects(); !compared.empty(); compared = runs_.subjects()) {
      result_.stopped_by = time_rounds(phase, compared, until - since_start_.seconds());
      if (result_.stopped_by != StoppedBy::interruption) return true;
      if (runs_.subjects() == compared) return false;  // none has dropped out: somebody stopped it
    }
    return false;
  }

  /// Rounds of these configurations. Ends as if interrupted when one of them fails; of these rounds and earlier ones
  /// with more company, the more are kept.
  StoppedBy time_rounds(RoundPhase& phase, const std::vector<std::size_t>& compared, double time_limit) {
    std::vector<Timed> timed;
    std::vector<std::vector<double>> before;
    timed.reserve(compared.size() + 1);
    phase.begin_anew();
    for (const std::size_t i : compared) {
      timed.emplace_back([&, i] { return time_once(phase, i); });
      before.push_back(phase.seconds_of(i));
    }
    phase.rounds = before.front().size();
    const Rounds rounds = measure_in_rounds(
        timed, policy(time_limit),
        [&](std::size_t done) {
          phase.rounds = done;
          tell_of_rounds(phase, compared);
        },
        before);
    if (phase.rounds == 0 || phase.rounds < phase.rounds_kept) return rounds.stopped_by;
    phase.rounds_kept = phase.rounds;
    if (phase.is_warm()) result_.rounds = phase.rounds;
    for (std::size_t n = 0; n < compared.size(); ++n)
      if (PiRun& run = result_.runs[compared[n]]; !run.failure) phase.keep(run.timing, compared[n], rounds.seconds[n]);
    return rounds.stopped_by;
  }

  RoundPolicy policy(double time_limit) const {
    RoundPolicy policy{.time_limit = time_limit, .first_round = cold_seconds()};
    constexpr double of_one_size = 0.15;  // seconds
    if (request_.at_one_of_sizes) policy.min_seconds = of_one_size;
    return policy;
  }

  std::optional<double> time_once(RoundPhase& phase, std::size_t i) {
    const OnBatch watch = watch_of_round(fmt::format("{} {}", phase.name(), phase.rounds + 1), i);
    if (phase.is_warm()) machine_.probe_speed();
    if (is_short(i)) {
      machine_.wait_until_other_threads_sleep();
      if (!(phase.is_warm() ? runs_.run_warm(i, watch) : runs_.run_cold(i, watch))) return std::nullopt;
    }
    machine_.wait_until_other_threads_sleep();
    return phase.run(runs_, i, watch);
  }

  /// What ran before decides over up to a tenth of a run of some microseconds, by what it left in the caches and which
  /// cores it woke: so each of those comes behind one of its own kind.
  bool is_short(std::size_t i) const {
    constexpr double seconds = 0.5e-3;
    return request_.at_one_of_sizes && result_.runs[i].timing.cold_seconds < seconds;
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

  void tell_of_rounds(const RoundPhase& phase, const std::vector<std::size_t>& compared) {
    constexpr double pause = 2;  // seconds: what is told may be written to a file
    if (!watch_.on_part || since_part_.seconds() < pause) return;
    Comparison so_far = result_;
    if (phase.is_warm()) so_far.rounds = phase.rounds;
    for (const std::size_t i : compared) {
      std::vector<double> seconds = phase.seconds_of(i);
      seconds.resize(phase.rounds);
      phase.keep(so_far.runs[i].timing, i, seconds);
    }
    tell_of_part(std::move(so_far));
  }

  /// Of one of the configurations that each run once.
  OnBatch watch_of_round(const std::string& what, std::size_t i) {
    double before = 0;
    for (std::size_t other = 0; other < i; ++other) before += plan_.run(other);
    const double all = plan_.round(), own = plan_.run(i);
    const auto total = static_cast<double>(request_.range.size()),
               of_own = static_cast<double>(request_.range_of(i).size());
    return [=, this](const Tally& so_far) {
      const auto done = static_cast<double>(so_far.range.size());
      const double weighted = all > 0 ? total * (before + own * done / of_own) / all : done;
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

  const ComparisonRequest& request_;
  const Watch<Comparison>& watch_;
  const ComparisonPlan plan_;
  RoundPhase warm_{RoundPhase::Kind::warm}, cold_{RoundPhase::Kind::cold};
  Stopwatch since_start_, since_part_;
  MachineWatch machine_;
  Comparison result_;
  ComparedRuns runs_;
};

}  // namespace

Comparison compare(const ComparisonRequest& request, const Watch<Comparison>& watch) {
  return BackendComparison(request, watch).carry_out();
}

}  // namespace crossover
