#include <fmt/format.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "host/cli/commands/command.hpp"
#include "host/cli/commands/watched.hpp"
#include "host/cli/options/choices.hpp"
#include "host/cli/options/resource_options.hpp"
#include "host/cli/options/sample_options.hpp"
#include "host/measure/pi_run.hpp"
#include "host/record/tuned_file.hpp"
#include "host/report/pi/pi_report.hpp"
#include "host/system/error.hpp"

namespace crossover {
namespace {

struct PiOptions {
  SampleOptions samples;
  std::optional<std::string> backend, kernel;
  ResourceOptions resources;
  bool tuned = false;
};

constexpr const char* default_backend = "threads";

/// What was tuned says all of it.
void require_no_choice_beside_tuned(const PiOptions& options) {
  const auto refuse = [](const char* option, bool given) {
    if (given)
      throw UsageError(
          fmt::format("--tuned does not go with {}: tuning has chosen that; leave one of them out", option));
  };
  refuse("--backend", options.backend.has_value());
  refuse("--kernel", options.kernel.has_value());
  refuse("--workers", options.resources.workers.has_value());
  refuse("--chunk", options.resources.chunk.has_value());
  refuse("--device", options.resources.devices.has_value());
  refuse("--release-gil", options.resources.release_gil);
}

Document count(const Configuration& configuration, Seed seed, SampleRange range, bool show_progress, const Save& save) {
  return watched<PiRun>(
      show_progress, save, [&](const Watch<PiRun>& watch) { return run_once(configuration, seed, range, watch); },
      [](const PiRun& run) { return report_on(run); });
}

/// As if its names had been typed.
Configuration configuration_of_choice(const TunedChoice& choice) {
  const BackendEntry& backend = backend_named(choice.backend);
  ResourceOptions options;
  if (backend.takes_workers()) options.workers = std::to_string(choice.workers);
  if (choice.chunk) options.chunk = std::to_string(*choice.chunk);
  return configuration_of(backend, kernel_for(backend, choice.kernel), options);
}

Document count_as_tuned(const Configuration& otherwise, Seed seed, SampleRange range, bool show_progress,
                        const Save& save) {
  const TunedConfiguration tuned = tuned_configuration(range.size(), configuration_of_choice);
  Document document = count(tuned.configuration.value_or(otherwise), seed, range, show_progress, save);
  if (!tuned.why_not.empty()) document.notes.push_back(tuned.why_not);
  return document;
}

std::function<Document(const Save&)> work_of(const PiOptions& options, bool quiet) {
  if (options.tuned) require_no_choice_beside_tuned(options);
  const std::string name = options.backend.value_or(default_backend);
  const BackendEntry& backend = backend_named(name);
  const Kernel& kernel = kernel_for(backend, options.kernel);
  const Seed seed = options.samples.chosen_seed();
  const SampleRange range = options.samples.chosen_range();
  const Configuration configuration = configuration_of(backend, kernel, options.resources);
  const auto work = options.tuned ? count_as_tuned : count;
  return [=](const Save& save) { return work(configuration, seed, range, !quiet, save); };
}

void add_pi_options(CLI::App& app, Request& request) {
  const auto options = std::make_shared<PiOptions>();
  options->samples.add_to(app);
  app.add_option("-b,--backend", options->backend, "how the work reaches the workers; see crossover devices")
      ->type_name("NAME")
      ->default_str(default_backend);
  app.add_option("--kernel", options->kernel,
                 "how one worker counts; default: the backend's first; see crossover devices")
      ->type_name("NAME");
  options->resources.add_to(app);
  app.add_flag("--tuned", options->tuned, "count in the way that crossover tune --save has found to be the best");
  app.callback([options, &request] { request.carry_out = work_of(*options, request.outputs.quiet); });
}

}  // namespace

const Command pi_command{
    .name = "pi",
    .summary = "estimate pi: count the samples that hit the unit disc",
    .examples =
        "  crossover pi --samples 1e10\n"
        "  crossover pi --samples 2^33 --backend openmp --workers 4 --json result.json\n"
        "  crossover pi --seed 7 --first 1e12 --samples 10G --kernel scalar\n"
        "  crossover pi --samples 1e12 --backend cuda --device 0\n"
        "  crossover pi --samples 1e7 --backend queue --chunk 1\n"
        "  crossover pi --samples 1e9 --tuned\n",
    .add_to = add_pi_options,
    .main_option = "--samples",
};

}  // namespace crossover
