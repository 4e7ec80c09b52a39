#include "host/lesson/whole_runs.hpp"

#include <algorithm>
#include <utility>

#include "host/lesson/lesson_run.hpp"
#include "host/measure/rounds.hpp"

namespace crossover {
namespace {

/// Larger runs are checked against those of the other configurations alone.
constexpr std::uint64_t max_recounted_here = 1'000'000;

/// As first_batch_of() has it: chunks that are larger than the first batch by workers would leave some idle in it.
constexpr std::uint64_t largest_first_batch = std::uint64_t{1} << 20;

}  // namespace

std::optional<Summary> WholeRuns::seconds(std::size_t configuration, std::uint64_t size) const {
  const auto at = std::ranges::find_if(series.points, [&](const TimingsAtSize& s) { return s.size == size; });
  if (at == series.points.end() || at->seconds.at(configuration).empty()) return std::nullopt;
  return summarize(at->seconds.at(configuration));
}

WholeRunTimer::WholeRunTimer(LessonRun& lesson, Split split) : lesson_(lesson), split_(split), runs_(lesson_seed, 0) {}

void WholeRunTimer::time(WholeRuns& whole, std::uint64_t size, double seconds) {
  has_failed_.resize(whole.configurations.size());
  if (size <= max_recounted_here) runs_.check_against_reference(size);
  std::vector<std::size_t> subjects;
  Rounds rounds;
  do {  // anew without those that failed
    subjects.clear();
    for (std::size_t i = 0; i < whole.configurations.size(); ++i)
      if (!has_failed_[i]) subjects.push_back(i);
    if (subjects.empty() || lesson_.is_over()) return;
    std::vector<Timed> timed;
    timed.reserve(subjects.size());
    for (const std::size_t i : subjects)
      timed.emplace_back([&, i]() -> std::optional<double> {
        try {
          return time_once(whole.configurations[i], size);
        } catch (const Error& error) {
          lesson_.note_failure(whole.configurations[i], error);
          has_failed_[i] = true;
          return std::nullopt;
        }
      });
    rounds = measure_in_rounds(timed, {.min_rounds = 6, .min_seconds = 0, .time_limit = seconds}, [](std::size_t) {});
  } while (std::ranges::any_of(subjects, [&](std::size_t i) { return has_failed_[i]; }));

  TimingsAtSize at{size, std::vector<std::vector<double>>(whole.configurations.size())};
  for (std::size_t n = 0; n < subjects.size(); ++n) at.seconds[subjects[n]] = rounds.seconds[n];
  whole.series.points.push_back(std::move(at));
  whole.machine = runs_.machine_state();
  for (TimingsAtSize& point : whole.series.points) point.machine_was_quiet = whole.machine.quiet;
  lesson_.keep(runs_.disagreement());
  lesson_.keep_incidents(runs_.incidents());
}

std::optional<double> WholeRunTimer::time_once(const Configuration& configuration, std::uint64_t size) {
  Configuration c = configuration;
  if (split_ == Split::equal_parts && c.workers > 1)
    c.chunk = (std::min(size, largest_first_batch) + c.workers - 1) / c.workers;
  const auto run = runs_.run(c, size, lesson_.goes_on());
  if (!run) {
    lesson_.note_stop();
    return std::nullopt;
  }
  return run->seconds;
}

}  // namespace crossover
