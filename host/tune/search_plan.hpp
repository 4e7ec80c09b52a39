#pragma once

#include <cstdint>
#include <vector>

#include "host/tune/halving.hpp"

/// How long runs will likely take by those made so far, and what search fits into the time that is left.
namespace crossover {

/// Counting for less long tells little: starting workers and the clock's noise weigh too much.
inline constexpr double min_counting_seconds = 0.02;
/// With fewer rounds there is no interval.
inline constexpr std::size_t min_final_rounds = 6;

/// The candidate that stands for its backend: that with most workers and the backend's own chunk. Null when there is
/// none.
const Candidate* usual_of(const std::vector<Candidate>& candidates, const BackendEntry* backend);

/// What a run of a candidate will likely take: by its own runs, else by those of the usual one with time in proportion
/// to the workers; 0 when nothing is known. Seconds.
double expected_seconds(const std::vector<Candidate>& candidates, const Candidate& candidate, std::uint64_t samples);
/// Of a run of each in a list.
double expected_seconds(const std::vector<Candidate>& candidates, const CandidateList& list, std::uint64_t samples);

/// How many samples the fastest so far counts in the time that the clock can tell.
std::uint64_t min_samples(const std::vector<Candidate>& candidates);

/// The samples of each rung and of the final, and how often a rung runs its list at most.
struct SearchPlan {
  std::vector<std::uint64_t> rungs;
  std::uint64_t final;
  unsigned max_passes;
};

/// How often a rung runs its list: short runs are repeated, since one by itself may have met a bad moment.
unsigned passes_of_rung(const std::vector<Candidate>& candidates, const CandidateList& list, std::uint64_t samples,
                        unsigned most);

/// For all `samples`; where the search would not end within so many seconds, without repeating runs; where that is not
/// enough, for a half, a quarter, ... of the samples.
SearchPlan plan_search(const std::vector<Candidate>& candidates, const CandidateList& list, std::uint64_t samples,
                       double seconds_left);

}  // namespace crossover
