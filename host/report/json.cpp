#include "host/report/json.hpp"

#include <cstdint>

#include "host/cuda/instruction_set.hpp"
#include "host/machine/build_info.hpp"
#include "host/machine/provenance.hpp"
#include "host/pi/estimate.hpp"
#include "host/report/meters/energy_words.hpp"
#include "host/report/pi/device_words.hpp"

namespace crossover {
namespace {

Json json_of(const MessageCosts& costs) {
  return {{"sent", costs.messages},
          {"seconds_per_message", costs.seconds_per_message()},
          {"seconds_per_sample", costs.seconds_per_sample()}};
}

Json json_of(const Topology& topology) {
  return {{"sockets", topology.sockets},
          {"cores", topology.cores},
          {"threads", topology.threads},
          {"numa_nodes", topology.numa_nodes}};
}

Json json_of(const Provenance& p) {
  return {{"time", p.time},
          {"command_line", p.command_line},
          {"host", p.host},
          {"load", or_null(p.load)},
          {"cpu_pressure", or_null(p.cpu_pressure)},
          {"topology", p.topology ? json_of(*p.topology) : Json(nullptr)},
          {"governor", or_null(p.governor)},
          {"nvidia_driver", or_null(p.nvidia_driver)},
          {"gpus", p.gpus}};
}

}  // namespace

Json json_head(std::string_view command) {
  return {{"schema", "crossover/2"},
          {"version", build_info.version},
          {"command", command},
          {"machine", json_of(describe_machine())},
          {"build", {{"commit", build_info.commit}, {"compiler", build_info.compiler}, {"type", build_info.type}}},
          {"provenance", json_of(provenance())}};
}

Json json_of(const Machine& machine) {
  return {{"cpu", machine.cpu},
          {"system", machine.system},
          {"logical_cpus", machine.logical_cpus},
          {"usable_cpus", machine.usable_cpus},
          {"cpu_quota", or_null(machine.cpu_quota)},
          {"memory_bytes", machine.memory_bytes},
          {"memory_limit_bytes", or_null(machine.memory_limit_bytes)}};
}

Json json_of(const Interval& interval) { return {interval.low, interval.high}; }

Json json_of(const Summary& summary) {
  return {{"median", summary.median},
          {"min", summary.min},
          {"max", summary.max},
          {"ci95", or_null(summary.ci95)},
          {"raw", summary.raw}};
}

Json json_of(const Readings& readings) {
  Json json = Json::object();
  for (const Reading& reading : readings) {
    Json& of_meter = json[std::string(reading.meter->name)];
    of_meter = {{"value", reading.was_read() ? Json(reading.value) : Json(nullptr)},
                {"unit", reading.meter->unit.symbol}};
    if (!reading.was_read()) of_meter["why_none"] = reading.why_none;
  }
  return json;
}

Json json_of(const Timing& timing) {
  const bool has_run = timing.cold_seconds > 0;
  const auto& warm = timing.warm_seconds;
  Json json{{"devices", timing.devices},
            {"incidents", timing.incidents},
            {"rounds", warm ? warm->raw.size() : 0},
            {"seconds",
             {{"cold", has_run ? Json(timing.cold_seconds) : Json(nullptr)},
              {"setup", has_run ? Json(timing.setup_seconds) : Json(nullptr)},
              {"warm", warm ? json_of(*warm) : Json(nullptr)}}},
            {"setup_meters", json_of(timing.setup_meters)},
            {"meters", json_of(timing.meters)}};
  if (timing.cold_rounds) json["seconds"]["cold_rounds"] = json_of(*timing.cold_rounds);
  return json;
}

Json json_of(const CpuSpeed& speed) {
  return {{"one_cpu_seconds", speed.one_cpu}, {"all_cpus_seconds", or_null(speed.all_cpus)}, {"probes", speed.probes}};
}

Json json_of(const MachineState& machine) {
  return {{"quiet", machine.quiet},
          {"why", machine.why.empty() ? Json(nullptr) : Json(machine.why)},
          {"next_step", machine.next_step.empty() ? Json(nullptr) : Json(machine.next_step)},
          {"cpus_of_others", or_null(machine.cpus_of_others)},
          {"cpus_not_own", or_null(machine.cpus_not_own)},
          {"cpu_speed", machine.cpu_speed ? json_of(*machine.cpu_speed) : Json(nullptr)}};
}

Json json_of(const PiRun& run) {
  const std::uint64_t samples = run.tally.range.size();
  const auto e = estimate(run.tally.hits, samples);
  Json json{{"backend", run.configuration.backend->name},
            {"kernel", run.configuration.kernel->name},
            {"instruction_set", instruction_set_of(*run.configuration.kernel)},
            {"workers", run.configuration.workers},
            {"chunk", or_null(run.configuration.chunk)},
            {"release_gil", run.configuration.release_gil},
            {"seed", static_cast<std::uint64_t>(run.tally.seed)},
            {"first", run.tally.range.first},
            {"samples", samples},
            {"complete", run.complete()},
            {"hits", run.tally.hits},
            {"pi", e ? Json(e->pi) : Json(nullptr)},
            {"standard_error", e ? Json(e->standard_error) : Json(nullptr)},
            {"z", e ? Json(e->z) : Json(nullptr)},
            {"samples_per_second", or_null(run.samples_per_second())},
            {"cpu_share", or_null(run.cpu_share())},
            {"messages", run.message_costs ? json_of(*run.message_costs) : Json(nullptr)},
            {"failure", why(run.failure)},
            {"device_work", json_of(run.device_work)}};
  json.update(json_of(run.timing));
  json["energy"] = json_of_energy(run.timing, static_cast<double>(samples), "samples", {});
  return json;
}

Json json_of_unavailable(const BackendEntry& entry) {
  return {{"backend", entry.name}, {"unavailable", entry.why_unavailable()}};
}

Json why(const std::optional<Error>& failure) { return failure ? Json(failure->what()) : Json(nullptr); }

std::string text_of(const Json& document) { return document.dump(2) + "\n"; }

std::string without_host(const std::string& document) {
  Json json = Json::parse(document);
  if (json.contains("provenance")) json["provenance"].erase("host");
  return text_of(json);
}

}  // namespace crossover
