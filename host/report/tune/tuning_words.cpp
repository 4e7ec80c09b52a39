#include "host/report/tune/tuning_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>

#include "host/pi/estimate.hpp"
#include "host/report/disagreement_words.hpp"
#include "host/report/numbers.hpp"
#include "host/report/ratio_words.hpp"

namespace crossover {
namespace {

const Configuration& chosen_of(const Tuning& tuning) {
  return tuning.candidates[tuning.choice->candidate].configuration;
}

/// Null when there was no final.
const Finalist* finalist_of(const Tuning& tuning, std::size_t candidate) {
  const auto found = std::ranges::find(tuning.finalists, candidate, &Finalist::candidate);
  return found == tuning.finalists.end() ? nullptr : &*found;
}

std::string describe_choice(const Tuning& tuning) {
  if (tuning.choice) return "The choice:\n  " + command_line(chosen_of(tuning), tuning.range.size());
  if (tuning.not_looked_at.empty()) return "";
  std::vector<std::string_view> names;
  for (const BackendEntry* entry : tuning.not_looked_at) names.push_back(entry->name);
  return fmt::format("No choice: the time did not last for a look at {}; give it more: --time-limit 60.",
                     fmt::join(names, ", "));
}

/// What the final had to say where it did not count all samples.
std::string describe_prediction(const Tuning& tuning, const Finalist* finalist) {
  if (finalist == nullptr || tuning.final_samples >= tuning.range.size()) return "";
  return fmt::format("; the final, of {} samples, predicted {}", format_size(tuning.final_samples),
                     format_duration(finalist->seconds.median));
}

std::string describe_time(const Tuning& tuning) {
  if (!tuning.choice) return "";
  const Candidate& chosen = tuning.candidates[tuning.choice->candidate];
  const std::string time = format_duration(*chosen.seconds_for(tuning.range.size()));
  const Finalist* finalist = finalist_of(tuning, tuning.choice->candidate);
  if (chosen.samples() < tuning.range.size())
    return fmt::format("That takes {}, predicted from {} samples: it was not run on all.", time,
                       format_size(chosen.samples()));
  const bool is_of_the_final = finalist != nullptr && tuning.final_samples >= tuning.range.size();
  if (!is_of_the_final)
    return fmt::format("That takes {}, run {}{}.", time,
                       chosen.runs.size() == 1 ? "once" : plural(chosen.runs.size(), "time"),
                       describe_prediction(tuning, finalist));
  const std::string interval = format_interval_of_durations(finalist->seconds);
  if (interval.empty()) return fmt::format("That takes {}; too few rounds for an interval.", time);
  return fmt::format("That takes {} (95 % interval {}).", time, interval);
}

/// Why one is taken and not another that is as fast.
std::string preference(const Configuration& chosen, const Configuration& other) {
  if (chosen.workers < other.workers) return "needs fewer workers";
  if (chosen.backend != other.backend) return "stands earlier in the table of backends";
  return chosen.chunk ? "has larger chunks" : "leaves the chunk to the backend";
}

void add_once(std::vector<std::string>& list, const std::string& text) {
  if (std::ranges::count(list, text) == 0) list.push_back(text);
}

std::string describe_ties(const Tuning& tuning) {
  if (!tuning.choice || tuning.choice->ties_with.empty()) return "";
  constexpr std::size_t max_names = 4;
  const CandidateList& ties = tuning.choice->ties_with;
  std::vector<std::string> names, reasons;
  for (const std::size_t i : ties) {
    const Configuration& other = tuning.candidates[i].configuration;
    if (names.size() < max_names) names.push_back(describe_configuration(other));
    add_once(reasons, preference(chosen_of(tuning), other));
  }
  const std::string more =
      ties.size() > names.size() ? fmt::format(" and {}", plural(ties.size() - names.size(), "other")) : "";
  return fmt::format("As fast, as far as can be told: {}{}; it is taken because it {}.", fmt::join(names, "; "), more,
                     fmt::join(reasons, " and "));
}

std::string describe_runner_up(const Tuning& tuning) {
  const auto next = std::ranges::find_if(tuning.finalists, [](const Finalist& f) { return !f.ties; });
  if (next == tuning.finalists.end()) return "";
  return fmt::format("The next is {}: {} times the best time{}.",
                     describe_configuration(tuning.candidates[next->candidate].configuration),
                     format_ratio(next->ratio.median), format_interval(next->ratio));
}

std::string describe_hits(const Tuning& tuning) {
  if (tuning.disagreement) return describe(*tuning.disagreement);
  if (is_suspicious(tuning.counted))
    return fmt::format("WRONG: the hits are more than {} standard errors from pi; this is not chance.", suspicious_z);
  return tuning.runs > 1
             ? "All runs of as many samples counted the same hits, each backend first those of the plain loop."
             : "";
}

std::string describe_dropouts(const Tuning& tuning) {
  const auto failed =
      std::ranges::count_if(tuning.candidates, [](const Candidate& c) { return c.failure.has_value(); });
  return failed == 0 ? "" : plural(static_cast<std::size_t>(failed), "candidate") + " failed and dropped out.";
}

std::string describe_end(const Tuning& tuning) {
  switch (tuning.stopped_by) {
    case StoppedBy::precision:
      return tuning.exhaustive ? "as many as an interval needs" : "until every median was known within 1 %";
    case StoppedBy::time_limit:
      return "ended by the time limit";
    case StoppedBy::round_limit:
      return "the maximum";
    case StoppedBy::interruption:
      return "then the tuning ended early";
  }
  return "";
}

std::string describe_rounds(const Tuning& tuning) {
  return fmt::format("{} of the {}, {}.", plural(tuning.rounds, "round"), tuning.exhaustive ? "full grid" : "final",
                     describe_end(tuning));
}

std::string describe_effort(const Tuning& tuning) {
  const std::string effort = fmt::format("{} in {}", plural(tuning.runs, "run"), format_duration(tuning.seconds));
  if (tuning.exhaustive)
    return fmt::format("The full grid of {} took {}.", plural(tuning.candidates.size(), "candidate"), effort);
  return fmt::format("The search took {}; the full grid of {} would take {} in about {}.", effort,
                     plural(tuning.candidates.size(), "candidate"), plural(tuning.grid_runs, "run"),
                     format_duration(tuning.grid_seconds));
}

}  // namespace

std::string command_line(const Configuration& c, std::uint64_t samples) {
  std::string line = fmt::format("crossover pi --samples {} --backend {}", format_exact(samples), c.backend->name);
  if (c.kernel != c.backend->kernels().front()) line += fmt::format(" --kernel {}", c.kernel->name);
  if (c.backend->takes_workers()) line += fmt::format(" --workers {}", c.workers);
  if (c.chunk) line += fmt::format(" --chunk {}", format_exact(*c.chunk));
  return line;
}

std::vector<std::string> findings_of(const Tuning& tuning) {
  std::vector<std::string> sentences{describe(tuning.machine),  describe_choice(tuning),    describe_time(tuning),
                                     describe_ties(tuning),     describe_runner_up(tuning), describe_hits(tuning),
                                     describe_dropouts(tuning), describe_rounds(tuning),    describe_effort(tuning)};
  std::erase(sentences, "");
  return sentences;
}

std::vector<std::string> describe_failures(const Tuning& tuning) {
  std::vector<std::string> lines;
  for (const Candidate& candidate : tuning.candidates)
    if (candidate.failure)
      lines.push_back(fmt::format("{} dropped out: {}", describe_configuration(candidate.configuration),
                                  candidate.failure->what()));
  return lines;
}

}  // namespace crossover
