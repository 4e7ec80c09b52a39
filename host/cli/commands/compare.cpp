#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "host/cli/commands/command.hpp"
#include "host/cli/commands/watched.hpp"
#include "host/cli/options/choices.hpp"
#include "host/cli/options/chosen_backends.hpp"
#include "host/cli/options/duration.hpp"
#include "host/cli/options/resource_options.hpp"
#include "host/cli/options/sample_options.hpp"
#include "host/compare/comparison.hpp"
#include "host/compare/walk/pi_walk.hpp"
#include "host/report/pi/comparison_report.hpp"
#include "host/report/pi/walk/walk_report.hpp"
#include "host/system/error.hpp"

namespace crossover {
namespace {

struct CompareOptions {
  SampleSizesOptions samples;
  std::optional<std::string> backends, kernels, longest;
  ResourceOptions resources;
  std::string time_limit = "60";
};

using Entries = std::vector<const BackendEntry*>;
using Chosen = ChosenBackends;

struct BackendAndKernel {
  const BackendEntry* backend;
  const Kernel* kernel;
};

/// Every backend with each of the named kernels that it has; those that have none of them with their own default.
std::vector<BackendAndKernel> pair_up(const Chosen& chosen, const std::vector<std::string>& kernels) {
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

/// Throws when one of the options is for none of the backends, or can be meant for none.
void require_uses(const Chosen& chosen, const ResourceOptions& options) {
  if (options.workers) require_use("--workers", chosen, [](const BackendEntry& e) { return e.takes_workers(); });
  if (options.devices) require_use("--device", chosen, [](const BackendEntry& e) { return e.takes_devices(); });
  if (options.chunk) require_use("--chunk", chosen, [](const BackendEntry& e) { return e.takes_chunk; });
  if (options.release_gil)
    require_use("--release-gil", chosen, [](const BackendEntry& e) { return e.can_release_gil; });
  if (options.workers) parse_workers(*options.workers);
}

std::vector<Configuration> configurations_of(const Chosen& chosen, const CompareOptions& options) {
  require_uses(chosen, options.resources);
  const auto kernels = options.kernels ? names_in_list("--kernel", *options.kernels) : std::vector<std::string>();
  std::vector<Configuration> configurations;
  for (const auto& [backend, kernel] : pair_up(chosen, kernels))
    configurations.push_back(configuration_of(*backend, *kernel, options.resources.for_backend(*backend)));
  return configurations;
}

Document compare_and_report(const ComparisonRequest& request, const Entries& unavailable, bool show_progress,
                            const Save& save) {
  return watched<Comparison>(
      show_progress, save, [&](const Watch<Comparison>& watch) { return compare(request, watch); },
      [&](const Comparison& comparison) { return report_on(comparison, unavailable); });
}

Document walk_and_report(const PiWalkRequest& request, const Entries& unavailable, bool show_progress,
                         const Save& save) {
  return watched<PiWalk>(
      show_progress, save, [&](const Watch<PiWalk>& watch) { return walk_samples(request, watch); },
      [&](const PiWalk& walk) { return report_on(walk, unavailable); });
}

/// Unless it is said: so long that several rounds of it fit into the time limit.
double longest_run(const CompareOptions& options, double time_limit) {
  constexpr double share = 0.05;
  return options.longest ? parse_duration("--longest", *options.longest) : share * time_limit;
}

std::function<Document(const Save&)> work_of(const CompareOptions& options, bool quiet) {
  const Chosen chosen = choose_from(backends(), "--backend", options.backends, backend_named);
  const auto sizes = options.samples.chosen_sizes();
  const double time_limit = parse_duration("--time-limit", options.time_limit);
  if (sizes.size() > 1) {
    const PiWalkRequest request{.configurations = configurations_of(chosen, options),
                                .seed = options.samples.chosen_seed(),
                                .first = options.samples.chosen_range().first,
                                .sizes = sizes,
                                .time_limit = time_limit,
                                .longest = longest_run(options, time_limit)};
    return [=](const Save& save) { return walk_and_report(request, chosen.unavailable, !quiet, save); };
  }
  if (options.longest) throw UsageError("--longest goes with several sizes; write --samples 1e3..1e9, or leave it out");
  const ComparisonRequest request{.configurations = configurations_of(chosen, options),
                                  .seed = options.samples.chosen_seed(),
                                  .range = options.samples.chosen_range(),
                                  .time_limit = time_limit};
  return [=](const Save& save) { return compare_and_report(request, chosen.unavailable, !quiet, save); };
}

void add_compare_options(CLI::App& app, Request& request) {
  const auto options = std::make_shared<CompareOptions>();
  options->samples.add_to(app);
  app.add_option("-b,--backend", options->backends, "which backends; default: all that can run here")
      ->type_name("NAME,...");
  app.add_option("--kernel", options->kernels, "which kernels, each with every backend that has it; default: one each")
      ->type_name("NAME,...");
  options->resources.add_to(app);
  app.add_option("--time-limit", options->time_limit,
                 "seconds for all sizes, after which no round is begun; every backend runs once and is verified in any "
                 "case")
      ->type_name("S")
      ->capture_default_str();
  app.add_option("--longest", options->longest,
                 "of several sizes: a backend leaves before one at which its run would take longer; default: a "
                 "twentieth of the time limit")
      ->type_name("S");
  app.callback([options, &request] { request.carry_out = work_of(*options, request.outputs.quiet); });
}

}  // namespace

const Command compare_command{
    .name = "compare",
    .summary = "time every backend side by side, from how many samples on it pays; the hits must be equal",
    .examples =
        "  crossover compare\n"
        "  crossover compare --samples 1e10 --time-limit 300 --json result.json\n"
        "  crossover compare --samples 1e4..1e10 --longest 2s --backend serial,threads\n"
        "  crossover compare -n 1e7 -b serial,threads --kernel scalar,simd -w 8\n"
        "  crossover compare --backend serial,gil --release-gil\n",
    .add_to = add_compare_options,
    .main_option = "--samples",
};

}  // namespace crossover
