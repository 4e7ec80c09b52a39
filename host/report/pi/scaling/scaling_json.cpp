#include "host/report/pi/scaling/scaling_json.hpp"

#include <optional>

namespace crossover {
namespace {

Json json_of(const ScaledRun& run) {
  return {{"workers", run.workers},
          {"samples", run.run->asked.size()},
          {"speed_up", crossover::json_of(run.speed_up)},
          {"efficiency", run.efficiency()},
          {"serial_fraction", or_null(run.serial_fraction)},
          {"serial_fraction_ci95", or_null(run.serial_fraction_ci95)},
          {"in_fit", run.takes_part_in_fit}};
}

Json fit_of(const ScalingOfBackend& found) {
  const auto& fit = found.fit;
  if (!fit) return nullptr;
  return {{"serial_fraction", fit->value},
          {"serial_fraction_ci95", or_null(fit->ci95)},
          {"relative_error", fit->relative_error},
          {"most", found.scaling == Scaling::strong ? or_null(fit->most()) : Json(nullptr)}};
}

Json json_of(const ScalingOfBackend& found) {
  const Configuration& c = found.alone->configuration;
  Json json{{"backend", c.backend->name},
            {"kernel", c.kernel->name},
            {"scaling", name_of(found.scaling)},
            {"of", found.is_of_devices ? "gpus" : "workers"},
            {"points", Json::array()}};
  for (const ScaledRun& run : found.runs) json["points"].push_back(json_of(run));
  json["fit"] = fit_of(found);
  json["enough"] = or_null(found.enough);
  return json;
}

}  // namespace

Json json_of(const std::vector<ScalingOfBackend>& all) {
  Json array = Json::array();
  for (const ScalingOfBackend& found : all) array.push_back(json_of(found));
  return array;
}

Json json_of(const std::vector<WorkersBoundary>& boundaries) {
  Json array = Json::array();
  for (const auto& [kind, from_workers] : boundaries)
    array.push_back({{"from_workers", from_workers}, {"beyond", name_of(kind)}});
  return array;
}

}  // namespace crossover
