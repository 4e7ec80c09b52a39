#include "host/report/sort/sort_json.hpp"

#include <cstdint>

namespace crossover {
namespace {

Json seconds_of(const SortRun& run, StoppedBy stopped_by) {
  Json seconds{{"cold", nullptr}, {"setup", nullptr}, {"cpu", nullptr}, {"warm", nullptr}};
  if (run.cold_seconds > 0) {
    seconds["cold"] = run.cold_seconds;
    seconds["setup"] = run.setup_seconds;
    seconds["cpu"] = run.cpu_seconds;
  }
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

Json round_kinds_of(const SortRun& run) {
  const auto kinds = run.round_kinds();
  return kinds ? Json{{"forward", kinds->forward}, {"backward", kinds->backward}} : Json(nullptr);
}

}  // namespace

Json json_of(const SortConfiguration& c) { return {{"sorter", c.sorter->name}, {"sharing", name_of(c.sharing)}}; }

Json json_of(const SortComparison& point, const SortRun& run) {
  const SortTask& task = point.task;
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
               {"verified", run.failure ? Json(nullptr) : Json(!run.fault)},
               {"failure", run.failure ? Json(run.failure->what()) : Json(nullptr)},
               {"keys_per_second", or_null(keys_per_second(task, run))},
               {"cpu_share", or_null(cpu_share(task, run))},
               {"verdict", or_null(verdict_against_one_core(point, run))},
               {"round_kinds", round_kinds_of(run)},
               {"seconds", seconds_of(run, point.stopped_by)}});
  return json;
}

Json json_of_unavailable(const SorterEntry& entry) {
  return {{"sorter", entry.name}, {"unavailable", entry.why_unavailable()}};
}

}  // namespace crossover
