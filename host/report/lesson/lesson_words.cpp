#include "host/report/lesson/lesson_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <optional>
#include <vector>

#include "host/pi/backends/entries.hpp"
#include "host/report/lesson/lesson_cells.hpp"
#include "host/report/numbers.hpp"
#include "host/report/ratio_words.hpp"
#include "host/report/sort/sort_words.hpp"
#include "host/sort/sorters/entries.hpp"

namespace crossover {
namespace {

/// "1.97 (1.95 to 1.98)"
std::string describe(const Summary& ratio) { return format_ratio(ratio.median) + format_interval(ratio); }

/// How many times as fast as serial. None where it was not measured.
std::optional<Summary> speed_up_of(const std::optional<Comparison>& comparison, const BackendEntry& backend,
                                   bool release_gil = false) {
  const PiRun* run = run_of(comparison, backend, release_gil);
  return run != nullptr ? comparison->speed_up_of(*run) : std::nullopt;
}

/// A speed-up of less than this is none: the threads did not work at the same time.
constexpr double no_speed_up = 1.1;

/// Whether whole runs of a configuration pay at a size, against those of the first.
Verdict verdict_at(const TimingsAtSize& at, std::size_t configuration) {
  const auto &alone = at.seconds.at(0), &shared = at.seconds.at(configuration);
  return alone.empty() || shared.empty() ? Verdict::too_few_rounds : verdict_on(shared, alone, at.machine_was_quiet);
}

/// "runs that start their threads begin to pay between 1e5 and 1e6 samples": by the sizes where they are faster than
/// one worker at every size from there on.
std::string where_whole_runs_pay(const WholeRuns& whole, std::size_t configuration) {
  struct Told {
    std::uint64_t size;
    bool pays;
  };
  std::vector<Told> told;
  for (const TimingsAtSize& at : whole.series.points)
    if (const Verdict verdict = verdict_at(at, configuration); is_judged(verdict))
      told.push_back({at.size, verdict == Verdict::pays});
  if (!whole.machine.quiet)
    return "were timed on a busy machine, so that it cannot be told from which size on they pay";
  if (told.empty()) return "were measured too seldom to tell from which size on they pay";

  const auto paying = std::find_if(told.rbegin(), told.rend(), [](const Told& at) { return !at.pays; }).base();
  if (paying == told.end())
    return fmt::format("were not clearly faster than one worker at any size up to {}", format_size(told.back().size));
  if (paying == told.begin()) return fmt::format("pay from {} samples on", format_size(told.front().size));
  return fmt::format("begin to pay between {} and {} samples", format_size(std::prev(paying)->size),
                     format_size(paying->size));
}

/// The number of a backend's configuration.
std::optional<std::size_t> number_of(const WholeRuns& whole, const BackendEntry& backend) {
  for (std::size_t i = 0; i < whole.configurations.size(); ++i)
    if (whole.configurations[i].backend == &backend) return i;
  return std::nullopt;
}

std::string answer_on_threads(const Lesson& lesson) {
  const auto held = speed_up_of(lesson.gil, gil_backend), released = speed_up_of(lesson.gil, gil_backend, true);
  if (!held || !released || !lesson.whole_runs || !lesson.started) return "";
  if (!lesson.started->starts || !lesson.started->starts->thread) return "";
  const auto threads = number_of(*lesson.whole_runs, threads_backend);
  return fmt::format(
      "When they can work at the same time, and on much more than it takes to start them. Two threads that need "
      "one lock are {} times as fast as one thread{}; two that release it {} times. Starting a thread takes {}: "
      "runs that start their threads {}.",
      describe(*held), held->median < no_speed_up ? ", since they take turns" : "", describe(*released),
      format_duration(*lesson.started->starts->thread), where_whole_runs_pay(*lesson.whole_runs, *threads));
}

std::string answer_on_processes(const Lesson& lesson) {
  const auto threads = speed_up_of(lesson.started, threads_backend),
             processes = speed_up_of(lesson.started, processes_backend);
  if (!threads || !processes || !lesson.whole_runs || !lesson.started->starts) return "";
  const auto number = number_of(*lesson.whole_runs, processes_backend);
  const StartCosts& starts = *lesson.started->starts;
  if (!starts.thread || !starts.process) return "";
  return fmt::format(
      "When threads cannot work at the same time, as under the GIL, or one that fails must not take the others "
      "with it, and little has to be sent for much work. Once started they are {} times as fast as one thread, "
      "and threads {} times. But starting one takes {}, beside {} for a thread: runs that start their processes "
      "{}.",
      describe(*processes), describe(*threads), format_duration(*starts.process), format_duration(*starts.thread),
      where_whole_runs_pay(*lesson.whole_runs, *number));
}

/// " std takes 90.2 µs for both arrays, in two threads it is 1.12 times as fast as that (1.11 to 1.13): it pays."
std::string describe_sorting(const SortComparison& sorts, const SorterEntry& sorter) {
  const SortRun* alone = sorts.sequential_run_of(sorter);
  const auto shared = std::ranges::find_if(sorts.runs, [&](const SortRun& run) {
    return run.configuration.sorter == &sorter && run.configuration.sharing == Sharing::threads;
  });
  if (alone == nullptr || shared == sorts.runs.end()) return "";
  if (!alone->timing.warm_seconds || !shared->timing.warm_seconds) return "";
  return fmt::format(" {} takes {} for both arrays, in two threads it is {}.", sorter.name,
                     format_duration(alone->seconds()), describe_speed_of_sorts(sorts, *shared, *alone, "that"));
}

std::string answer_on_sorting(const Lesson& lesson) {
  const auto& sorts = lesson.whole_numbers;
  if (!sorts || !sorts->thread_start) return "";
  return fmt::format(
      "Two threads save at most half of the time that sorting takes, and starting and joining them takes {}.{}{} "
      "crossover sort finds the size from which on they pay.",
      format_duration(sorts->thread_start->median), describe_sorting(*sorts, std_sorter),
      describe_sorting(*sorts, simd_sorter));
}

/// What the size of the chunks makes of the chosen backend with as many workers; empty where nothing is known of it.
std::string describe_chunks(const Tuning& tuning, const Candidate& chosen) {
  const std::uint64_t n = tuning.range.size();
  std::map<std::uint64_t, double> ratios;
  for (const Candidate& candidate : tuning.candidates) {
    const Configuration &c = candidate.configuration, &best = chosen.configuration;
    const auto seconds = candidate.seconds_for(n);
    if (c.backend == best.backend && c.workers == best.workers && c.chunk && seconds)
      ratios[*c.chunk] = *seconds / *chosen.seconds_for(n);
  }
  const auto is_near = [](const auto& chunk) { return chunk.second <= 1.1; };
  const auto smallest = std::find_if(ratios.begin(), ratios.end(), is_near);
  if (smallest == ratios.end()) return "";
  const auto largest = std::find_if(ratios.rbegin(), ratios.rend(), is_near);
  std::string text = fmt::format(" Chunks of {} to {} samples take within a tenth of that",
                                 format_exact(smallest->first), format_exact(largest->first));
  if (smallest != ratios.begin())
    text += fmt::format("; chunks of {} take {} times as long, since each has to be handed out",
                        format_exact(ratios.begin()->first), format_ratio(ratios.begin()->second));
  return text + ".";
}

std::string answer_on_splitting(const Lesson& lesson) {
  if (!lesson.split || !lesson.split->choice || lesson.split->finalists.empty()) return "";
  const Tuning& tuning = *lesson.split;
  const Candidate& chosen = tuning.candidates[tuning.choice->candidate];
  const auto alone = std::ranges::find_if(tuning.candidates, [&](const Candidate& c) {
    return c.configuration.backend == &serial_backend && c.seconds_for(tuning.range.size());
  });
  const std::string beside =
      alone == tuning.candidates.end()
          ? ""
          : fmt::format(", by one worker {}", format_duration(*alone->seconds_for(tuning.range.size())));
  const char* begin = chosen.configuration.workers == 1
                          ? "Not at all, as far as could be measured here and now."
                          : "In chunks, of which each worker takes the next when it is done with one.";
  return fmt::format("{} The best for {} samples was {}: {}{}.{} For another N: crossover tune --samples N.", begin,
                     format_size(tuning.range.size()), describe_configuration(chosen.configuration),
                     format_duration(*chosen.seconds_for(tuning.range.size())), beside,
                     describe_chunks(tuning, chosen));
}

std::string answer_on_queue(const Lesson& lesson) {
  const PiRun* chunked = run_of(lesson.started, queue_backend);
  if (!lesson.queue_of_many || !lesson.queue_of_many->message_costs || chunked == nullptr) return "";
  const MessageCosts& costs = *lesson.queue_of_many->message_costs;
  const auto many = static_cast<double>(lesson.sizes.many_points);
  return fmt::format(
      "It returned 0 because each of its two workers put one result into the queue when its loop was over, not "
      "one for each point: of {} points at most two were judged, and no hit was among them. It was slow because "
      "every point was a message. Here a message costs a worker {} beside {} for counting the point: {} points "
      "take {} one by one, and in chunks, in proportion, {}.",
      lesson.sizes.points, format_duration(costs.seconds_per_message()), format_duration(costs.seconds_per_sample()),
      format_size(lesson.sizes.many_points), format_duration(lesson.queue_of_many->seconds()),
      format_duration(many * chunked->seconds() / static_cast<double>(lesson.sizes.shared_samples)));
}

}  // namespace

std::vector<Answer> answers_of(const Lesson& lesson) {
  std::vector<Answer> answers{
      {"When is threading a good option?", answer_on_threads(lesson)},
      {"When are processes worth it?", answer_on_processes(lesson)},
      {"Why is sorting 1000 numbers in threads slower than without?", answer_on_sorting(lesson)},
      {"What is the best way to split N over the workers?", answer_on_splitting(lesson)},
      {"Why did the queue return 0, and why was it slow?", answer_on_queue(lesson)},
  };
  std::erase_if(answers, [](const Answer& a) { return a.answer.empty(); });
  return answers;
}

}  // namespace crossover
