#include "host/tune/candidates.hpp"

#include <algorithm>

#include "host/pi/schedule/chunks.hpp"

namespace crossover {
namespace {

/// Powers of two for the size of a chunk.
constexpr int smallest_chunk = 10, largest_chunk = 22, chunk_step = 2;

std::vector<unsigned> workers_to_try(const BackendEntry& backend, const std::vector<unsigned>& chosen) {
  if (backend.takes_workers()) return chosen.empty() ? worker_counts(backend.default_workers_beside({})) : chosen;
  return {backend.takes_devices() ? static_cast<unsigned>(usable(backend.devices()).size()) : 1U};
}

}  // namespace

double ColdRun::seconds_for(std::uint64_t n) const {
  if (n == samples || samples == 0) return seconds;
  return setup_seconds + counting_seconds() * (static_cast<double>(n) / static_cast<double>(samples));
}

std::uint64_t Candidate::min_samples(std::uint64_t n) const {
  const Configuration& c = configuration;
  return std::min(n, c.workers * Chunks({0, 0}, c.workers, c.chunk).samples());
}

std::optional<double> Candidate::seconds_for(std::uint64_t n) const {
  if (runs.empty()) return std::nullopt;
  std::vector<double> seconds(runs.size());
  std::ranges::transform(runs, seconds.begin(), [n](const ColdRun& run) { return run.seconds_for(n); });
  return median(seconds);
}

Readings Candidate::meters() const {
  if (runs.empty()) return {};
  std::vector<Readings> all;
  for (const ColdRun& run : runs) all.push_back(run.meters);
  return mean_of(all);
}

void Candidate::keep(const ColdRun& run) {
  if (run.samples < samples()) return;
  if (run.samples > samples()) runs.clear();
  runs.push_back(run);
}

std::vector<unsigned> worker_counts(unsigned most) {
  std::vector<unsigned> counts;
  for (unsigned workers = 1; workers < most; workers *= 2) counts.push_back(workers);
  counts.push_back(most);
  return counts;
}

std::vector<std::optional<std::uint64_t>> chunk_sizes(std::uint64_t samples, unsigned workers) {
  std::vector<std::optional<std::uint64_t>> sizes{std::nullopt};
  for (int power = largest_chunk; power >= smallest_chunk; power -= chunk_step) {
    const std::uint64_t size = std::uint64_t{1} << power, next_smaller = size >> chunk_step;
    const bool leaves_one_idle = workers > 1 && size > samples / workers;
    const bool so_does_a_smaller_one = power > smallest_chunk && next_smaller > samples / workers;
    if (size <= samples && !(leaves_one_idle && so_does_a_smaller_one)) sizes.emplace_back(size);
  }
  return sizes;
}

std::vector<Configuration> candidates_of(const BackendEntry& backend, const Kernel& kernel, std::uint64_t samples,
                                         const std::vector<unsigned>& chosen_workers) {
  std::vector<Configuration> candidates;
  for (const unsigned workers : workers_to_try(backend, chosen_workers)) {
    if (!backend.takes_chunk) {
      candidates.push_back({&backend, &kernel, workers});
      continue;
    }
    for (const auto chunk : chunk_sizes(samples, workers))
      candidates.push_back({.backend = &backend, .kernel = &kernel, .workers = workers, .chunk = chunk});
  }
  return candidates;
}

}  // namespace crossover
