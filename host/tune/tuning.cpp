#include "host/tune/tuning.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

#include "host/system/stopwatch.hpp"
#include "host/tune/cold_runs.hpp"
#include "host/tune/search_plan.hpp"

namespace crossover {
namespace {

/// The first look at a backend begins with so many samples, and is checked against what the plain loop counts.
constexpr std::uint64_t first_samples = std::uint64_t{1} << 16;

/// The choice is run on all samples where that is expected to take no longer than this, or than the time limit.
constexpr double max_seconds_for_the_choice = 60;

/// The state of one tuning while it runs.
class Search {
 public:
  Search(const TuningRequest& request, const Watch<Tuning>& watch)
      : request_(request), watch_(watch), runs_(request.seed, request.range.first) {
    result_.seed = request.seed;
    result_.range = request.range;
    result_.exhaustive = request.exhaustive;
    for (const Configuration& c : request.candidates) result_.candidates.push_back({c});
    runs_.check_against_reference(std::min(first_samples, samples()));
  }

  Tuning carry_out() && {
    look_at_each_backend();
    if (request_.exhaustive)
      time_in_rounds(those_left(), samples());
    else
      search();
    choose_one();
    run_the_choice();
    conclude();
    return std::move(result_);
  }

 private:
  std::vector<Candidate>& candidates() { return result_.candidates; }
  std::uint64_t samples() const { return request_.range.size(); }

  CandidateList those_left() const {
    CandidateList left;
    for (std::size_t i = 0; i < result_.candidates.size(); ++i)
      if (!result_.candidates[i].failure) left.push_back(i);
    return left;
  }

  // The search ends early when somebody stops it or two candidates disagree, and when its time is over.

  bool ended() const { return ended_by_.has_value(); }
  void end(StoppedBy reason) { ended_by_ = reason; }
  double seconds_left() const { return request_.time_limit - since_start_.seconds(); }

  /// Runs a candidate once; when it fails, it drops out.
  std::optional<ColdRun> run(std::size_t i, std::uint64_t n) {
    Candidate& candidate = candidates()[i];
    try {
      auto run = runs_.run(candidate.configuration, n, [this](const Tally&) {
        watch_.progress({step_, steps_done_, steps_});
        result_.signal = watch_.signal();
        return result_.signal == 0;
      });
      if (!run) end(StoppedBy::interruption);
      return run;
    } catch (const Error& error) {
      candidate.failure = error;
      if (!first_failure_) first_failure_ = error;
      return std::nullopt;
    }
  }

  std::optional<ColdRun> run_and_keep(std::size_t i, std::uint64_t n) {
    auto one = run(i, n);
    if (one) candidates()[i].keep(*one);
    tell_of_part();
    return one;
  }

  /// The very first run is made in any case.
  void run_if_there_is_time(std::size_t i, std::uint64_t n) {
    const bool fits = expected_seconds(candidates(), candidates()[i], n) <= seconds_left();
    if (!fits && runs_.count() > 0) return end(StoppedBy::time_limit);
    run_and_keep(i, n);
  }

  /// Nobody is judged by so few samples that a worker has none.
  std::uint64_t samples_for(std::size_t i, std::uint64_t n) {
    return std::max(n, candidates()[i].min_samples(samples()));
  }

  /// Each backend as it is used without tuning, on more and more samples until the clock can tell.
  void look_at_each_backend() {
    for (std::size_t i = 0; i < candidates().size() && !ended(); ++i) {
      const BackendEntry* backend = candidates()[i].configuration.backend;
      if (usual_of(candidates(), backend) != &candidates()[i]) continue;
      begin_step(fmt::format("first look at {}", backend->name), 1);
      look_at(i);
    }
  }

