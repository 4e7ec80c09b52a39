#include "host/compare/scaling/scaling.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string_view>
#include <utility>

namespace crossover {
namespace {

/// The runs of one way to count that differ in how many workers or GPUs take part.
struct Family {
  std::vector<const PiRun*> runs;  ///< That were timed in rounds.
  bool is_of_devices;

  unsigned workers_of(const PiRun& run) const {
    const Configuration& c = run.configuration;
    return is_of_devices ? static_cast<unsigned>(c.devices.size()) : c.workers;
  }
};

bool are_of_one_family(const Configuration& a, const Configuration& b) {
  return a.backend == b.backend && a.kernel == b.kernel && a.chunk == b.chunk && a.release_gil == b.release_gil;
}

std::vector<Family> families_in(const Comparison& comparison) {
  std::vector<Family> families;
  for (const PiRun& run : comparison.runs) {
    if (run.failure || !run.timing.warm_seconds) continue;
    const auto family = std::ranges::find_if(
        families, [&](const Family& f) { return are_of_one_family(f.runs.front()->configuration, run.configuration); });
    if (family == families.end())
      families.push_back({{&run}, false});
    else
      family->runs.push_back(&run);
  }
  for (Family& family : families) {
    std::set<std::size_t> devices;
    for (const PiRun* run : family.runs) devices.insert(run->configuration.devices.size());
    family.is_of_devices = devices.size() > 1;
  }
  return families;
}

/// Whether its workers do all of the work, so that a law of so many workers can say something.
bool is_all_by(const Family& family) {
  const BackendEntry& backend = *family.runs.front()->configuration.backend;
  return !backend.takes_devices() || !backend.takes_workers();
}

bool has_what_the_law_takes_for_granted(const Family& family, const PiRun& run, const CpuLayout& layout) {
  return family.is_of_devices ||
         (run.configuration.workers <= layout.own_cores() && run.workers_with_work() == run.configuration.workers);
}

ScaledRun scaled(const Family& family, Scaling scaling, const PiRun& run, const PiRun& alone, const CpuLayout& layout) {
  const unsigned workers = family.workers_of(run);
  ScaledRun scaled{.run = &run,
                   .workers = workers,
                   .speed_up = *Comparison::speed_up_of(run, alone),
                   .serial_fraction = {},
                   .serial_fraction_ci95 = {},
                   .takes_part_in_fit = is_all_by(family) && has_what_the_law_takes_for_granted(family, run, layout)};
  if (!is_all_by(family)) return scaled;
  scaled.serial_fraction = serial_fraction(scaling, scaled.speed_up.median, workers);
  if (const auto& ci95 = scaled.speed_up.ci95)
    scaled.serial_fraction_ci95 = {serial_fraction(scaling, ci95->high, workers),
                                   serial_fraction(scaling, ci95->low, workers)};
  return scaled;
}

std::optional<SerialFraction> fit_of(const Comparison& comparison, const ScalingOfBackend& found) {
  if (!comparison.machine.quiet || !found.runs.front().speed_up.ci95) return std::nullopt;
  std::vector<SpeedUps> points;
  for (const ScaledRun& run : found.runs)
    if (run.takes_part_in_fit) points.push_back({run.workers, run.speed_up.raw});
  return fit_serial_fraction(found.scaling, points);
}

std::optional<unsigned> enough_of(const Comparison& comparison, const ScalingOfBackend& found) {
  std::vector<std::pair<unsigned, const PiRun*>> all{{1, found.alone}};
  for (const ScaledRun& run : found.runs) all.emplace_back(run.workers, run.run);
  const auto fastest = std::ranges::min_element(all, {}, [](const auto& of) { return of.second->seconds(); });
  for (const auto& [workers, run] : all) {
    if (run == fastest->second) return workers;
    const auto verdict = comparison.verdict_on(*fastest->second, *run);
    if (!verdict || !is_judged(*verdict)) return std::nullopt;
    if (*verdict != Verdict::pays) return workers;
  }
  return std::nullopt;
}

/// Beside the run with one worker; those of `scaling`. None where there are none.
std::optional<ScalingOfBackend> scaling_of(const Comparison& comparison, const Family& family, Scaling scaling,
                                           const CpuLayout& layout) {
  const auto alone = std::ranges::find_if(family.runs, [&](const PiRun* run) { return family.workers_of(*run) == 1; });
  if (alone == family.runs.end()) return std::nullopt;
  ScalingOfBackend found{.scaling = scaling, .is_of_devices = family.is_of_devices, .alone = *alone};
  for (const PiRun* run : family.runs) {
    const std::uint64_t workers = family.workers_of(*run), share = scaling == Scaling::weak ? workers : 1;
    if (workers > 1 && run->asked.size() == share * (*alone)->asked.size())
      found.runs.push_back(scaled(family, scaling, *run, **alone, layout));
  }
  if (found.runs.empty()) return std::nullopt;
  std::ranges::stable_sort(found.runs, {}, &ScaledRun::workers);
  found.fit = fit_of(comparison, found);
  if (scaling == Scaling::strong) found.enough = enough_of(comparison, found);
  return found;
}

}  // namespace

std::vector<ScalingOfBackend> find_scaling(const Comparison& comparison, const CpuLayout& layout) {
  std::vector<ScalingOfBackend> all;
  const std::vector<Family> families = families_in(comparison);
  for (const Scaling scaling : {Scaling::strong, Scaling::weak})
    for (const Family& family : families)
      if (auto found = scaling_of(comparison, family, scaling, layout)) all.push_back(*std::move(found));
  return all;
}

std::string_view name_of(WorkersBoundary::Kind kind) {
  switch (kind) {
    case WorkersBoundary::Kind::socket:
      return "socket";
    case WorkersBoundary::Kind::core:
      return "core";
    case WorkersBoundary::Kind::cpu:
      return "cpu";
  }
  return "";
}

unsigned most_workers_of(const std::vector<ScalingOfBackend>& all) {
  unsigned most = 0;
  for (const ScalingOfBackend& found : all)
    if (!found.is_of_devices) most = std::max(most, found.runs.back().workers);
  return most;
}

std::vector<WorkersBoundary> boundaries_of(const CpuLayout& layout, unsigned most) {
  using Kind = WorkersBoundary::Kind;
  std::vector<WorkersBoundary> boundaries;
  const auto add = [&](Kind kind, unsigned last_within, unsigned next) {
    if (last_within < next && last_within < most) boundaries.push_back({kind, last_within + 1});
  };
  const unsigned cores = layout.own_cores();
  add(Kind::socket, layout.cores_of_socket.value_or(cores), cores);
  add(Kind::core, cores, layout.cpus);
  add(Kind::cpu, layout.cpus, most);
  return boundaries;
}

}  // namespace crossover
