#include "host/lesson/lesson.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <numeric>
#include <string_view>
#include <utility>

#include "host/pi/backends/entries.hpp"
#include "host/sort/sorters/entries.hpp"
#include "host/tune/cold_runs.hpp"

namespace crossover {
namespace {

constexpr Seed seed{42};

/// What of the time limit each exercise that is repeated may take.
constexpr double share_of_gil = 0.12, share_of_sort = 0.1, share_of_started = 0.15, share_of_whole_runs = 0.2,
                 share_of_split = 0.3;

class LessonRun {
 public:
  LessonRun(const LessonRequest& request, const Watch<Lesson>& watch) : request_(request), watch_(watch) {
    lesson_.sizes = request.sizes;
  }

  Lesson carry_out() && {
    using Exercise = bool (LessonRun::*)();
    struct Named {
      const char* name;
      Exercise exercise;
    };
    constexpr std::array exercises{Named{"pi by one thread", &LessonRun::count_alone},
                                   Named{"pi under the lock", &LessonRun::count_under_lock},
                                   Named{"sorting whole numbers", &LessonRun::sort_whole_numbers},
                                   Named{"sorting fractions", &LessonRun::sort_fractions},
                                   Named{"pi by a queue", &LessonRun::count_by_queue},
                                   Named{"pi by started workers", &LessonRun::count_started},
                                   Named{"pi by whole runs", &LessonRun::count_whole_runs},
                                   Named{"splitting", &LessonRun::split}};
    for (std::size_t i = 0; i < exercises.size(); ++i) {
      exercise_ = exercises[i].name;
      watch_.progress({exercise_, i, exercises.size()});
      if (!goes_on_after(exercises[i].exercise)) break;
      if (watch_.on_part && i + 1 < exercises.size()) watch_.on_part(lesson_);
    }
    return std::move(lesson_);
  }

 private:
  // Each exercise answers whether the lesson goes on: what fails is left out, a stop or a disagreement ends it.

  /// Throws where not even one thread can count.
  bool goes_on_after(bool (LessonRun::*exercise)()) {
    try {
      return (this->*exercise)();
    } catch (const Error& error) {
      if (!lesson_.one_thread) throw;
      note_failure(error);
      return true;
    }
  }

  bool count_alone() {
    lesson_.one_thread = run_once(serial_with(scalar_kernel), request_.sizes.samples_of_thread);
    if (!lesson_.one_thread) return false;
    lesson_.one_thread_simd = run_once(serial_with(simd_kernel), request_.sizes.samples_of_thread);
    return is_right(lesson_.one_thread_simd, lesson_.one_thread->tally.hits);
  }

  bool count_under_lock() {
    const Configuration held{.backend = &gil_backend, .kernel = &scalar_kernel, .workers = 2};
    Configuration released = held;
    released.release_gil = true;
    lesson_.gil =
        compare_all({serial_with(scalar_kernel), held, released}, 2 * request_.sizes.samples_of_thread, share_of_gil);
    return keeps_going(*lesson_.gil);
  }

  bool sort_whole_numbers() {
    lesson_.whole_numbers = sort_arrays(KeyType::i64, Distribution::lesson, {&std_sorter, &simd_sorter});
    return keeps_going(*lesson_.whole_numbers);
  }

  bool sort_fractions() {
    lesson_.fractions = sort_arrays(KeyType::f64, Distribution::uniform, {&simd_sorter});
    return keeps_going(*lesson_.fractions);
  }

  bool count_by_queue() {
    const Configuration by_points{.backend = &queue_backend, .kernel = &scalar_kernel, .workers = 2, .chunk = 1};
    lesson_.queue_of_points = run_once(by_points, request_.sizes.points);
    if (!is_right(lesson_.queue_of_points, hits_of_first(request_.sizes.points))) return false;
    lesson_.queue_of_many = run_once(by_points, request_.sizes.many_points);
    return is_right(lesson_.queue_of_many, hits_of_first(request_.sizes.many_points));
  }

  bool count_started() {
    lesson_.started =
        compare_all(with_all_workers({&serial_backend, &threads_backend, &queue_backend, &processes_backend}),
                    request_.sizes.shared_samples, share_of_started);
    return keeps_going(*lesson_.started);
  }

