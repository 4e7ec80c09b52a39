#include "host/compare/comparison_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "host/machine/cpus.hpp"
#include "host/pi/schedule/chunks.hpp"
#include "host/system/stopwatch.hpp"
#include "kernels/cpu_kernels.hpp"

namespace crossover {
namespace {

/// Fewer are done before anybody could read an estimate.
constexpr std::uint64_t min_samples = std::uint64_t{1} << 24;

/// So many rounds have an interval, and so may have a verdict.
constexpr double rounds_of_a_verdict = 6;

/// On one core: 0.4 ms with SIMD, 3 ms without.
double seconds_of_sample(const Kernel& kernel, Seed seed, std::uint64_t first) {
  constexpr std::uint64_t samples = std::uint64_t{1} << 18;
  const Stopwatch watch;
  kernel.count(seed, {first, first + samples});
  return watch.seconds() / static_cast<double>(samples);
}

/// How many cores count at the same time.
double cores_of(const Configuration& c, const SampleRange& range) {
  if (c.backend->can_release_gil && !c.release_gil) return 1;
  return std::min(workers_with_work(Chunks(range, c.workers, c.chunk), c.workers), usable_cpus());
}

/// "5 s", "90 s", "12 min", "2.3 h"
std::string about(double seconds) {
  if (seconds < 100) return fmt::format("{:.0f} s", std::ceil(seconds));
  return seconds < 6000 ? fmt::format("{:.0f} min", seconds / 60) : fmt::format("{:.1f} h", seconds / 3600);
}

}  // namespace

ComparisonPlan::ComparisonPlan(const ComparisonRequest& request)
    : request_(request), seconds_of_sample_(request.configurations.size()) {
  if (request.range.size() < min_samples) return;
  std::map<const Kernel*, double> of_kernel;
  const auto on_one_core = [&](const Kernel* kernel) {
    const auto [at, is_new] = of_kernel.try_emplace(kernel, 0);
    if (is_new) at->second = seconds_of_sample(*kernel, request.seed, request.range.first);
    return at->second;
  };
  for (std::size_t i = 0; i < request.configurations.size(); ++i)
    if (const Configuration& c = request.configurations[i]; c.counts_on_cores())
      seconds_of_sample_[i] = on_one_core(c.kernel) / cores_of(c, request.range_of(i));
  seconds_of_reference_ = on_one_core(&scalar_kernel) / usable_cpus();
}

ComparisonPlan::ComparisonPlan(const ComparisonRequest& request, std::vector<double> seconds_of_sample,
                               double seconds_of_reference)
    : request_(request),
      seconds_of_sample_(std::move(seconds_of_sample)),
      seconds_of_reference_(seconds_of_reference) {}

double ComparisonPlan::run(std::size_t configuration) const {
  return seconds_of_sample_.at(configuration) * static_cast<double>(request_.range_of(configuration).size());
}

double ComparisonPlan::round() const {
  double seconds = 0;
  for (std::size_t i = 0; i < seconds_of_sample_.size(); ++i) seconds += run(i);
  return seconds;
}

double ComparisonPlan::plain_loop() const { return seconds_of_reference_ * static_cast<double>(request_.range.size()); }

std::uint64_t ComparisonPlan::samples_to_recount() const {
  constexpr double share = 0.25, min_seconds = 0.5;
  const std::uint64_t all = std::min(max_recounted, request_.common_range().size());
  const double budget = std::max(min_seconds, share * request_.time_limit);
  if (needs_no_count_of_its_own(all) && seconds_of_reference_ * static_cast<double>(all) <= budget) return all;
  const double of_sample = std::accumulate(seconds_of_sample_.begin(), seconds_of_sample_.end(), seconds_of_reference_);
  if (of_sample * static_cast<double>(all) <= budget) return all;
  return std::clamp<std::uint64_t>(static_cast<std::uint64_t>(budget / of_sample), 1, all);
}

bool ComparisonPlan::needs_no_count_of_its_own(std::uint64_t samples) const { return samples == request_.range.size(); }

double ComparisonPlan::recount() const {
  const std::uint64_t samples = samples_to_recount();
  const double of_sample = std::accumulate(seconds_of_sample_.begin(), seconds_of_sample_.end(), seconds_of_reference_);
  return static_cast<double>(samples) * (needs_no_count_of_its_own(samples) ? seconds_of_reference_ : of_sample);
}

std::string ComparisonPlan::warning() const {
  const double first = round() + recount(), verdict = first + rounds_of_a_verdict * round();
  const double limit = request_.time_limit;
  constexpr double nobody_waits_for = 2;  // seconds
  if (verdict <= limit || first <= nobody_waits_for) return "";
  if (first > limit)
    return fmt::format(
        "the first runs and the recount will take about {}, longer than --time-limit {:.0f}; fewer --samples take less",
        about(first), limit);
  return fmt::format(
      "a verdict will need about {}, more than --time-limit {:.0f}; write --time-limit {:.0f}, or fewer --samples",
      about(verdict), limit, std::ceil(1.2 * verdict));
}

}  // namespace crossover
