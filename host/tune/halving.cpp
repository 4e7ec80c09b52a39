#include "host/tune/halving.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

namespace crossover {
namespace {

/// Infinite for one that was never run.
double seconds_of(const Candidate& candidate, std::uint64_t samples) {
  return candidate.seconds_for(samples).value_or(std::numeric_limits<double>::infinity());
}

/// Those that have not failed, the fastest first.
CandidateList ranked(const std::vector<Candidate>& candidates, CandidateList list, std::uint64_t samples) {
  std::erase_if(list, [&](std::size_t i) { return candidates[i].failure.has_value(); });
  std::ranges::stable_sort(list, {}, [&](std::size_t i) { return seconds_of(candidates[i], samples); });
  return list;
}

CandidateList all_of(const std::vector<Candidate>& candidates) {
  CandidateList all(candidates.size());
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = i;
  return all;
}

}  // namespace

std::vector<std::uint64_t> rung_sizes(std::size_t candidates, std::uint64_t samples, std::uint64_t least) {
  unsigned rungs = 0;
  for (std::size_t left = candidates; left > finalists_wanted; left = (left + 1) / 2) ++rungs;
  std::vector<std::uint64_t> sizes;
  for (unsigned to_go = rungs; to_go > 0; --to_go)
    sizes.push_back(std::clamp<std::uint64_t>(least, std::max<std::uint64_t>(1, samples >> to_go), samples));
  return sizes;
}

CandidateList better_half(const std::vector<Candidate>& candidates, CandidateList list, std::uint64_t samples) {
  const std::size_t half = std::max(finalists_wanted, (list.size() + 1) / 2);
  CandidateList better = ranked(candidates, std::move(list), samples);
  better.resize(std::min(better.size(), half));
  return better;
}

CandidateList finalists_of(const std::vector<Candidate>& candidates, const CandidateList& left, std::uint64_t samples) {
  CandidateList finalists = ranked(candidates, left, samples);
  finalists.resize(std::min(finalists.size(), finalists_wanted));
  if (finalists.empty()) return finalists;
  const Candidate& best = candidates[finalists.front()];
  std::map<unsigned, std::size_t> best_with;
  for (const std::size_t i : ranked(candidates, all_of(candidates), samples))
    best_with.try_emplace(candidates[i].configuration.workers, i);
  for (const auto& [workers, i] : best_with) {
    const bool near = seconds_of(candidates[i], samples) <= near_enough * seconds_of(best, samples);
    if (workers < best.configuration.workers && near && std::ranges::count(finalists, i) == 0) finalists.push_back(i);
  }
  return finalists;
}

}  // namespace crossover
