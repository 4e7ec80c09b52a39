#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "host/cli/baseline/baseline_options.hpp"
#include "host/cli/commands/command.hpp"
#include "host/cli/commands/compared.hpp"
#include "host/cli/commands/watched.hpp"
#include "host/cli/options/choices.hpp"
#include "host/cli/options/chosen_backends.hpp"
#include "host/cli/options/duration.hpp"
#include "host/cli/options/sample_options.hpp"
#include "host/compare/comparison.hpp"
#include "host/compare/walk/pi_walk.hpp"
#include "host/measure/plan/pi_plan.hpp"
#include "host/report/pi/comparison_report.hpp"
#include "host/report/pi/plan/plan_report.hpp"
#include "host/report/pi/walk/walk_report.hpp"
#include "host/system/error.hpp"

namespace crossover {
namespace {

struct CompareOptions {
  SampleSizesOptions samples;
  std::optional<std::string> backends, longest;
  ComparedOptions compared;
  BaselineOptions baselines;
  std::string time_limit = "60";
  bool plan = false;
};

using Entries = std::vector<const BackendEntry*>;

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

Document plan_and_report(const PiPlanRequest& request, const Entries& unavailable, bool show_progress,
                         const Save& save) {
  return watched<PiPlan>(
      show_progress, save, [&](const Watch<PiPlan>& watch) { return plan_runs(request, watch); },
      [&](const PiPlan& plan) { return report_on(plan, "compare", unavailable); });
}

/// Unless it is said: so long that several rounds of it fit into the time limit.
double longest_run(const CompareOptions& options, double time_limit) {
  constexpr double share = 0.05;
  return options.longest ? parse_duration("--longest", *options.longest) : share * time_limit;
}

/// One size of which a run by one worker takes a tenth of a second, by one GPU likewise; else a range of them.
std::string usual_samples(const CompareOptions& options) {
  if (options.compared.ask_for_scaling_of_devices()) return "1e10";
  return options.compared.ask_for_scaling() ? "1e8" : "1e3..1e9";
}

void require_one_size(const CompareOptions& options) {
  if (options.compared.ask_for_scaling())
    throw UsageError("--samples takes one number with several numbers of workers or GPUs; write --samples 1e8");
}

PiWalkRequest walk_request(const CompareOptions& options, const ChosenBackends& chosen,
                           const std::vector<std::uint64_t>& sizes) {
  require_one_size(options);
  const double time_limit = parse_duration("--time-limit", options.time_limit);
  return {.configurations = configurations_of(chosen, options.compared),
          .seed = options.samples.chosen_seed(),
          .first = options.samples.chosen_range(sizes.back()).first,
          .sizes = sizes,
          .time_limit = time_limit,
          .longest = longest_run(options, time_limit)};
}

ComparisonRequest comparison_request(const CompareOptions& options, const ChosenBackends& chosen, std::uint64_t size) {
  if (options.longest) throw UsageError("--longest goes with several sizes; write --samples 1e3..1e9, or leave it out");
  const Compared compared = scaled(configurations_of(chosen, options.compared), options.compared, size);
  const std::uint64_t most = compared.sizes.empty() ? size : *std::ranges::max_element(compared.sizes);
  return {.configurations = compared.configurations,
          .seed = options.samples.chosen_seed(),
          .range = options.samples.chosen_range(most),
          .time_limit = parse_duration("--time-limit", options.time_limit),
          .sizes = compared.sizes};
}

PiPlanRequest plan_request(const CompareOptions& options, const ChosenBackends& chosen,
                           const std::vector<std::uint64_t>& sizes) {
  if (options.compared.scaling) throw UsageError("--scaling does not go with --plan; leave one of them out");
  if (options.longest) throw UsageError("--longest does not go with --plan; leave one of them out");
  require_samples_to_plan(sizes.front());
  return {.configurations = configurations_of(chosen, options.compared),
          .seed = options.samples.chosen_seed(),
          .first = options.samples.chosen_range(sizes.back()).first,
          .sizes = sizes};
}

CarryOut plan_of(const CompareOptions& options, const OutputRequest& outputs, const ChosenBackends& chosen,
                 const std::vector<std::uint64_t>& sizes) {
  if (outputs.csv_rounds)
    throw UsageError("--csv-rounds does not go with --plan, which has few rounds; leave one of them out");
  if (options.baselines.are_given())
    throw UsageError("baselines do not go with --plan, which has few rounds; leave one of them out");
  return [request = plan_request(options, chosen, sizes), chosen, quiet = outputs.quiet](const Save& save) {
    return plan_and_report(request, chosen.unavailable, !quiet, save);
  };
}

CarryOut work_of(const CompareOptions& options, const OutputRequest& outputs) {
  const bool quiet = outputs.quiet;
  const ChosenBackends chosen = choose_from(backends(), "--backend", options.backends, backend_named);
  const auto sizes = options.samples.chosen_sizes(usual_samples(options));
  if (options.plan) return plan_of(options, outputs, chosen, sizes);
  const auto with_those = [&](const CarryOut& work) {
    return with_baselines(options.baselines, "compare", outputs, work);
  };
  if (sizes.size() > 1) {
    const PiWalkRequest request = walk_request(options, chosen, sizes);
    return with_those([=](const Save& save) { return walk_and_report(request, chosen.unavailable, !quiet, save); });
  }
  const ComparisonRequest request = comparison_request(options, chosen, sizes.front());
  return with_those([=](const Save& save) { return compare_and_report(request, chosen.unavailable, !quiet, save); });
}

void add_compare_options(CLI::App& app, Request& request) {
  const auto options = std::make_shared<CompareOptions>();
  options->samples.add_to(app);
  app.add_option("-b,--backend", options->backends, "which backends; default: all that can run here")
      ->type_name("NAME,...");
  app.add_option("--kernel", options->compared.kernels,
                 "which kernels, each with every backend that has it; default: one each")
      ->type_name("NAME,...");
  options->compared.resources.add_to(app);
  app.get_option("--workers")
      ->description("number of workers, default: the usable CPUs; a range or a list: how it scales, against one")
      ->type_name("W|1..W|W,...");
  app.get_option("--device")
      ->description("which GPUs, for the backends cuda and hybrid: 0,1 or all, the default; 1..4: so many of them")
      ->type_name("LIST|1..G");
  app.add_option("--scaling", options->compared.scaling,
                 "of several workers or GPUs: strong, the samples in all, the default; weak, for each; or both")
      ->type_name("NAME");
  app.add_option("--time-limit", options->time_limit,
                 "seconds for all sizes, after which no round is begun; every backend runs once and is verified in any "
                 "case")
      ->type_name("S")
      ->capture_default_str();
  app.add_option("--longest", options->longest,
                 "of several sizes: a backend leaves before one at which its run would take longer; default: a "
                 "twentieth of the time limit")
      ->type_name("S");
  app.add_flag("--plan", options->plan, "only tell how long a run of each will take, by two seconds of measuring");
  options->baselines.add_to(app);
  add_rounds_option(app, request.outputs);
  add_page_options(app, request.outputs);
  app.callback([options, &request] { request.carry_out = work_of(*options, request.outputs); });
}

}  // namespace

const Command compare_command{
    .name = "compare",
    .summary = "time every backend side by side, from how many samples on it pays; the hits must be equal",
    .examples =
        "  crossover compare\n"
        "  crossover compare --samples 1e10 --time-limit 300 --json result.json\n"
        "  crossover compare --samples 1e4..1e10 --longest 2s --backend serial,threads\n"
        "  crossover compare --samples 1e12 --plan\n"
        "  crossover compare --workers 1..all --scaling both\n"
        "  crossover compare --samples 1e8 --time-limit 20 --save-baseline before\n"
        "  crossover compare --samples 1e8 --time-limit 20 --baseline before\n"
        "  crossover compare -n 1e7 -b serial,threads --kernel scalar,simd -w 8\n"
        "  crossover compare --backend serial,gil --release-gil\n",
    .add_to = add_compare_options,
    .main_option = "--samples",
};

}  // namespace crossover