  bool count_whole_runs() {
    lesson_.whole_runs = WholeRuns{with_all_workers({&serial_backend, &threads_backend, &processes_backend})};
    WholeRuns& whole = *lesson_.whole_runs;
    ColdRuns runs(seed, 0);
    std::vector<std::size_t> compared(whole.configurations.size());
    std::iota(compared.begin(), compared.end(), std::size_t{0});
    for (const std::uint64_t size : request_.sizes.whole_runs) {
      if (size <= max_recounted_here) runs.check_against_reference(size);
      const StoppedBy stopped_by = time_whole_runs(runs, size, compared);
      whole.machine = runs.machine_state();
      for (TimingsAtSize& at : whole.series.points) at.machine_was_quiet = whole.machine.quiet;
      lesson_.disagreement = runs.disagreement();
      lesson_.incidents = runs.incidents();
      if (stopped_by == StoppedBy::interruption) return stop();
    }
    return true;
  }

  /// Rounds at one size of those of the configurations that are still `compared`; where one of them fails it is left
  /// out from then on, and the rounds begin again.
  StoppedBy time_whole_runs(ColdRuns& runs, std::uint64_t size, std::vector<std::size_t>& compared) {
    WholeRuns& whole = *lesson_.whole_runs;
    const double share = share_of_whole_runs / static_cast<double>(request_.sizes.whole_runs.size());
    const RoundPolicy policy{
        .min_rounds = 6, .min_seconds = 0, .time_limit = std::max(min_seconds_a_size, share * request_.time_limit)};
    while (!compared.empty()) {
      const std::vector<std::size_t> subjects = compared;
      std::vector<Timed> timed;
      timed.reserve(subjects.size());
      for (const std::size_t i : subjects)
        timed.emplace_back([&, i]() -> std::optional<double> {
          try {
            return seconds_of(runs.run(whole.configurations[i], size, goes_on()));
          } catch (const Error& error) {
            note_failure(whole.configurations[i], error);
            std::erase(compared, i);
            return std::nullopt;
          }
        });
      const Rounds rounds = measure_in_rounds(timed, policy, [](std::size_t) {});
      if (compared != subjects) continue;
      TimingsAtSize at{size, std::vector<std::vector<double>>(whole.configurations.size())};
      for (std::size_t n = 0; n < subjects.size(); ++n) at.seconds[subjects[n]] = rounds.seconds[n];
      whole.series.points.push_back(std::move(at));
      return rounds.stopped_by;
    }
    return StoppedBy::precision;
  }

  bool split() {
    TuningRequest request{.candidates = {},
                          .seed = seed,
                          .range = {0, request_.sizes.shared_samples},
                          .time_limit = share_of_split * request_.time_limit};
    for (const BackendEntry* entry : {&serial_backend, &threads_backend})
      for (const Configuration& c : candidates_of(*entry, simd_kernel, request_.sizes.shared_samples))
        request.candidates.push_back(c);
    lesson_.split = tune(request, {.stop_signal = watch_.stop_signal});
    if (lesson_.split->failure) note_failure(*lesson_.split->failure);
    return lesson_.split->failure || lesson_.split->stopped_by != StoppedBy::interruption || stop();
  }

  static Configuration serial_with(const Kernel& kernel) {
    return {.backend = &serial_backend, .kernel = &kernel, .workers = 1};
  }

  static std::vector<Configuration> with_all_workers(const std::vector<const BackendEntry*>& entries) {
    std::vector<Configuration> all;
    all.reserve(entries.size());
    for (const BackendEntry* entry : entries)
      all.push_back({.backend = entry, .kernel = &simd_kernel, .workers = std::max(1U, entry->default_workers())});
    return all;
  }

  static std::optional<double> seconds_of(const std::optional<ColdRun>& run) {
    return run ? std::optional(run->seconds) : std::nullopt;
  }

  /// None when it was stopped, or failed on the way. Throws Error when nothing was counted.
  std::optional<PiRun> run_once(const Configuration& configuration, std::uint64_t samples) {
    PiRun run = Runner(configuration).run_cold(seed, {0, samples}, goes_on());
    if (run.complete()) return run;
    if (run.failure)
      note_failure(configuration, *run.failure);
    else
      stop();
    return std::nullopt;
  }

  /// Whether the lesson goes on after a run_once() whose hits should be so many.
  bool is_right(const std::optional<PiRun>& run, std::uint64_t expected) {
    if (!run) return lesson_.signal == 0;
    if (run->tally.hits == expected) return true;
    lesson_.disagreement = Disagreement{run->configuration, run->tally.range, run->tally.hits, expected, std::nullopt};
    return false;
  }

  /// By the plain loop; for few samples.
  static std::uint64_t hits_of_first(std::uint64_t samples) { return count_hits(seed, {0, samples}); }

  Comparison compare_all(std::vector<Configuration> configurations, std::uint64_t samples, double share) {
    return compare({.configurations = std::move(configurations),
                    .seed = seed,
                    .range = {0, samples},
                    .time_limit = share * request_.time_limit},
                   {.stop_signal = watch_.stop_signal});
  }