  void look_at(std::size_t i) {
    const Candidate& candidate = candidates()[i];
    // Devices twice at least, so that their driver's start is known.
    unsigned runs_to_go = candidate.configuration.backend->takes_devices() ? 2 : 1;
    for (std::uint64_t n = std::min(first_samples, samples());; n = n > samples() / 8 ? samples() : 8 * n) {
      run_if_there_is_time(i, n);
      if (ended() || candidate.failure) return;
      if (runs_to_go > 0) --runs_to_go;
      const bool long_enough = candidate.runs.back().counting_seconds() >= min_counting_seconds &&
                               candidate.samples() >= candidate.min_samples(samples());
      if (runs_to_go == 0 && (long_enough || n == samples())) return;
    }
  }

  void search() {
    CandidateList left = those_left();
    if (ended() || left.empty()) return;
    const SearchPlan plan = plan_search(candidates(), left, samples(), seconds_left());
    for (std::size_t rung = 0; rung < plan.rungs.size() && !ended(); ++rung) {
      begin_step(fmt::format("rung {} of {}", rung + 1, plan.rungs.size()), 0);
      run_rung(left, plan, rung);
      left = better_half(candidates(), left, samples());
    }
    if (!ended()) time_in_rounds(finalists_of(candidates(), left, samples()), plan.final);
  }

  /// Every other pass backwards, so that a drift of the machine's speed favours none.
  void run_rung(CandidateList list, const SearchPlan& plan, std::size_t rung) {
    const std::uint64_t n = plan.rungs[rung];
    const unsigned passes = passes_of_rung(candidates(), list, n, plan.max_passes);
    steps_ = passes * list.size();
    if (rung % 2 == 1) std::ranges::reverse(list);
    for (unsigned pass = 0; pass < passes; ++pass) {
      for (const std::size_t i : list) {
        if (!candidates()[i].failure) run_if_there_is_time(i, samples_for(i, n));
        if (ended()) return;
        ++steps_done_;
      }
      std::ranges::reverse(list);
    }
  }

  /// The final goes on until its medians are known well, the full grid has as many rounds as an interval needs.
  RoundPolicy policy_for(const CandidateList& list, std::uint64_t n) {
    RoundPolicy policy{.min_rounds = min_final_rounds,
                       .time_limit = seconds_left(),
                       .first_round = expected_seconds(candidates(), list, n)};
    if (request_.exhaustive) policy.precision = std::numeric_limits<double>::infinity();
    return policy;
  }

  /// Rounds of whole runs; when a candidate fails, the others go on without it.
  void time_in_rounds(CandidateList list, std::uint64_t n) {
    result_.final_samples = n;
    std::vector<std::vector<ColdRun>> runs(candidates().size());  // of each candidate, one a whole round
    while (!ended() && !list.empty()) {
      const StoppedBy reason = time_whole_rounds(list, n, runs);
      const auto failed = std::erase_if(list, [&](std::size_t i) { return candidates()[i].failure.has_value(); });
      if (failed == 0 && !ended()) end(reason);
    }
    if (result_.rounds > 0 && !list.empty()) keep_final(list, runs);
  }

  /// Until there are enough, the time is over, or a candidate fails.
  StoppedBy time_whole_rounds(const CandidateList& list, std::uint64_t n, std::vector<std::vector<ColdRun>>& runs) {
    std::vector<ColdRun> round(candidates().size());
    std::vector<Timed> subjects;
    for (const std::size_t i : list)
      subjects.emplace_back([this, &round, i, n]() -> std::optional<double> {
        const auto one = run_and_keep(i, samples_for(i, n));
        if (!one) return std::nullopt;
        ++steps_done_;
        round[i] = *one;
        return one->seconds_for(samples());
      });
    const auto begin_round = [&] { begin_step(fmt::format("round {}", result_.rounds + 1), list.size()); };
    begin_round();
    return measure_in_rounds(subjects, policy_for(list, n),
                             [&](std::size_t) {
                               for (const std::size_t i : list) runs[i].push_back(round[i]);
                               ++result_.rounds;
                               begin_round();
                             })
        .stopped_by;
  }

