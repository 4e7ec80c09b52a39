#include "host/report/pi/walk/walk_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <set>
#include <utility>

#include "host/report/crossings/crossing_words.hpp"
#include "host/report/disagreement_words.hpp"
#include "host/report/numbers.hpp"
#include "host/report/pi/comparison_words.hpp"
#include "host/report/ratio_words.hpp"

namespace crossover {
namespace {

bool has_several_kernels(const PiWalk& walk) {
  std::set<const Kernel*> kernels;
  for (const Configuration& c : walk.configurations)
    if (c.counts_on_cores()) kernels.insert(c.kernel);
  return kernels.size() > 1;
}

/// "BUSY: ...", and at how many of the sizes.
std::string describe_machine_state(const PiWalk& walk) {
  const auto is_busy = [](const PiPoint& point) { return !point.comparison.machine.quiet; };
  const auto first = std::ranges::find_if(walk.points, is_busy);
  if (first == walk.points.end()) return "";
  const auto sizes = static_cast<std::size_t>(std::ranges::count_if(walk.points, is_busy));
  const MachineState& state = first->comparison.machine;
  if (sizes == walk.points.size()) return describe(state);
  return fmt::format("BUSY: at {} of {} sizes, first at {} samples: {}, so nothing is judged there.", sizes,
                     walk.points.size(), format_size(first->samples()), state.why);
}

std::string describe_hits(const PiWalk& walk) {
  if (walk.disagreement) return describe(*walk.disagreement);
  const auto sizes = std::ranges::count_if(walk.points, [](const PiPoint& p) { return p.comparison.verified; });
  if (sizes == 0) return "Hits not verified: the run stopped first.";
  const std::string recounted =
      walk.recounted() == 0
          ? std::string(": too many for the plain loop to recount")
          : fmt::format("; the plain loop recounted sizes up to {} and agrees", format_size(walk.recounted()));
  return fmt::format("At each of {} all counted the same hits in every run{}.",
                     plural(static_cast<std::uint64_t>(sizes), "size"), recounted);
}

/// One for each configuration that failed, with the size at which it did.
std::vector<std::string> describe_failures(const PiWalk& walk) {
  std::vector<std::string> failed;
  for (const PiPoint& point : walk.points) {
    for (const PiRun& run : point.comparison.runs)
      if (run.failure)
        failed.push_back(fmt::format("FAILED at {} samples: {}, kernel {}: {}.", format_size(point.samples()),
                                     describe_configuration(run.configuration), run.configuration.kernel->name,
                                     run.failure->what()));
    if (point.comparison.failure)
      failed.push_back(
          fmt::format("FAILED at {} samples: {}.", format_size(point.samples()), point.comparison.failure->what()));
  }
  return failed;
}

std::string describe(const PiWalk& walk, const ChangeOfTheFastest& change) {
  const Overtaking& o = change.overtaking;
  return fmt::format("The fastest of all when {} changes between {} samples: {} gives way to {}.", name_of(change.kind),
                     format_bracket(*o.measured), label_of(walk, o.from), label_of(walk, o.to));
}

/// Where what was measured and what the lines say differ.
std::vector<std::string> describe_differences(const PiWalk& walk, const PairFindings& pair) {
  std::vector<std::string> differences;
  for (const Overtaking& o : pair.overtakings)
    if (const std::string difference = describe_difference(o); !difference.empty())
      differences.push_back(fmt::format("{}, {}, was measured to overtake {} between {} samples; {}.",
                                        label_of(walk, o.to), name_of(pair.kind), label_of(walk, o.from),
                                        format_bracket(*o.measured), difference));
  return differences;
}

std::string describe_those_that_left(const PiWalk& walk, const PiFindings& findings) {
  if (findings.predictions.empty()) return "";
  return fmt::format(
      "A configuration leaves the walk before a size at which its run would take over {} (--longest); times of those "
      "sizes are predicted by T0 + N / R.",
      format_duration(walk.longest));
}

}  // namespace

std::string label_of(const PiWalk& walk, std::size_t configuration) {
  const Configuration& c = walk.configurations.at(configuration);
  const bool names_kernel = has_several_kernels(walk) || (!c.counts_on_cores() && c.kernel->name != "philox");
  return names_kernel ? fmt::format("{}, {}", c.backend->name, c.kernel->name) : std::string(c.backend->name);
}

const PiPoint& last_measured(const PiWalk& walk) {
  const auto found = std::find_if(walk.points.rbegin(), walk.points.rend(),
                                  [](const PiPoint& point) { return !point.comparison.runs.empty(); });
  return found == walk.points.rend() ? walk.points.front() : *found;
}

std::vector<std::string> sentences_on(const PiWalk& walk, const PiFindings& findings) {
  std::vector<std::string> sentences{describe_machine_state(walk), describe_hits(walk)};
  std::ranges::move(describe_failures(walk), std::back_inserter(sentences));
  for (const ChangeOfTheFastest& change : findings.changes) sentences.push_back(describe(walk, change));
  for (const PairFindings& pair : findings.pairs)
    std::ranges::move(describe_differences(walk, pair), std::back_inserter(sentences));
  sentences.push_back(describe_those_that_left(walk, findings));
  std::erase(sentences, "");
  return sentences;
}

}  // namespace crossover
