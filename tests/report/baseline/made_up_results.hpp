#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "host/report/json.hpp"

/// Documents of `compare` as far as baselines look at them.
namespace crossover {

/// Of a backend, each of whose rounds took so long.
inline Json run_of(const std::string& backend, double seconds, std::size_t rounds = 8) {
  return {{"backend", backend},
          {"kernel", "simd"},
          {"workers", 2},
          {"chunk", nullptr},
          {"release_gil", false},
          {"samples", 100'000'000},
          {"devices", Json::array()},
          {"seconds", {{"cold", 1.0}, {"warm", {{"median", seconds}, {"raw", std::vector<double>(rounds, seconds)}}}}}};
}

inline Json document_of(const std::vector<Json>& runs, bool quiet = true) {
  return {{"command", "compare"},
          {"machine", {{"cpu", "a CPU"}, {"logical_cpus", 2}, {"usable_cpus", 2}, {"cpu_quota", nullptr}}},
          {"build", {{"commit", "abc"}}},
          {"provenance", {{"time", "2026-11-30T17:00:00Z"}, {"host", "here"}, {"gpus", Json::array()}}},
          {"machine_state", {{"quiet", quiet}}},
          {"runs", runs}};
}

/// The same on a machine whose CPUs took so long for the work by which their speed is told.
inline Json with_speed(Json document, double one_cpu, double all_cpus) {
  document["machine_state"]["cpu_speed"] = {
      {"one_cpu_seconds", one_cpu}, {"all_cpus_seconds", all_cpus}, {"probes", 20}};
  return document;
}

}  // namespace crossover
