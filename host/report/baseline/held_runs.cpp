#include "host/report/baseline/held_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string_view>
#include <utility>

#include "host/report/saved/json_values.hpp"
#include "host/report/saved/run_names.hpp"

namespace crossover {
namespace {

/// By which runs are the same.
std::string key_of(const Json& run, const Json& document) {
  Json key = Json::array();
  for (const std::string_view name : names_of_runs(document)) {
    const auto found = run.find(std::string(name));
    key.push_back(found == run.end() ? Json(nullptr) : *found);
  }
  const auto devices = run.find("devices");
  key.push_back(devices == run.end() ? Json::array() : *devices);
  return key.dump();
}

/// Of warm rounds, in the order measured; none where one is no time.
std::vector<double> warm_rounds_of(const Json& run) {
  const Json& raw = value_at(run, "/seconds/warm/raw");
  std::vector<double> rounds;
  if (!raw.is_array()) return rounds;
  for (const Json& seconds : raw) {
    if (!seconds.is_number() || !(seconds.get<double>() > 0) || !std::isfinite(seconds.get<double>())) return {};
    rounds.push_back(seconds.get<double>());
  }
  return rounds;
}

/// Of the machine while a run of that size was measured.
const Json& machine_state_of(const Json& document, const Json& run) {
  const char* const size = document.at("command") == "sort" ? "keys" : "samples";
  const Json& states = value_at(document, "/machine_states");
  if (states.is_array())
    for (const Json& state : states)
      if (state.is_object() && state.contains(size) && run.contains(size) && state.at(size) == run.at(size))
        return value_at(state, "/machine_state");
  return value_at(document, "/machine_state");
}

/// One that does not say so was not.
bool was_quiet(const Json& document, const Json& run) {
  return value_at(machine_state_of(document, run), "/quiet") == true;
}

/// What a CPU took for the work that is always the same: one by itself beside a run of one worker, else one of all.
/// None where it is not known, and beside a run on GPUs.
std::optional<double> probe_beside(const Json& document, const Json& run) {
  const Json& devices = value_at(run, "/devices");
  if (devices.is_array() && !devices.empty()) return std::nullopt;
  const Json& speed = value_at(machine_state_of(document, run), "/cpu_speed");
  const bool is_of_one = value_at(run, "/workers") == 1 || value_at(run, "/threads") == 1;
  const Json& seconds = value_at(speed, is_of_one ? "/one_cpu_seconds" : "/all_cpus_seconds");
  if (!seconds.is_number() || !(seconds.get<double>() > 0)) return std::nullopt;
  return seconds.get<double>();
}

std::optional<double> machine_ratio(std::optional<double> before, std::optional<double> now) {
  return before && now ? std::optional(*now / *before) : std::nullopt;
}

struct NamedRun {
  std::string key;
  const Json* run;
};

/// Each once, those that could not run left out.
std::vector<NamedRun> runs_of(const Json& document) {
  std::vector<NamedRun> runs;
  std::set<std::string> seen;
  const auto all = document.find("runs");
  if (all == document.end() || !all->is_array()) return runs;
  for (const Json& run : *all) {
    if (!run.is_object() || !run.contains("seconds")) continue;
    std::string key = key_of(run, document);
    if (seen.insert(key).second) runs.push_back({std::move(key), &run});
  }
  return runs;
}

/// "its CPU was \"x\", this one's is \"y\"": what tells one machine from another, where it is known of both.
std::string other_machine(const Json& before, const Json& now) {
  struct Mark {
    const char *pointer, *what;
  };
  constexpr std::array marks{Mark{"/machine/cpu", "CPU"},
                             Mark{"/machine/logical_cpus", "number of CPUs"},
                             Mark{"/machine/usable_cpus", "number of usable CPUs"},
                             Mark{"/machine/cpu_quota", "CPU quota"},
                             Mark{"/provenance/gpus", "list of GPUs"},
                             Mark{"/provenance/host", "name"}};
  for (const Mark& mark : marks) {
    const Json &then = value_at(before, mark.pointer), &here = value_at(now, mark.pointer);
    const bool is_known = mark.what != std::string_view("name") || (then.is_string() && here.is_string());
    if (is_known && then != here)
      return fmt::format("its {} was {}, here it is {}", mark.what, then.dump(), here.dump());
  }
  return "";
}

std::optional<double> median_of(const std::vector<double>& rounds) {
  return rounds.empty() ? std::nullopt : std::optional(median(rounds));
}

}  // namespace

std::optional<Change> HeldRun::verdict() const {
  return time && why_not_judged.empty() ? std::optional(time->change) : std::nullopt;
}

std::size_t HeldRuns::count(Change change) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(runs, [&](const HeldRun& run) { return run.verdict() == change; }));
}

HeldRuns hold_against(const Json& before, const Json& now, double threshold) {
  HeldRuns held{.runs = {}, .other_machine = other_machine(before, now)};
  const auto why_not_judged = [&](const HeldRun& run, const Json& then, const Json& here) -> std::string {
    if (!held.other_machine.empty()) return "another machine";
    if (!was_quiet(before, then)) return "busy then";
    if (!was_quiet(now, here)) return "busy now";
    if (!run.time) return "too few rounds";
    if (run.machine_ratio && may_be_the_machine(*run.time, *run.machine_ratio, threshold)) return "another speed";
    return "";
  };
  const std::vector<NamedRun> runs_before = runs_of(before);
  for (const NamedRun& here : runs_of(now)) {
    const auto then = std::ranges::find(runs_before, here.key, &NamedRun::key);
    if (then == runs_before.end()) {
      ++held.only_now;
      continue;
    }
    const auto rounds_before = warm_rounds_of(*then->run), rounds_now = warm_rounds_of(*here.run);
    HeldRun both{.names = named(*here.run, names_of_runs(now)),
                 .before = median_of(rounds_before),
                 .now = median_of(rounds_now),
                 .time = change_between(rounds_before, rounds_now, threshold),
                 .machine_ratio = machine_ratio(probe_beside(before, *then->run), probe_beside(now, *here.run))};
    both.why_not_judged = why_not_judged(both, *then->run, *here.run);
    held.runs.push_back(std::move(both));
  }
  held.only_before = runs_before.size() - held.runs.size();
  return held;
}

}  // namespace crossover
