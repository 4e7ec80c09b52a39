#include "host/report/pi/walk/walk_json.hpp"

#include <algorithm>

#include "host/report/crossings/crossing_json.hpp"
#include "host/report/meters/energy_words.hpp"
#include "host/report/pi/comparison_json.hpp"
#include "host/report/pi/walk/walk_words.hpp"

namespace crossover {
namespace {

Json name_of(const PiWalk& walk, std::size_t configuration) {
  const Configuration& c = walk.configurations.at(configuration);
  return {{"backend", c.backend->name}, {"kernel", c.kernel->name}, {"workers", c.workers}};
}

Json crossings_of(const PiWalk& walk, const PiFindings& findings) {
  Json all = Json::array();
  const auto add = [&](const Overtaking& o, RunKind kind, const char* among) {
    all.push_back(json_of(o, kind, among, name_of(walk, o.from), name_of(walk, o.to)));
  };
  for (const PairFindings& found : findings.pairs)
    for (const Overtaking& overtaking : found.overtakings) add(overtaking, found.kind, "pair");
  for (const auto& [kind, overtaking] : findings.changes) add(overtaking, kind, "all");
  return all;
}

Json models_of(const PiWalk& walk, const PiFindings& findings) {
  Json all = Json::array();
  for (const auto& [configuration, kind, model] : findings.models)
    all.push_back(json_of(model, kind, name_of(walk, configuration)));
  return all;
}

Json predictions_of(const PiWalk& walk, const PiFindings& findings) {
  Json all = Json::array();
  for (const PiPrediction& p : findings.predictions)
    all.push_back({{"configuration", name_of(walk, p.configuration)},
                   {"kind", crossover::name_of(p.kind)},
                   {"samples", p.samples},
                   {"seconds", p.seconds}});
  return all;
}

/// The raw rounds of pairs at sizes between.
Json sizes_between_of(const PiWalk& walk) {
  Json all = Json::array();
  for (const RunKind kind : run_kinds)
    for (const TimingsAtSize& at : walk.between.at(static_cast<std::size_t>(kind)))
      for (std::size_t i = 0; i < at.seconds.size(); ++i)
        if (!at.seconds[i].empty())
          all.push_back({{"configuration", name_of(walk, i)},
                         {"kind", crossover::name_of(kind)},
                         {"samples", at.size},
                         {"machine_was_quiet", at.machine_was_quiet},
                         {"seconds", json_of(summarize(at.seconds[i]))}});
  return all;
}

Json agreement_of(const PiWalk& walk) {
  if (walk.disagreement) return false;
  const bool any = std::ranges::any_of(walk.points, [](const PiPoint& p) { return p.comparison.verified; });
  return any ? Json(true) : Json(nullptr);
}

}  // namespace

Json json_of(const PiWalk& walk, const PiFindings& findings, const std::vector<const BackendEntry*>& unavailable) {
  Json document = json_head("compare");
  document["complete"] = walk.complete();
  document["agreement"] = agreement_of(walk);
  document["recounted_samples"] = walk.recounted();
  document["failure"] = why(walk.first_failure());
  document["machine_state"] = json_of(walk.machine());
  document["idle_power"] = json_of(walk.idle_power);
  document["findings"] = sentences_on(walk, findings);
  document["starts"] = nullptr;
  document["crossings"] = crossings_of(walk, findings);
  document["models"] = models_of(walk, findings);
  document["predictions"] = predictions_of(walk, findings);
  document["sizes_between"] = sizes_between_of(walk);
  document["machine_states"] = Json::array();
  document["runs"] = Json::array();
  for (const PiPoint& point : walk.points) {
    document["machine_states"].push_back(
        {{"samples", point.samples()}, {"machine_state", json_of(point.comparison.machine)}});
    for (const PiRun& run : point.comparison.runs) document["runs"].push_back(json_of(point.comparison, run));
  }
  for (const BackendEntry* entry : unavailable) document["runs"].push_back(json_of_unavailable(*entry));
  return document;
}

}  // namespace crossover
