#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "host/measure/statistics.hpp"
#include "host/measure/verdict.hpp"
#include "host/tune/halving.hpp"

namespace crossover {

/// A candidate that was timed in the same rounds as others.
struct Finalist {
  std::size_t candidate;
  Summary seconds;
  Summary ratio;    ///< To the best, by the paired rounds.
  Verdict verdict;  ///< Against the best.
  bool ties;        ///< With the best, which ties with itself: it may be as fast, or is slower by too little to tell.
};

/// The one to take, and those that are as fast as far as the measurements can tell.
struct Choice {
  std::size_t candidate;
  CandidateList ties_with = {};
};

/// The finalists by their medians, the best first. `seconds[i]` are those of `candidates[i]`, one a round, at least
/// one.
std::vector<Finalist> judge(const CandidateList& candidates, const std::vector<std::vector<double>>& seconds,
                            bool machine_was_quiet = true);

/// Of those that tie with the best the one with the fewest workers; of as many the first in the list of candidates.
/// `finalists` must not be empty.
Choice choose(const std::vector<Candidate>& candidates, const std::vector<Finalist>& finalists);

/// The same where there was no round, by the times known or predicted for `samples` of those that can be judged. None
/// when there are none.
std::optional<Choice> choose(const std::vector<Candidate>& candidates, std::uint64_t samples);

}  // namespace crossover
