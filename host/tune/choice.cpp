#include "host/tune/choice.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

namespace crossover {
namespace {

/// One disturbed round of the best lets the interval of a few rounds hold 1: that alone is not enough. Without an
/// interval nothing tells the two apart that are near each other.
bool is_a_tie(const Summary& ratio) {
  if (ratio.median < min_gain) return true;
  return ratio.median <= near_enough && (!ratio.ci95 || ratio.ci95->low <= 1);
}

Choice preferred(const std::vector<Candidate>& candidates, CandidateList tied) {
  const auto best = std::ranges::min_element(
      tied, {}, [&](std::size_t i) { return std::pair(candidates[i].configuration.workers, i); });
  const std::size_t chosen = *best;
  tied.erase(best);
  return {chosen, std::move(tied)};
}

}  // namespace

std::vector<Finalist> judge(const CandidateList& candidates, const std::vector<std::vector<double>>& seconds,
                            bool machine_was_quiet) {
  const auto best = std::ranges::min_element(seconds, {}, [](const auto& values) { return median(values); });
  std::vector<Finalist> finalists;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    const Summary ratio = summarize_ratios(seconds[i], *best);
    const Verdict verdict = verdict_on(seconds[i], *best, machine_was_quiet);
    finalists.push_back({candidates[i], summarize(seconds[i]), ratio, verdict, is_a_tie(ratio)});
  }
  std::ranges::stable_sort(finalists, {}, [](const Finalist& f) { return f.seconds.median; });
  return finalists;
}

Choice choose(const std::vector<Candidate>& candidates, const std::vector<Finalist>& finalists) {
  CandidateList tied;
  for (const Finalist& finalist : finalists)
    if (finalist.ties) tied.push_back(finalist.candidate);
  return preferred(candidates, std::move(tied));
}

std::optional<Choice> choose(const std::vector<Candidate>& candidates, std::uint64_t samples) {
  std::optional<double> best;
  const auto seconds_of = [&](const Candidate& c) {
    return c.can_be_judged(samples) ? c.seconds_for(samples) : std::nullopt;
  };
  for (const Candidate& candidate : candidates)
    if (const auto seconds = seconds_of(candidate); seconds && (!best || *seconds < *best)) best = seconds;
  if (!best) return std::nullopt;
  CandidateList tied;
  for (std::size_t i = 0; i < candidates.size(); ++i)
    if (const auto seconds = seconds_of(candidates[i]); seconds && *seconds <= min_gain * *best) tied.push_back(i);
  return preferred(candidates, std::move(tied));
}

}  // namespace crossover
