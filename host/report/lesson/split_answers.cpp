#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "host/pi/backends/entries.hpp"
#include "host/report/lesson/answers.hpp"
#include "host/report/lesson/notes_figures.hpp"
#include "host/report/numbers.hpp"
#include "host/report/ratio_words.hpp"

namespace crossover {
namespace {

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

std::string describe_split(const Lesson& lesson) {
  const auto& tuning = lesson.split;
  if (!tuning || !tuning->choice || tuning->finalists.empty())
    return not_measured("a final of the best ways to split", split_exercise);
  if (!tuning->machine.quiet) return not_judged(tuning->machine, split_exercise);
  const Candidate& chosen = tuning->candidates[tuning->choice->candidate];
  const std::uint64_t n = tuning->range.size();
  const auto alone = std::ranges::find_if(tuning->candidates, [&](const Candidate& c) {
    return c.configuration.backend == &serial_backend && c.seconds_for(n);
  });
  const std::string beside = alone == tuning->candidates.end() || &*alone == &chosen
                                 ? ""
                                 : fmt::format(", by one worker {}", format_duration(*alone->seconds_for(n)));
  return fmt::format("The best for {} samples (SIMD) was {}: {}{}.{} For another N: crossover tune --samples N.",
                     format_size(n), describe_configuration(chosen.configuration),
                     format_duration(*chosen.seconds_for(n)), beside, describe_chunks(*tuning, chosen));
}

Answer on_splitting(const Lesson& lesson) {
  return {
      .question = "What is the best way to split N, and over how many workers?",
      .in_general =
          "As many workers as there are CPUs for them, if N is far above N* = S / (t (1 - 1/W)); else fewer, or one. "
          "Give out chunks, and let each worker take the next when it is done with one: who is held up takes fewer. "
          "A chunk of c samples costs m to hand out, so c should be 100 m / t at least; and there should be 8 chunks "
          "or more for each worker, so that nobody waits long for the last.",
      .here = describe_split(lesson),
      .in_the_notes = fmt::format(
          "The pool's split, one batch for each of four processes, sends least but waits for the slowest. The "
          "queue's, one point a message, is the other end: by its {} a message and {} a point, chunks of {} points "
          "lose a hundredth, and 1e7 points still make thousands of them.",
          format_duration(notes::queue_message), format_duration(notes::python_point),
          format_size(static_cast<std::uint64_t>(std::llround(notes::points_a_message)))),
  };
}

}  // namespace

std::vector<Answer> answers_on_split(const Lesson& lesson) { return {on_splitting(lesson)}; }

}  // namespace crossover
