#include "host/report/lesson_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "host/pi/backends/entries.hpp"
#include "host/report/disagreement_words.hpp"
#include "host/report/numbers.hpp"
#include "host/report/ratio_words.hpp"
#include "host/sort/sorters/entries.hpp"

namespace crossover {
namespace {

/// "1.97 (1.95 to 1.98)"
std::string in_words(const Summary& ratio) { return ratio_in_words(ratio.median) + interval_in_words(ratio); }

/// How many times as fast as serial. None where it was not measured.
std::optional<Summary> speed_up_of(const std::optional<Comparison>& comparison, const BackendEntry& backend,
                                   bool release_gil = false) {
  if (!comparison) return std::nullopt;
  for (const PiRun& run : comparison->runs)
    if (run.configuration.backend == &backend && run.configuration.release_gil == release_gil)
      return comparison->speed_up_of(run);
  return std::nullopt;
}

/// From which size on whole runs of a configuration are faster than those of the first at every size that was measured.
std::string where_whole_runs_pay(const WholeRuns& whole, std::size_t configuration) {
  const auto pays = [&](const Standings& at) {
    const Standings pair{at.size, {at.seconds.at(0), at.seconds.at(configuration)}};
    return clear_winner(pair) == std::size_t{1};
  };
  const auto not_paying = std::find_if_not(whole.sizes.rbegin(), whole.sizes.rend(), pays);
  if (not_paying == whole.sizes.rbegin()) return fmt::format("pay at no size up to {}", size_text(not_paying->size));
  if (not_paying == whole.sizes.rend())
    return fmt::format("pay from {} samples on", size_text(whole.sizes.front().size));
  return fmt::format("begin to pay between {} and {} samples", size_text(not_paying->size),
                     size_text(std::prev(not_paying)->size));
}

/// The number of a backend's configuration.
std::optional<std::size_t> number_of(const WholeRuns& whole, const BackendEntry& backend) {
  for (std::size_t i = 0; i < whole.configurations.size(); ++i)
    if (whole.configurations[i].backend == &backend) return i;
  return std::nullopt;
}

std::string answer_on_threads(const Lesson& lesson) {
  const auto held = speed_up_of(lesson.gil, gil_backend), released = speed_up_of(lesson.gil, gil_backend, true);
  if (!held || !released || !lesson.whole_runs || !lesson.started || !lesson.started->starts) return "";
  const auto threads = number_of(*lesson.whole_runs, threads_backend);
  return fmt::format(
      "When they can work at the same time, and on much more than it takes to start them. Two threads that need one "
      "lock "
      "are {} times as fast as one thread: they take turns. Two that release it are {} times as fast. Starting a "
      "thread "
      "takes {}: runs that start their threads {}.",
      in_words(*held), in_words(*released), duration_text(lesson.started->starts->thread),
      where_whole_runs_pay(*lesson.whole_runs, *threads));
}

std::string answer_on_processes(const Lesson& lesson) {
  const auto threads = speed_up_of(lesson.started, threads_backend),
             processes = speed_up_of(lesson.started, processes_backend);
  if (!threads || !processes || !lesson.whole_runs || !lesson.started->starts) return "";
  const auto number = number_of(*lesson.whole_runs, processes_backend);
  const StartCosts& starts = *lesson.started->starts;
  return fmt::format(
      "When threads cannot work at the same time, as under the GIL, or one that fails must not take the others with "
      "it, and "
      "little has to be sent for much work. Once started they are {} times as fast as one thread, and threads {} "
      "times. But "
      "starting one takes {}, {:.0f} times as long as a thread: runs that start their processes {}.",
      in_words(*processes), in_words(*threads), duration_text(starts.process), starts.process / starts.thread,
      where_whole_runs_pay(*lesson.whole_runs, *number));
}

std::string answer_on_sorting(const Lesson& lesson) {
  const auto& sorts = lesson.whole_numbers;
  if (!sorts || !sorts->thread_start) return "";
  const SortRun* simd = sorts->sequential_run_of(simd_sorter);
  const SortRun* plain = sorts->plain_run();
  if (simd == nullptr || plain == nullptr) return "";
  return fmt::format(
      "Starting and joining two threads takes {}. Sorting both arrays takes {} by SIMD and {} by std::sort: less than "
      "the "
      "threads that share it. That they sort at the same time makes little difference then, as the lesson saw: one "
      "thread "
      "after the other takes as long. crossover sort finds the size where threads begin to pay.",
      duration_text(sorts->thread_start->median), duration_text(simd->seconds()), duration_text(plain->seconds()));
}

/// What the size of the chunks makes of the chosen backend with as many workers; empty where nothing is known of it.
std::string chunks_in_words(const Tuning& tuning, const Candidate& chosen) {
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
  std::string text = fmt::format(" Chunks of {} to {} samples take within a tenth of that", size_text(smallest->first),
                                 size_text(largest->first));
  if (smallest != ratios.begin())
    text += fmt::format("; chunks of {} take {} times as long, since handing one out costs as much as counting it",
                        size_text(ratios.begin()->first), ratio_in_words(ratios.begin()->second));
  return text + ".";
}

std::string answer_on_splitting(const Lesson& lesson) {
  if (!lesson.split || !lesson.split->choice) return "";
  const Tuning& tuning = *lesson.split;
  const Candidate& chosen = tuning.candidates[tuning.choice->candidate];
  const auto alone = std::ranges::find_if(tuning.candidates, [&](const Candidate& c) {
    return c.configuration.backend == &serial_backend && c.seconds_for(tuning.range.size());
  });
  const std::string beside =
      alone == tuning.candidates.end()
          ? ""
          : fmt::format(", by one worker {}", duration_text(*alone->seconds_for(tuning.range.size())));
  return fmt::format(
      "In chunks, of which each worker takes the next when it is done with one, and by no more workers than there are "
      "cores. "
      "The best for {} samples is {}: {}{}.{} For another N: crossover tune --samples N.",
      size_text(tuning.range.size()), name_in_words(chosen.configuration),
      duration_text(*chosen.seconds_for(tuning.range.size())), beside, chunks_in_words(tuning, chosen));
}

std::string answer_on_queue(const Lesson& lesson) {
  if (!lesson.queue_of_many || !lesson.queue_of_many->message_costs || !lesson.started) return "";
  const auto queue = std::ranges::find_if(lesson.started->runs,
                                          [](const PiRun& run) { return run.configuration.backend == &queue_backend; });
  if (queue == lesson.started->runs.end() || !queue->message_costs) return "";
  const MessageCosts& by_points = *lesson.queue_of_many->message_costs;
  const double chunked = queue->seconds() * static_cast<double>(lesson.sizes.many_points) /
                         static_cast<double>(lesson.sizes.shared_samples);
  return fmt::format(
      "It returned 0 because each of its workers put one result into the queue when its loop was over, not one for "
      "each point: of {} "
      "points at most two were judged, and both had missed. It was slow because every point was a message. Here a "
      "message costs "
      "the workers {}, and counting a point by SIMD {}: {} points take {} one by one, and {} in chunks.",
      lesson.sizes.points, duration_text(by_points.seconds_per_message()),
      duration_text(queue->message_costs->seconds_per_sample()), size_text(lesson.sizes.many_points),
      duration_text(lesson.queue_of_many->seconds()), duration_text(chunked));
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
