#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/cli/baseline/baseline_options.hpp"
#include "host/cli/commands/command.hpp"
#include "host/cli/commands/watched.hpp"
#include "host/cli/options/choices.hpp"
#include "host/cli/options/duration.hpp"
#include "host/cli/options/in_quotes.hpp"
#include "host/cli/options/nearest_name.hpp"
#include "host/cli/options/size_range.hpp"
#include "host/compare/walk/sort_walk.hpp"
#include "host/machine/cpus.hpp"
#include "host/report/sort/sort_report.hpp"

namespace crossover {
namespace {

struct SortOptions {
  std::string keys = "1e3..1e6", points_per_decade = "3", type = "i64", distribution = "uniform", seed = "42";
  std::string arrays = "2", time_limit = "60";
  std::optional<std::string> sorters, sharing, workers, devices;
  BaselineOptions baselines;
};

using SorterEntries = std::vector<const SorterEntry*>;

using ChosenSorters = ChosenFrom<SorterEntry>;

/// The value of a table of values that is named so. `also` is a name that is known elsewhere.
template <class Values>
auto value_named(const Values& values, std::string_view option, const std::string& name, std::string_view also = {}) {
  std::vector<std::string_view> names;
  for (const auto value : values) {
    if (name_of(value) == name) return value;
    names.push_back(name_of(value));
  }
  if (!also.empty()) names.push_back(also);
  throw UsageError(fmt::format("{} {} is not known{}", option, in_quotes(name), suggestion(name, names)));
}

std::vector<Sharing> parse_sharing(const std::optional<std::string>& list, unsigned arrays) {
  if (!list && arrays == 1) return {Sharing::sequential};  // there is nothing to share out
  if (!list) return {Sharing::sequential, Sharing::threads, Sharing::pool};
  std::vector<Sharing> chosen;
  const auto choose = [&](Sharing way) {
    if (std::ranges::find(chosen, way) == chosen.end()) chosen.push_back(way);
  };
  for (const std::string& name : names_in_list("--sharing", *list)) {
    if (name != "both") {
      choose(value_named(sharings, "--sharing", name, "both"));
    } else {
      choose(Sharing::sequential);
      choose(Sharing::threads);
    }
  }
  return chosen;
}

/// The number of --device, or the first that can be used: one device sorts an array.
std::vector<unsigned> device_for(const SorterEntry& sorter, const std::optional<std::string>& named) {
  const std::vector<Device> all = sorter.devices();
  if (!named) return {usable(all).front()};
  const std::string& device = *named;
  auto chosen = parse_devices(device, all);
  if (chosen.size() != 1)
    throw UsageError(
        fmt::format("--device {} is not one device, and one sorts an array; write --device 0", in_quotes(device)));
  return chosen;
}

/// A sorter for one core with every way of sharing; one that uses several or a device sorts one array after the other.
std::vector<SortConfiguration> configurations_of(const SorterEntry& sorter, const SortOptions& options,
                                                 const std::vector<Sharing>& sharing, unsigned arrays) {
  std::vector<SortConfiguration> configurations;
  for (const Sharing how : sharing) {
    if (how != Sharing::sequential && !sorter.is_for_one_core()) continue;
    const unsigned workers = options.workers ? parse_workers(*options.workers) : usable_cpus();
    SortConfiguration c{&sorter, how, 1, threads_of(how, arrays, workers)};
    if (sorter.takes_workers())
      c.workers = options.workers ? parse_workers(*options.workers) : sorter.default_workers();
    if (sorter.takes_devices()) c.devices = device_for(sorter, options.devices);
    configurations.push_back(c);
  }
  return configurations;
}

std::vector<SortConfiguration> configurations_of(const ChosenSorters& chosen, const SortOptions& options,
                                                 unsigned arrays) {
  const auto some = [&](bool (SorterEntry::*is)() const) {
    return std::ranges::any_of(chosen.usable, [&](const SorterEntry* entry) { return (entry->*is)(); });
  };
  const auto sharing = parse_sharing(options.sharing, arrays);
  const bool has_pool = std::ranges::count(sharing, Sharing::pool) > 0 && some(&SorterEntry::is_for_one_core);
  if (options.workers) parse_workers(*options.workers);
  if (options.workers && !has_pool && !some(&SorterEntry::takes_workers))
    throw UsageError("--workers does not go with any of these sorters; leave it out");
  if (options.devices && !some(&SorterEntry::takes_devices)) {
    for (const SorterEntry* entry : chosen.unavailable)
      if (entry->takes_devices()) require_usable(*entry);
    throw UsageError("--device does not go with any of these sorters; leave it out");
  }
  std::vector<SortConfiguration> all;
  for (const SorterEntry* entry : chosen.usable) {
    const auto configurations = configurations_of(*entry, options, sharing, arrays);
    if (configurations.empty() && options.sorters)
      throw UsageError(
          fmt::format("--sharing {} does not go with --sorter {}, which shares each array out itself; add "
                      "sequential",
                      in_quotes(*options.sharing), entry->name));
    all.insert(all.end(), configurations.begin(), configurations.end());
  }
  return all;
}

Document sort_and_report(const SortRequest& request, const std::vector<std::uint64_t>& sizes,
                         const SorterEntries& unavailable, bool show_progress, const Save& save) {
  return watched<SortWalk>(
      show_progress, save, [&](const Watch<SortWalk>& watch) { return walk_sizes(request, sizes, watch); },
      [&](const SortWalk& walk) { return report_on(walk, unavailable); });
}

CarryOut work_of(const SortOptions& options, const OutputRequest& outputs) {
  const ChosenSorters chosen = choose_from(sorters(), "--sorter", options.sorters, sorter_named);
  const auto sizes =
      parse_sizes("--keys", options.keys, parse_count("--points-per-decade", options.points_per_decade, 50, "3"));
  const unsigned arrays = parse_count("--arrays", options.arrays, max_workers, "2");
  const SortRequest request{.configurations = configurations_of(chosen, options, arrays),
                            .task = {.type = value_named(key_types, "--type", options.type),
                                     .distribution = value_named(distributions, "--distribution", options.distribution),
                                     .seed = parse_seed(options.seed),
                                     .keys = sizes.back(),
                                     .arrays = arrays},
                            .time_limit = parse_duration("--time-limit", options.time_limit),
                            .min_seconds = sizes.size() == 1 ? 1 : 0.5};
  return with_baselines(options.baselines, "sort", outputs, [=, quiet = outputs.quiet](const Save& save) {
    return sort_and_report(request, sizes, chosen.unavailable, !quiet, save);
  });
}

void add_sort_options(CLI::App& app, Request& request) {
  const auto options = std::make_shared<SortOptions>();
  const auto add = [&](const char* name, auto& value, const char* type, const char* what) {
    return app.add_option(name, value, what)->type_name(type);
  };
  add("-n,--keys", options->keys, "N|A..B", "keys of an array; of a range some sizes are taken")->capture_default_str();
  add("--points-per-decade", options->points_per_decade, "N", "sizes for a factor of ten")->capture_default_str();
  add("--type", options->type, "TYPE", "i32, i64, u32, u64, f32 or f64")->capture_default_str();
  add("--distribution", options->distribution, "NAME", "uniform, lesson, sorted, reversed, few, nearly, zipf or mostly")
      ->capture_default_str();
  add("--seed", options->seed, "S", "which keys; array k is stream k of the seed")->capture_default_str();
  add("--arrays", options->arrays, "K", "how many arrays")->capture_default_str();
  add("--sharing", options->sharing, "NAME,...",
      "sequential, threads (started for it), pool (kept), in-turn, gil (threads with one lock); both: the first two");
  add("--sorter", options->sorters, "NAME,...", "which sorters; default: all that can run here");
  add("-w,--workers", options->workers, "W", "number of workers on an array or in a pool; default: the usable CPUs");
  add("--device", options->devices, "LIST", "which GPU, for the sorters cuda and cuda-pinned");
  add("--time-limit", options->time_limit, "S", "seconds for all sizes; everything is sorted once in any case")
      ->capture_default_str();
  options->baselines.add_to(app);
  add_rounds_option(app, request.outputs);
  add_page_options(app, request.outputs);
  app.callback([options, &request] { request.carry_out = work_of(*options, request.outputs); });
}

}  // namespace

const Command sort_command{
    .name = "sort",
    .summary = "time every sorter, and ways to sort several arrays at a time; every sort is verified",
    .examples =
        "  crossover sort\n"
        "  crossover sort --keys 1000 --arrays 2 --distribution lesson\n"
        "  crossover sort --keys 1e8 --arrays 1 --type u32 --sorter simd,parallel\n"
        "  crossover sort --keys 1e3..1e7 --sharing both --json result.json\n"
        "  crossover sort --keys 1e6 --sorter simd,parallel --save-baseline sorters\n",
    .add_to = add_sort_options,
    .main_option = "--keys",
};

}  // namespace crossover
