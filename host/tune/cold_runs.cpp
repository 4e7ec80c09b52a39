#include "host/tune/cold_runs.hpp"

#include <algorithm>
#include <cstdint>

namespace crossover {

void ColdRuns::check_against_reference(std::uint64_t samples) {
  hits_of_[samples] = {count_hits(seed_, {first_, first_ + samples}), std::nullopt};
}

std::optional<ColdRun> ColdRuns::run(const Configuration& configuration, std::uint64_t samples,
                                     const OnBatch& goes_on) {
  machine_.wait_until_other_threads_sleep();
  if (configuration.counts_on_cores()) max_workers_ = std::max(max_workers_, configuration.workers);
  const PiRun run = run_cold_and_end(configuration, seed_, {first_, first_ + samples}, goes_on);
  incidents_.insert(incidents_.end(), run.timing.incidents.begin(), run.timing.incidents.end());
  if (run.failure) throw Error(*run.failure);
  if (!run.complete()) return std::nullopt;
  ++count_;
  const double driver_start = device_starts_.missing_from(run);
  if (!agrees(configuration, run.tally)) return std::nullopt;
  return ColdRun{samples, run.timing.setup_seconds + driver_start, run.timing.cold_seconds + driver_start,
                 run.timing.meters};
}

bool ColdRuns::agrees(const Configuration& configuration, const Tally& tally) {
  if (tally.range.size() > counted_.range.size()) counted_ = tally;
  const auto [before, is_new] = hits_of_.try_emplace(tally.range.size(), Counted{tally.hits, configuration});
  if (is_new || before->second.hits == tally.hits) return true;
  disagreement_ = Disagreement{configuration, tally.range, tally.hits, before->second.hits, before->second.by};
  return false;
}

}  // namespace crossover
