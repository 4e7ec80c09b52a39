#include "host/report/sort/sort_json.hpp"

#include <cstdint>

#include "host/report/meters/energy_words.hpp"

namespace crossover {
namespace {

Json round_kinds_of(const SortRun& run) {
  const auto kinds = run.round_kinds();
  return kinds ? Json{{"forward", kinds->forward}, {"backward", kinds->backward}} : Json(nullptr);
}

Json device_rates_of(const SortComparison& point, const SortRun& run) {
  const auto rates = device_rates(point.task, run);
  if (!rates) return nullptr;
  return {{"sorted_keys_per_second", rates->sorted_keys},
          {"to_device_bytes_per_second", rates->to_device_bytes},
          {"to_host_bytes_per_second", rates->to_host_bytes}};
}

}  // namespace

Json json_of(const SortConfiguration& c) { return {{"sorter", c.sorter->name}, {"sharing", name_of(c.sharing)}}; }

Json json_of(const SortComparison& point, const SortRun& run, const IdlePower& idle) {
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
               {"verified", run.failure ? Json(nullptr) : Json(!run.fault)},
               {"failure", why(run.failure)},
               {"keys_per_second", or_null(keys_per_second(task, run))},
               {"device_rates", device_rates_of(point, run)},
               {"cpu_share", or_null(cpu_share(task, run))},
               {"verdict", or_null(verdict_against_one_core(point, run))},
               {"round_kinds", round_kinds_of(run)}});
  json.update(json_of(run.timing));
  json["energy"] = json_of_energy(run.timing, task.all_keys(), "keys", idle);
  if (run.timing.warm_seconds) json["seconds"]["warm"]["stopped_by"] = name_of(point.stopped_by);
  return json;
}

Json json_of_unavailable(const SorterEntry& entry) {
  return {{"sorter", entry.name}, {"unavailable", entry.why_unavailable()}};
}

}  // namespace crossover
