#include "host/report/tune/tuning_json.hpp"

#include <cstdint>
#include <vector>

#include "host/report/tune/tuning_words.hpp"

namespace crossover {
namespace {

Json json_of(const Configuration& c) {
  return {
      {"backend", c.backend->name}, {"kernel", c.kernel->name}, {"workers", c.workers}, {"chunk", or_null(c.chunk)}};
}

bool is_chosen(const Tuning& tuning, const Candidate& candidate) {
  return tuning.choice && &candidate == &tuning.candidates[tuning.choice->candidate];
}

Json json_of_candidate(const Tuning& tuning, const Candidate& candidate) {
  Json json = json_of(candidate.configuration);
  json["samples"] = candidate.samples();
  json["predicted"] = candidate.samples() < tuning.range.size();
  json["seconds"] = or_null(candidate.seconds_for(tuning.range.size()));
  json["runs"] = candidate.runs.size();
  json["setup_seconds"] = candidate.runs.empty() ? Json(nullptr) : Json(candidate.runs.back().setup_seconds);
  json["meters"] = json_of(candidate.meters());
  json["chosen"] = is_chosen(tuning, candidate);
  json["failure"] = why(candidate.failure);
  return json;
}

Json json_of_finalist(const Tuning& tuning, const Finalist& finalist) {
  Json json = json_of(tuning.candidates[finalist.candidate].configuration);
  json["samples"] = tuning.final_samples;
  json["seconds"] = json_of(finalist.seconds);
  json["ratio"] = json_of(finalist.ratio);
  json["verdict"] = name_of(finalist.verdict);
  json["chosen"] = is_chosen(tuning, tuning.candidates[finalist.candidate]);
  return json;
}

Json json_of_choice(const Tuning& tuning) {
  if (!tuning.choice) return nullptr;
  const Candidate& chosen = tuning.candidates[tuning.choice->candidate];
  Json json = json_of(chosen.configuration);
  json["seconds"] = or_null(chosen.seconds_for(tuning.range.size()));
  json["predicted"] = chosen.samples() < tuning.range.size();
  json["command"] = command_line(chosen.configuration, tuning.range.size());
  json["ties_with"] = Json::array();
  for (const std::size_t i : tuning.choice->ties_with)
    json["ties_with"].push_back(json_of(tuning.candidates[i].configuration));
  return json;
}

/// With the reference and with one another. Null before the first run.
Json agreement(const Tuning& tuning) {
  if (tuning.disagreement) return false;
  return tuning.runs > 0 ? Json(true) : Json(nullptr);
}

}  // namespace

Json json_of_search(const Tuning& tuning) {
  Json document;
  document["samples"] = tuning.range.size();
  document["seed"] = static_cast<std::uint64_t>(tuning.seed);
  document["first"] = tuning.range.first;
  document["exhaustive"] = tuning.exhaustive;
  document["complete"] = tuning.stopped_by != StoppedBy::interruption;
  document["stopped_by"] = name_of(tuning.stopped_by);
  document["agreement"] = agreement(tuning);
  document["incidents"] = tuning.incidents;
  document["failure"] = why(tuning.failure);
  document["choice"] = json_of_choice(tuning);
  document["machine_state"] = json_of(tuning.machine);
  document["not_looked_at"] = Json::array();
  for (const BackendEntry* entry : tuning.not_looked_at) document["not_looked_at"].push_back(entry->name);
  document["rounds"] = tuning.rounds;
  document["search"] = {{"runs", tuning.runs}, {"seconds", tuning.seconds}};
  document["full_grid"] = {{"runs", tuning.grid_runs}, {"seconds", tuning.grid_seconds}};
  document["findings"] = findings_of(tuning);
  document["finalists"] = Json::array();
  for (const Finalist& finalist : tuning.finalists) document["finalists"].push_back(json_of_finalist(tuning, finalist));
  document["candidates"] = Json::array();
  for (const Candidate& candidate : tuning.candidates)
    document["candidates"].push_back(json_of_candidate(tuning, candidate));
  return document;
}

Json json_of(const Tuning& tuning, const std::vector<const BackendEntry*>& unavailable) {
  Json document = json_head("tune");
  document.update(json_of_search(tuning));
  for (const BackendEntry* entry : unavailable) document["candidates"].push_back(json_of_unavailable(*entry));
  return document;
}

}  // namespace crossover
