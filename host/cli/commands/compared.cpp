#include "host/cli/commands/compared.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <limits>
#include <numeric>
#include <string_view>
#include <utility>

#include "host/cli/options/choices.hpp"
#include "host/cli/options/counts.hpp"
#include "host/cli/options/in_quotes.hpp"
#include "host/cli/options/nearest_name.hpp"
#include "host/machine/cpus.hpp"
#include "host/machine/topology/cpu_layout.hpp"
#include "host/measure/scaling/serial_fraction.hpp"
#include "host/system/error.hpp"

namespace crossover {
namespace {

struct BackendAndKernel {
  const BackendEntry* backend;
  const Kernel* kernel;
};

std::vector<BackendAndKernel> pair_up(const ChosenBackends& chosen, const std::vector<std::string>& kernels) {
  std::vector<BackendAndKernel> pairs;
  for (const std::string& name : kernels) {
    require_kernel(name);
    require_use("--kernel " + name, chosen,
                [&](const BackendEntry& entry) { return kernel_named(entry, name) != nullptr; });
    for (const BackendEntry* entry : chosen.usable)
      if (const Kernel* kernel = kernel_named(*entry, name)) pairs.push_back({entry, kernel});
  }
  for (const BackendEntry* entry : chosen.usable)
    if (std::none_of(kernels.begin(), kernels.end(),
                     [&](const std::string& name) { return kernel_named(*entry, name); }))
      pairs.push_back({entry, entry->kernels().front()});
  return pairs;
}

void require_uses(const ChosenBackends& chosen, const ResourceOptions& options) {
  if (options.workers) require_use("--workers", chosen, [](const BackendEntry& e) { return e.takes_workers(); });
  if (options.devices) require_use("--device", chosen, [](const BackendEntry& e) { return e.takes_devices(); });
  if (options.chunk) require_use("--chunk", chosen, [](const BackendEntry& e) { return e.takes_chunk; });
  if (options.release_gil)
    require_use("--release-gil", chosen, [](const BackendEntry& e) { return e.can_release_gil; });
}

/// Others are measured against one.
std::vector<unsigned> with_one(std::vector<unsigned> counts) {
  if (counts.front() != 1) counts.insert(counts.begin(), 1);
  return counts;
}

std::vector<unsigned> counts_of_workers(const std::string& text) {
  const CpuLayout layout = cpu_layout();
  const std::vector<unsigned> landmarks{layout.own_cores(), layout.cores_of_socket.value_or(1), layout.cpus};
  return with_one(parse_counts("--workers", text, layout.cpus, max_workers, landmarks));
}

/// "0,1": the first GPUs that can be used.
std::string first_of(const std::vector<unsigned>& devices, unsigned count) {
  return fmt::format("{}", fmt::join(devices.begin(), devices.begin() + count, ","));
}

std::vector<Configuration> with_counts_of_workers(const BackendAndKernel& pair, ResourceOptions options,
                                                  const std::vector<unsigned>& counts) {
  std::vector<Configuration> all;
  for (const unsigned count : counts) {
    options.workers = std::to_string(count);
    all.push_back(configuration_of(*pair.backend, *pair.kernel, options));
  }
  return all;
}

std::vector<Configuration> with_counts_of_devices(const BackendAndKernel& pair, ResourceOptions options) {
  const std::vector<unsigned> devices = usable(pair.backend->devices());
  const auto all_of_them = static_cast<unsigned>(devices.size());
  std::vector<Configuration> all;
  for (const unsigned count : with_one(parse_counts("--device", *options.devices, all_of_them, all_of_them))) {
    ResourceOptions of_count = options;
    of_count.devices = first_of(devices, count);
    all.push_back(configuration_of(*pair.backend, *pair.kernel, of_count));
  }
  return all;
}

enum class Scalings { strong, weak, both };

Scalings scalings_of(const std::optional<std::string>& option) {
  if (!option || *option == "strong") return Scalings::strong;
  if (*option == "weak") return Scalings::weak;
  if (*option == "both") return Scalings::both;
  static constexpr std::string_view names[] = {"strong", "weak", "both"};
  throw UsageError(fmt::format("--scaling {} is not known{}", in_quotes(*option), suggestion(*option, names)));
}

std::uint64_t times(std::uint64_t samples, unsigned workers) {
  if (samples > std::numeric_limits<std::uint64_t>::max() / workers)
    throw UsageError(
        fmt::format("--samples {} for each of {} workers are more than there are; take fewer", samples, workers));
  return samples * workers;
}

}  // namespace

bool ComparedOptions::ask_for_scaling_of_workers() const {
  return resources.workers && is_range_or_list(*resources.workers);
}

bool ComparedOptions::ask_for_scaling_of_devices() const { return resources.devices && is_range(*resources.devices); }

std::vector<Configuration> configurations_of(const ChosenBackends& chosen, const ComparedOptions& options) {
  const ResourceOptions& resources = options.resources;
  require_uses(chosen, resources);
  if (options.ask_for_scaling_of_workers() && options.ask_for_scaling_of_devices())
    throw UsageError("--workers and --device both name several numbers; let one of them name one");
  if (options.scaling && !options.ask_for_scaling())
    throw UsageError("--scaling goes with several numbers of workers or GPUs; write --workers 1..8 or --device 1..2");
  std::vector<unsigned> counts;
  if (options.ask_for_scaling_of_workers())
    counts = counts_of_workers(*resources.workers);
  else if (resources.workers)
    parse_workers(*resources.workers);
  const auto kernels = options.kernels ? names_in_list("--kernel", *options.kernels) : std::vector<std::string>();
  std::vector<Configuration> configurations;
  for (const BackendAndKernel& pair : pair_up(chosen, kernels)) {
    const ResourceOptions own = resources.for_backend(*pair.backend);
    if (!counts.empty() && own.workers)
      std::ranges::move(with_counts_of_workers(pair, own, counts), std::back_inserter(configurations));
    else if (options.ask_for_scaling_of_devices() && own.devices)
      std::ranges::move(with_counts_of_devices(pair, own), std::back_inserter(configurations));
    else
      configurations.push_back(configuration_of(*pair.backend, *pair.kernel, own));
  }
  return configurations;
}

Compared scaled(const std::vector<Configuration>& configurations, const ComparedOptions& options,
                std::uint64_t samples) {
  const Scalings scalings = scalings_of(options.scaling);
  if (scalings == Scalings::strong) return {configurations, {}};
  Compared compared;
  for (const Configuration& c : configurations) {
    unsigned count = 1;
    if (options.ask_for_scaling_of_workers() && c.backend->takes_workers()) count = c.workers;
    if (options.ask_for_scaling_of_devices() && !c.devices.empty()) count = static_cast<unsigned>(c.devices.size());
    const auto add = [&](std::uint64_t size) {
      compared.configurations.push_back(c);
      compared.sizes.push_back(size);
    };
    if (count == 1 || scalings == Scalings::both) add(samples);
    if (count > 1) add(times(samples, count));
  }
  return compared;
}

}  // namespace crossover
