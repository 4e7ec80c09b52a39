#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "host/compare/comparison.hpp"
#include "host/machine/machine.hpp"

/// The JSON document, schema "crossover/2": see docs/json.md. No value is ever NaN or infinite: what is
/// not defined is null.
namespace crossover {

using Json = nlohmann::ordered_json;

/// What every document begins with: schema, version, command, machine, build, provenance.
Json json_head(std::string_view command);

Json json_of(const Machine& machine);
Json json_of(const PiRun& run);
Json json_of(const Interval& interval);
Json json_of(const Summary& summary);
Json json_of(const MachineState& machine);
Json json_of(const Readings& readings);

/// The members `devices`, `incidents`, `rounds`, `seconds` and `meters` of a run.
Json json_of(const Timing& timing);

/// What a failure says; null for none.
Json why(const std::optional<Error>& failure);

/// A backend that cannot run here.
Json json_of_unavailable(const BackendEntry& entry);

/// Null for no value.
inline Json or_null(const std::optional<Verdict>& verdict) { return verdict ? Json(name_of(*verdict)) : Json(nullptr); }
inline Json or_null(const std::optional<Interval>& interval) { return interval ? json_of(*interval) : Json(nullptr); }
template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

std::string text_of(const Json& document);

/// A document without the name of the machine.
std::string without_host(const std::string& document);

}  // namespace crossover
