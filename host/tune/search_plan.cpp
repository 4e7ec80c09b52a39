#include "host/tune/search_plan.hpp"

#include <algorithm>
#include <limits>

namespace crossover {
namespace {

/// A search on fewer samples tells too little to be worth it.
constexpr std::uint64_t min_rung_samples = std::uint64_t{1} << 16;

/// A candidate's runs of one rung shall take so long together, seconds.
constexpr double enough_seconds = 0.1;
constexpr unsigned max_passes = 3;

double seconds_of(const std::vector<Candidate>& candidates, const CandidateList& list, const SearchPlan& plan) {
  double sum = 0, share_left = 1, fastest = std::numeric_limits<double>::infinity();
  for (const std::uint64_t n : plan.rungs) {
    sum += share_left * passes_of_rung(candidates, list, n, plan.max_passes) * expected_seconds(candidates, list, n);
    share_left /= 2;
  }
  for (const std::size_t i : list) fastest = std::min(fastest, expected_seconds(candidates, candidates[i], plan.final));
  return sum + static_cast<double>(std::min(list.size(), finalists_wanted) * min_final_rounds) * fastest;
}

}  // namespace

const Candidate* usual_of(const std::vector<Candidate>& candidates, const BackendEntry* backend) {
  const Candidate* usual = nullptr;
  for (const Candidate& candidate : candidates)
    if (candidate.configuration.backend == backend && !candidate.configuration.chunk) usual = &candidate;
  return usual;
}

double expected_seconds(const std::vector<Candidate>& candidates, const Candidate& candidate, std::uint64_t samples) {
  if (const auto own = candidate.seconds_for(samples)) return *own;
  const Candidate* usual = usual_of(candidates, candidate.configuration.backend);
  if (usual == nullptr || usual->runs.empty()) return 0;
  const ColdRun& seen = usual->runs.back();
  const double share = static_cast<double>(usual->configuration.workers) / candidate.configuration.workers;
  return seen.setup_seconds + share * (seen.seconds_for(samples) - seen.setup_seconds);
}

double expected_seconds(const std::vector<Candidate>& candidates, const CandidateList& list, std::uint64_t samples) {
  double sum = 0;
  for (const std::size_t i : list) sum += expected_seconds(candidates, candidates[i], samples);
  return sum;
}

std::uint64_t min_samples(const std::vector<Candidate>& candidates) {
  double most = 1;
  for (const Candidate& candidate : candidates)
    for (const ColdRun& run : candidate.runs)
      if (run.counting_seconds() > 0)
        most = std::max(most, min_counting_seconds * static_cast<double>(run.samples) / run.counting_seconds());
  return static_cast<std::uint64_t>(std::min(most, 1e18));
}

unsigned passes_of_rung(const std::vector<Candidate>& candidates, const CandidateList& list, std::uint64_t samples,
                        unsigned most) {
  const double together = expected_seconds(candidates, list, samples);
  const double mean = list.empty() ? 0 : together / static_cast<double>(list.size());
  return static_cast<unsigned>(std::clamp(enough_seconds / std::max(mean, 1e-9), 1.0, static_cast<double>(most)));
}

SearchPlan plan_search(const std::vector<Candidate>& candidates, const CandidateList& list, std::uint64_t samples,
                       double seconds_left) {
  for (std::uint64_t n = samples;; n /= 2) {
    SearchPlan plan{rung_sizes(list.size(), n, min_samples(candidates)), n, max_passes};
    if (seconds_of(candidates, list, plan) <= seconds_left) return plan;
    plan.max_passes = 1;
    if (n <= min_rung_samples || seconds_of(candidates, list, plan) <= seconds_left) return plan;
  }
}

}  // namespace crossover
