#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "host/cli/commands/command.hpp"
#include "host/cli/commands/watched.hpp"
#include "host/cli/options/chosen_backends.hpp"
#include "host/cli/options/duration.hpp"
#include "host/cli/options/sample_options.hpp"
#include "host/record/tuned_file.hpp"
#include "host/report/tune/tuning_report.hpp"
#include "host/tune/tuning.hpp"

namespace crossover {
namespace {

struct TuneOptions {
  SampleOptions samples;
  std::optional<std::string> backends, kernel, workers, time_limit;
  bool exhaustive = false, save = false;
};

constexpr double usual_time_limit = 60;

/// Without a list, what only models something is left out.
ChosenBackends chosen_backends(const TuneOptions& options) {
  ChosenBackends chosen = choose_from(backends(), "--backend", options.backends, backend_named);
  if (options.backends) return chosen;
  for (auto* rows : {&chosen.usable, &chosen.unavailable})
    std::erase_if(*rows, [](const BackendEntry* entry) { return entry->is_model; });
  return chosen;
}

/// The numbers in the list of --workers, ascending; none without it.
std::vector<unsigned> workers_to_try(const ChosenBackends& chosen, const TuneOptions& options) {
  if (!options.workers) return {};
  require_use("--workers", chosen, [](const BackendEntry& entry) { return entry.takes_workers(); });
  std::vector<unsigned> workers;
  for (const std::string& number : names_in_list("--workers", *options.workers))
    workers.push_back(parse_workers(number));
  std::ranges::sort(workers);
  return workers;
}

/// Every backend with the named kernel where it has that, else with its own default.
std::vector<Configuration> candidates_for(const ChosenBackends& chosen, const TuneOptions& options,
                                          std::uint64_t samples) {
  if (options.kernel) {
    require_kernel(*options.kernel);
    require_use("--kernel " + *options.kernel, chosen,
                [&](const BackendEntry& entry) { return kernel_named(entry, *options.kernel) != nullptr; });
  }
  const std::vector<unsigned> workers = workers_to_try(chosen, options);
  std::vector<Configuration> all;
  for (const BackendEntry* entry : chosen.usable) {
    const Kernel* named = options.kernel ? kernel_named(*entry, *options.kernel) : nullptr;
    const auto candidates =
        candidates_of(*entry, named != nullptr ? *named : *entry->kernels().front(), samples, workers);
    all.insert(all.end(), candidates.begin(), candidates.end());
  }
  return all;
}

double time_limit_of(const TuneOptions& options) {
  if (options.time_limit) return parse_duration("--time-limit", *options.time_limit);
  return options.exhaustive ? std::numeric_limits<double>::infinity() : usual_time_limit;
}

SampleRange range_of(const TuneOptions& options) {
  const SampleRange range = options.samples.chosen_range();
  if (range.size() == 0) throw UsageError("--samples 0 leaves nothing to measure; write --samples 1e9");
  return range;
}

void say_where_it_is(Document& document, const std::filesystem::path& path) {
  const std::string sentence = fmt::format("Saved to {}; use it with crossover pi --tuned.", path.string());
  std::get<Sentences>(document.page.blocks.back()).push_back(sentence);
}

/// Why a tuning is nothing to go by later; empty when it is.
std::string why_not_kept(const Tuning& tuning, const Document& document) {
  if (document.exit_code != ExitCode::done) return "the tuning did not come to its end";
  if (!tuning.choice) return "there is no choice";
  if (!tuning.machine.quiet)
    return fmt::format("the machine was not quiet: {}; {}", tuning.machine.why, tuning.machine.next_step);
  return "";
}

/// When it cannot be kept, the result is told all the same.
void keep(const TunedFile& file, const Tuning& tuning, Document& document) try {
  if (const std::string why = why_not_kept(tuning, document); !why.empty()) {
    document.notes.push_back("--save kept nothing, since " + why);
    if (document.exit_code == ExitCode::done) document.exit_code = ExitCode::failed;
    return;
  }
  const std::string note = file.add(tuned_choice(tuning, this_machine_and_build()));
  if (!note.empty()) document.notes.push_back(note);
  say_where_it_is(document, file.path());
} catch (const Error& error) {
  document.failure = error.what();
  document.exit_code = error.code();
}

Document tune_and_report(const TuningRequest& request, const ChosenBackends& chosen, bool keeps_choice,
                         bool show_progress, const Save& save) {
  std::optional<TunedFile> file;
  if (keeps_choice) file.emplace();
  std::optional<Tuning> tuning;
  Document document = watched<Tuning>(
      show_progress, save, [&](const Watch<Tuning>& watch) { return tuning.emplace(tune(request, watch)); },
      [&](const Tuning& so_far) { return report_on(so_far, chosen.unavailable); });
  if (file) keep(*file, *tuning, document);
  return document;
}

std::function<Document(const Save&)> work_of(const TuneOptions& options, bool quiet) {
  const ChosenBackends chosen = chosen_backends(options);
  const SampleRange range = range_of(options);
  const TuningRequest request{.candidates = candidates_for(chosen, options, range.size()),
                              .seed = options.samples.chosen_seed(),
                              .range = range,
                              .time_limit = time_limit_of(options),
                              .exhaustive = options.exhaustive};
  return [=, keeps_choice = options.save](const Save& save) {
    return tune_and_report(request, chosen, keeps_choice, !quiet, save);
  };
}

void add_tune_options(CLI::App& app, Request& request) {
  const auto options = std::make_shared<TuneOptions>();
  options->samples.add_to(app);
  app.add_option("-b,--backend", options->backends, "which backends; default: all that can run here, but no models")
      ->type_name("NAME,...");
  app.add_option("--kernel", options->kernel,
                 "which kernel, for the backends that have it; default: each backend's first")
      ->type_name("NAME");
  app.add_option("-w,--workers", options->workers,
                 "which numbers of workers; default: 1, 2, 4, ... up to the usable CPUs")
      ->type_name("W,...");
  app.add_option("--time-limit", options->time_limit,
                 "seconds after which no run is begun; default: 60, none with --exhaustive")
      ->type_name("S");
  app.add_flag("--exhaustive", options->exhaustive, "measure every candidate on all samples: the search's check");
  app.add_flag("--save", options->save, "keep the choice for pi --tuned");
  add_page_options(app, request.outputs);
  app.callback([options, &request] { request.carry_out = work_of(*options, request.outputs.quiet); });
}

}  // namespace

const Command tune_command{
    .name = "tune",
    .summary = "find the best way to split the samples: backend, workers, chunk",
    .examples =
        "  crossover tune --samples 1e9\n"
        "  crossover tune --samples 1e9 --save\n"
        "  crossover tune -n 1e7 -b serial,threads --kernel scalar --time-limit 20\n",
    .add_to = add_tune_options,
    .main_option = "--samples",
};

}  // namespace crossover