  /// Two arrays by each sorter, in all the ways that the lesson timed.
  SortComparison sort_arrays(KeyType type, Distribution distribution, const std::vector<const SorterEntry*>& sorters) {
    const SortTask task{type, distribution, seed, request_.sizes.keys, 2};
    SortRequest request{.configurations = {}, .task = task, .time_limit = share_of_sort * request_.time_limit};
    for (const SorterEntry* sorter : sorters)
      for (const Sharing sharing : {Sharing::sequential, Sharing::threads, Sharing::in_turn})
        request.configurations.push_back({sorter, sharing, 1, threads_of(sharing, task.arrays, task.arrays)});
    return compare_sorters(request, {.stop_signal = watch_.stop_signal});
  }

  // A disagreement or a wrong sort ends the lesson; what it was stands in the exercise.

  bool keeps_going(const Comparison& comparison) {
    if (comparison.failure) note_failure(*comparison.failure);
    for (const PiRun& run : comparison.runs)
      if (run.failure) note_failure(run.configuration, *run.failure);
    if (comparison.starts && comparison.starts->failure) note_failure(*comparison.starts->failure);
    if (comparison.disagreement) return false;
    const bool all_failed =
        comparison.failure || std::ranges::all_of(comparison.runs, [](const PiRun& run) { return !!run.failure; });
    return all_failed || comparison.stopped_by != StoppedBy::interruption || stop();
  }

  bool keeps_going(const SortComparison& comparison) {
    if (comparison.failure) note_failure(*comparison.failure);
    for (const SortRun& run : comparison.runs)
      if (run.failure) note_failure(run.configuration.sorter->name, *run.failure);
    if (comparison.wrong_run() != nullptr) return false;
    return comparison.failure || !comparison.was_stopped() || stop();
  }

  void note_failure(const Error& error) { lesson_.failures.push_back({exercise_, error}); }

  void note_failure(std::string_view of_what, const Error& error) {
    note_failure(Error(fmt::format("{}: {}", of_what, error.what()), error.code()));
  }

  void note_failure(const Configuration& configuration, const Error& error) {
    const char* how = configuration.release_gil ? ", lock released" : "";
    note_failure(fmt::format("{}{}", configuration.backend->name, how), error);
  }

  bool stop() {
    if (!lesson_.disagreement) lesson_.signal = watch_.signal();
    return false;
  }

  OnBatch goes_on() const {
    return [this](const Tally&) { return watch_.signal() == 0; };
  }

  static constexpr double min_seconds_a_size = 0.05;
  static constexpr std::uint64_t max_recounted_here = 1'000'000;

  const LessonRequest& request_;
  const Watch<Lesson>& watch_;
  std::string exercise_;  ///< The one at work.
  Lesson lesson_;
};

}  // namespace

std::optional<double> WholeRuns::seconds(std::size_t configuration, std::uint64_t size) const {
  const auto at = std::ranges::find_if(series.points, [&](const TimingsAtSize& s) { return s.size == size; });
  if (at == series.points.end() || at->seconds.at(configuration).empty()) return std::nullopt;
  return median(at->seconds.at(configuration));
}

MachineState Lesson::machine() const {
  std::vector<MachineState> states;
  for (const auto* comparison : {&gil, &started})
    if (*comparison) states.push_back((*comparison)->machine);
  for (const auto* sorts : {&whole_numbers, &fractions})
    if (*sorts) states.push_back((*sorts)->machine);
  if (whole_runs) states.push_back(whole_runs->machine);
  if (split) states.push_back(split->machine);
  const auto busy = std::ranges::find(states, false, &MachineState::quiet);
  if (busy != states.end()) return *busy;
  return states.empty() ? MachineState() : states.front();
}

Ending Lesson::ending() const {
  bool wrong = disagreement.has_value();
  for (const auto* run : {&one_thread, &one_thread_simd, &queue_of_many}) wrong |= *run && is_suspicious((*run)->tally);
  const auto is_wrong = [](const auto& result) { return result && result->ending().wrong; };
  wrong |= is_wrong(gil) || is_wrong(started) || is_wrong(split);
  for (const auto* sorts : {&whole_numbers, &fractions}) wrong |= *sorts && (*sorts)->wrong_run() != nullptr;
  return {.wrong = wrong,
          .failure = failures.empty() ? std::nullopt : std::optional(failures.front().error),
          .signal = signal};
}

Lesson run_lesson(const LessonRequest& request, const Watch<Lesson>& watch) {
  return LessonRun(request, watch).carry_out();
}

}  // namespace crossover
