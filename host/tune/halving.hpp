#pragma once

#include <cstdint>
#include <vector>

#include "host/tune/candidates.hpp"

/// Successive halving: many candidates are run on few samples, the better half of them on twice as many, and so on; the
/// few that are left meet in the final, on all samples.
/// Source: K. Jamieson, A. Talwalkar, "Non-stochastic Best Arm Identification and Hyperparameter Optimization", 2016.
namespace crossover {

/// So many come to the final, and a few with fewer workers beside them.
inline constexpr std::size_t finalists_wanted = 4;
/// How much slower the best with fewer workers may seem and still come to the final.
inline constexpr double near_enough = 1.1;

/// How many samples each rung runs, so that with as many rungs only the finalists are left; twice as many in each, but
/// never fewer than `least` (or all, when there are no more).
std::vector<std::uint64_t> rung_sizes(std::size_t candidates, std::uint64_t samples, std::uint64_t least);

/// Numbers of candidates.
using CandidateList = std::vector<std::size_t>;

/// The better half of a list by the time for `samples`, the best first; those that failed are left out, and at least
/// as many stay as come to the final.
CandidateList better_half(const std::vector<Candidate>& candidates, CandidateList list, std::uint64_t samples);

/// The best of those left, and for every smaller number of workers the best of all candidates that have it, when it is
/// near enough.
CandidateList finalists_of(const std::vector<Candidate>& candidates, const CandidateList& left, std::uint64_t samples);

}  // namespace crossover
