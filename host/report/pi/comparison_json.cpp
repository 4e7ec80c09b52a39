#include "host/report/pi/comparison_json.hpp"

#include <optional>

#include "host/compare/scaling/scaling.hpp"
#include "host/machine/topology/cpu_layout.hpp"
#include "host/report/meters/energy_words.hpp"
#include "host/report/pi/comparison_words.hpp"
#include "host/report/pi/scaling/scaling_json.hpp"

namespace crossover {
namespace {

/// Seconds; null where no process was started.
Json starts(const Comparison& comparison) {
  if (!comparison.starts) return nullptr;
  const auto costs = [](const std::optional<Summary>& s) { return s ? json_of(*s) : Json(nullptr); };
  return {{"thread", costs(comparison.starts->thread)}, {"process", costs(comparison.starts->process)}};
}

/// Null where nobody has looked yet.
Json agreement(const Comparison& comparison) {
  if (comparison.disagreement) return false;
  return comparison.verified ? Json(true) : Json(nullptr);
}

}  // namespace

Json json_of(const Comparison& comparison, const PiRun& run) {
  Json json = json_of(run);
  if (run.timing.warm_seconds) json["seconds"]["warm"]["stopped_by"] = name_of(comparison.stopped_by);
  const auto speed_up = comparison.speed_up_of(run);
  json["speed_up"] = speed_up ? json_of(*speed_up) : Json(nullptr);
  json["efficiency"] = or_null(comparison.efficiency_of(run));
  json["verdict"] = or_null(comparison.verdict_on(run));
  if (run.timing.cold_rounds) {
    const auto cold_speed_up = comparison.cold_speed_up_of(run);
    json["cold_speed_up"] = cold_speed_up ? json_of(*cold_speed_up) : Json(nullptr);
    json["cold_verdict"] = or_null(comparison.cold_verdict_on(run));
  }
  json["energy"] =
      json_of_energy(run.timing, static_cast<double>(run.tally.range.size()), "samples", comparison.idle_power);
  if (const auto share = comparison.share_of_parts(run)) json["share_of_parts"] = json_of(*share);
  return json;
}

Json json_of(const Comparison& comparison, const std::vector<const BackendEntry*>& unavailable) {
  const auto failure = comparison.first_failure();
  Json document = json_head("compare");
  document["complete"] = comparison.complete();
  document["agreement"] = agreement(comparison);
  document["recounted_samples"] = comparison.recount.samples;
  document["failure"] = why(failure);
  document["machine_state"] = json_of(comparison.machine);
  document["idle_power"] = json_of(comparison.idle_power);
  document["findings"] = findings_of(comparison);
  document["starts"] = starts(comparison);
  const CpuLayout layout = cpu_layout();
  if (const auto scaling = find_scaling(comparison, layout); !scaling.empty()) {
    document["scaling"] = json_of(scaling);
    document["worker_boundaries"] = json_of(boundaries_of(layout, most_workers_of(scaling)));
  }
  document["runs"] = Json::array();
  for (const PiRun& run : comparison.runs) document["runs"].push_back(json_of(comparison, run));
  for (const BackendEntry* entry : unavailable) document["runs"].push_back(json_of_unavailable(*entry));
  return document;
}

}  // namespace crossover
