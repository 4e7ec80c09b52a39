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
#include "host/measure/plan/pi_plan.hpp"
#include "host/record/tuned_file.hpp"
#include "host/report/numbers.hpp"
#include "host/report/pi/pi_report.hpp"
#include "host/report/pi/plan/plan_report.hpp"
#include "host/system/error.hpp"

namespace crossover {
namespace {

struct PiOptions {
  SampleOptions samples;
  std::optional<std::string> backend, kernel;
  ResourceOptions resources;
  bool tuned = false, plan = false;
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

/// What to count, and how it is told.
struct Work {
  Configuration configuration;
  Seed seed;
  SampleRange range;
  bool shows_progress, is_traced, is_planned_only;
};

Document plan(const Work& work, const Save& save) {
  const PiPlanRequest request{.configurations = {work.configuration},
                              .seed = work.seed,
                              .first = work.range.first,
                              .sizes = {work.range.size()}};
  return watched<PiPlan>(
      work.shows_progress, save, [&](const Watch<PiPlan>& watch) { return plan_runs(request, watch); },
      [](const PiPlan& planned) { return report_on(planned, "pi"); });
}

Document count(const Work& work, const Save& save) {
  if (work.is_planned_only) return plan(work, save);
  Trace trace;
  Document document = watched<PiRun>(
      work.shows_progress, save,
      [&](const Watch<PiRun>& watch) {
        return run_once(work.configuration, work.seed, work.range, watch, work.is_traced ? &trace : nullptr);
      },
      [](const PiRun& run) { return report_on(run); });
  if (work.is_traced)
    document.timelines.push_back(timeline_of(
        trace,
        fmt::format("{}, {} samples", describe_configuration(work.configuration), format_size(work.range.size()))));
  return document;
}

/// As if its names had been typed.
Configuration configuration_of_choice(const TunedChoice& choice) {
  const BackendEntry& backend = backend_named(choice.backend);
  ResourceOptions options;
  if (backend.takes_workers()) options.workers = std::to_string(choice.workers);
  if (choice.chunk) options.chunk = std::to_string(*choice.chunk);
  return configuration_of(backend, kernel_for(backend, choice.kernel), options);
}

Document count_as_tuned(Work work, const Save& save) {
  const TunedConfiguration tuned = tuned_configuration(work.range.size(), configuration_of_choice);
  work.configuration = tuned.configuration.value_or(work.configuration);
  Document document = count(work, save);
  if (!tuned.why_not.empty()) document.notes.push_back(tuned.why_not);
  return document;
}

void require_traceable(const BackendEntry& backend) {
  if (!backend.can_be_traced)
    throw UsageError(fmt::format("--trace does not go with backend '{}'; try --backend threads", backend.name));
}

std::function<Document(const Save&)> work_of(const PiOptions& options, const OutputRequest& outputs) {
  if (options.tuned) require_no_choice_beside_tuned(options);
  const std::string name = options.backend.value_or(default_backend);
  const BackendEntry& backend = backend_named(name);
  const Kernel& kernel = kernel_for(backend, options.kernel);
  if (outputs.trace) require_traceable(backend);
  if (options.plan && outputs.trace)
    throw UsageError("--trace does not go with --plan, which counts little; leave one of them out");
  const SampleRange range = options.samples.chosen_range();
  if (options.plan) require_samples_to_plan(range.size());
  const Work work{.configuration = configuration_of(backend, kernel, options.resources),
                  .seed = options.samples.chosen_seed(),
                  .range = range,
                  .shows_progress = !outputs.quiet,
                  .is_traced = outputs.trace.has_value(),
                  .is_planned_only = options.plan};
  const bool is_tuned = options.tuned;
  return [=](const Save& save) { return is_tuned ? count_as_tuned(work, save) : count(work, save); };
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
  app.add_flag("--plan", options->plan, "only tell how long it will take, by two seconds of measuring");
  add_trace_option(app, request.outputs);
  add_page_options(app, request.outputs);
  app.callback([options, &request] { request.carry_out = work_of(*options, request.outputs); });
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
        "  crossover pi --samples 1e9 --tuned\n"
        "  crossover pi --samples 1e13 --plan\n"
        "  crossover pi --samples 1e8 --trace trace.json\n",
    .add_to = add_pi_options,
    .main_option = "--samples",
};

}  // namespace crossover
