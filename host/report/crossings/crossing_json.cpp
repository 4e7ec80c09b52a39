#include "host/report/crossings/crossing_json.hpp"

#include <utility>

namespace crossover {

Json json_of(const Overtaking& overtaking, RunKind kind, std::string_view among, Json from, Json to) {
  const auto& measured = overtaking.measured;
  const auto& model = overtaking.model;
  return {{"from", std::move(from)},
          {"to", std::move(to)},
          {"among", among},
          {"kind", name_of(kind)},
          {"last_before", measured ? Json(measured->last_before) : Json(nullptr)},
          {"first_after", measured ? Json(measured->first_after) : Json(nullptr)},
          {"n_star", model ? Json(model->size) : Json(nullptr)},
          {"n_star_ci95", model ? Json{model->low, or_null(model->high)} : Json(nullptr)},
          {"model_over_measured", or_null(overtaking.model_over_measured())}};
}

Json json_of(const Model& model, RunKind kind, Json configuration) {
  return {{"configuration", std::move(configuration)},
          {"kind", name_of(kind)},
          {"t0", model.line.t0},
          {"t0_ci95", json_of(model.t0_ci95)},
          {"rate", model.line.rate()},
          {"rate_ci95", json_of(model.rate_ci95)},
          {"sizes", model.sizes},
          {"relative_error", model.relative_error}};
}

}  // namespace crossover
