#include "host/report/sort_json.hpp"

namespace crossover {
namespace {

Json seconds_of(const SortRun& run, StoppedBy stopped_by) {
  Json seconds{{"cold", run.cold_seconds}, {"setup", run.setup_seconds}, {"warm", nullptr}};
  if (run.warm_seconds) {
    seconds["warm"] = json_of(*run.warm_seconds);
    seconds["warm"]["stopped_by"] = name_of(stopped_by);
  }
  if (run.device_seconds) {
    seconds["to_device"] = run.device_seconds->to_device;
    seconds["sort"] = run.device_seconds->sort;
    seconds["to_host"] = run.device_seconds->to_host;
  }
  return seconds;
}

}  // namespace

Json json_of(const SortConfiguration& c) { return {{"sorter", c.sorter->name}, {"sharing", name_of(c.sharing)}}; }

Json json_of(const SortTask& task, const SortRun& run, StoppedBy stopped_by) {
  const SortConfiguration& c = run.configuration;
  Json json = json_of(c);
  json.update({{"arrays", task.arrays},
               {"keys", task.keys},
               {"type", name_of(task.type)},
               {"distribution", name_of(task.distribution)},
               {"seed", static_cast<std::uint64_t>(task.seed)},
               {"workers", c.workers},
               {"threads", c.threads},
               {"devices", run.devices},
               {"verified", run.verified},
               {"keys_per_second", or_null(keys_per_second(task, run))},
               {"seconds", seconds_of(run, stopped_by)}});
  return json;
}

Json json_of_unavailable(const SorterEntry& entry) {
  return {{"sorter", entry.name}, {"unavailable", entry.why_unavailable()}};
}

}  // namespace crossover
