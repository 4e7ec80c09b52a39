#include "host/record/tuned_choices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>
#include <type_traits>

#include "host/machine/build_info.hpp"
#include "host/machine/cpus.hpp"
#include "host/report/json.hpp"
#include "host/report/numbers.hpp"

namespace crossover {
namespace {

constexpr const char* schema = "crossover-tuned/1";

/// A choice says nothing of so many times more or fewer samples.
constexpr double farthest = 10;

Json json_of(const TunedFor::Place& machine) {
  return {{"cpu", machine.cpu},
          {"usable_cpus", machine.usable_cpus},
          {"cpu_quota", or_null(machine.cpu_quota)},
          {"devices", machine.devices}};
}

Json json_of(const TunedFor::Program& build) {
  return {{"version", build.version}, {"commit", build.commit}, {"compiler", build.compiler}, {"type", build.type}};
}

Json json_of(const TunedChoice& choice) {
  return {{"samples", choice.samples},
          {"backend", choice.backend},
          {"kernel", choice.kernel},
          {"workers", choice.workers},
          {"chunk", or_null(choice.chunk)},
          {"seconds", choice.seconds},
          {"machine", json_of(choice.measured.machine)},
          {"build", json_of(choice.measured.build)}};
}

/// A value that must have its type exactly; the library would make some whole number of 1.5 or -1, or of one too large.
template <class T>
T value_of(const Json& json, const char* name) {
  const Json& value = json.at(name);
  if constexpr (std::is_unsigned_v<T>) {
    if (!value.is_number_unsigned()) throw Error(fmt::format("'{}' is no whole number", name));
    if (value.get<std::uint64_t>() > std::numeric_limits<T>::max()) throw Error(fmt::format("'{}' is too large", name));
  }
  return value.get<T>();
}

template <class T>
std::optional<T> optional_value_of(const Json& json, const char* name) {
  return json.at(name).is_null() ? std::nullopt : std::optional(value_of<T>(json, name));
}

TunedFor measured_of(const Json& machine, const Json& build) {
  const auto text = [&](const char* name) { return value_of<std::string>(build, name); };
  return {.machine = {.cpu = value_of<std::string>(machine, "cpu"),
                      .usable_cpus = value_of<unsigned>(machine, "usable_cpus"),
                      .cpu_quota = optional_value_of<double>(machine, "cpu_quota"),
                      .devices = value_of<std::vector<std::string>>(machine, "devices")},
          .build = {text("version"), text("commit"), text("compiler"), text("type")}};
}

TunedChoice choice_of(const Json& json) {
  TunedChoice choice{.samples = value_of<std::uint64_t>(json, "samples"),
                     .backend = value_of<std::string>(json, "backend"),
                     .kernel = value_of<std::string>(json, "kernel"),
                     .workers = value_of<unsigned>(json, "workers"),
                     .chunk = optional_value_of<std::uint64_t>(json, "chunk"),
                     .seconds = value_of<double>(json, "seconds"),
                     .measured = measured_of(json.at("machine"), json.at("build"))};
  const bool sound = choice.samples > 0 && choice.workers > 0 && choice.workers <= max_workers && choice.chunk != 0;
  if (!sound) throw Error("a number of samples, workers or a chunk cannot be meant");
  return choice;
}

std::vector<std::string> devices_of_all_backends() {
  std::vector<std::string> lines;
  for (const BackendEntry* entry : backends()) {
    if (!entry->takes_devices() || !entry->why_unavailable().empty()) continue;
    unsigned number = 0;
    for (const Device& device : entry->devices())
      lines.push_back(fmt::format("{} device {}: {}", entry->name, number++, device.description));
  }
  return lines;
}

void keep(const Json& json, std::size_t number, KeptChoices& kept) {
  const auto leave_out = [&](const char* why) {
    kept.left_out.push_back(fmt::format("choice {} cannot be used: {}", number, why));
  };
  try {
    kept.choices.push_back(choice_of(json));
  } catch (const Json::exception&) {
    leave_out("it is damaged");
  } catch (const Error& error) {
    leave_out(error.what());
  }
}

/// By how many times the larger is larger.
double times_apart(std::uint64_t a, std::uint64_t b) {
  if (a == 0 || b == 0) return INFINITY;
  return static_cast<double>(std::max(a, b)) / static_cast<double>(std::min(a, b));
}

}  // namespace

TunedFor this_machine_and_build() {
  const Machine machine = describe_machine();
  const auto text = [](std::string_view part) { return std::string(part); };
  return {
      .machine = {machine.cpu, machine.usable_cpus, machine.cpu_quota, devices_of_all_backends()},
      .build = {text(build_info.version), text(build_info.commit), text(build_info.compiler), text(build_info.type)}};
}

TunedChoice tuned_choice(const Tuning& tuning, const TunedFor& measured) {
  const std::uint64_t samples = tuning.range.size();
  const Candidate& chosen = tuning.candidates[tuning.choice->candidate];
  const Configuration& c = chosen.configuration;
  return {.samples = samples,
          .backend = std::string(c.backend->name),
          .kernel = std::string(c.kernel->name),
          .workers = c.workers,
          .chunk = c.chunk,
          .seconds = chosen.seconds_for(samples).value_or(0),
          .measured = measured};
}

std::string render(const std::vector<TunedChoice>& choices) {
  Json document{{"schema", schema}, {"choices", Json::array()}};
  for (const TunedChoice& choice : choices) document["choices"].push_back(json_of(choice));
  return text_of(document);
}

KeptChoices parse_tuned_choices(const std::string& content) {
  try {
    const Json document = Json::parse(content);
    if (document.at("schema") != schema) throw Error("it was written by another version of the program");
    KeptChoices kept;
    std::size_t number = 0;
    for (const Json& choice : document.at("choices")) keep(choice, ++number, kept);
    return kept;
  } catch (const Json::exception&) {
    throw Error("it is damaged");
  } catch (const Error& error) {
    throw Error(fmt::format("it cannot be used: {}", error.what()));
  }
}

std::vector<TunedChoice> with(std::vector<TunedChoice> choices, const TunedChoice& choice) {
  std::erase_if(choices, [&](const TunedChoice& old) {
    return old.samples == choice.samples && old.measured.machine == choice.measured.machine;
  });
  choices.push_back(choice);
  return choices;
}

const TunedChoice& nearest(const std::vector<TunedChoice>& choices, std::uint64_t samples, const TunedFor& here) {
  const TunedChoice* best = nullptr;
  bool of_machine = false, of_build = false;
  for (const TunedChoice& choice : choices) {
    const bool same_machine = choice.measured.machine == here.machine;
    const bool same_build = same_machine && choice.measured.build == here.build;
    of_machine |= same_machine;
    of_build |= same_build;
    if (!same_build || times_apart(choice.samples, samples) > farthest) continue;
    if (best == nullptr || times_apart(choice.samples, samples) < times_apart(best->samples, samples)) best = &choice;
  }
  if (best != nullptr) return *best;
  if (!of_machine) throw Error("no entry for this machine");
  if (!of_build) throw Error("the entries for this machine are of another build");
  throw Error(fmt::format("no entry for about {} samples", format_size(samples)));
}

}  // namespace crossover