  void keep_final(const CandidateList& list, const std::vector<std::vector<ColdRun>>& runs) {
    std::vector<std::vector<double>> seconds;
    for (const std::size_t i : list) {
      candidates()[i].runs = runs[i];
      seconds.emplace_back();
      for (const ColdRun& run : runs[i]) seconds.back().push_back(run.seconds_for(samples()));
    }
    result_.finalists = judge(list, seconds, runs_.machine_state().quiet);
  }

  void choose_one() {
    for (const Candidate& candidate : candidates())
      if (&candidate == usual_of(candidates(), candidate.configuration.backend) && !candidate.failure &&
          !candidate.can_be_judged(samples()))
        result_.not_looked_at.push_back(candidate.configuration.backend);
    if (runs_.disagreement() || !result_.not_looked_at.empty()) return;
    result_.choice = result_.finalists.empty() ? choose(candidates(), samples())
                                               : std::optional(choose(candidates(), result_.finalists));
  }

  /// What is reported was measured, not predicted. When it fails, there is no choice.
  void run_the_choice() {
    if (!result_.choice || ended_by_ == StoppedBy::interruption) return;
    const std::size_t i = result_.choice->candidate;
    const bool is_too_long =
        candidates()[i].seconds_for(samples()) > std::max(request_.time_limit, max_seconds_for_the_choice);
    if (candidates()[i].samples() == samples() || is_too_long) return;
    begin_step("the choice on all samples", 1);
    run_and_keep(i, samples());
    if (candidates()[i].failure || runs_.disagreement()) result_.choice.reset();
  }

  void conclude() {
    const bool measured = std::ranges::any_of(candidates(), [](const Candidate& c) { return !c.runs.empty(); });
    if (!measured && first_failure_) throw Error(*first_failure_);
    if (those_left().empty()) result_.failure = first_failure_;
    result_.stopped_by = ended_by_.value_or(StoppedBy::interruption);
    result_.disagreement = runs_.disagreement();
    result_.counted = runs_.counted();
    result_.incidents = runs_.incidents();
    result_.machine = runs_.machine_state();
    result_.runs = runs_.count();
    result_.seconds = since_start_.seconds();
    estimate_grid();
  }

  void estimate_grid() {
    result_.grid_runs = result_.runs;
    result_.grid_seconds = result_.seconds;
    if (request_.exhaustive) return;
    const CandidateList list = those_left();
    const std::size_t rounds = std::max(result_.rounds, min_final_rounds);
    result_.grid_runs = rounds * list.size();
    result_.grid_seconds = static_cast<double>(rounds) * expected_seconds(candidates(), list, samples());
  }

  void tell_of_part() {
    constexpr double pause = 2;  // seconds: what is told may be written to a file
    if (!watch_.on_part || runs_.count() == 0 || since_part_.seconds() < pause) return;
    Tuning so_far = result_;
    so_far.stopped_by = StoppedBy::interruption;
    so_far.runs = runs_.count();
    so_far.seconds = since_start_.seconds();
    so_far.counted = runs_.counted();
    so_far.incidents = runs_.incidents();
    watch_.on_part(so_far);
    since_part_ = Stopwatch();
  }

  void begin_step(std::string name, std::size_t steps) {
    step_ = std::move(name);
    steps_done_ = 0;
    steps_ = steps;
  }

  const TuningRequest& request_;
  const Watch<Tuning>& watch_;
  ColdRuns runs_;
  std::optional<StoppedBy> ended_by_;
  std::optional<Error> first_failure_;
  std::string step_;
  std::size_t steps_done_ = 0, steps_ = 1;
  Stopwatch since_start_, since_part_;
  Tuning result_;
};

}  // namespace

Tuning tune(const TuningRequest& request, const Watch<Tuning>& watch) { return Search(request, watch).carry_out(); }

}  // namespace crossover
