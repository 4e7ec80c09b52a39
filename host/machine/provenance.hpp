#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace crossover {

/// How the CPUs of a machine are built up, those that are online.
struct Topology {
  unsigned sockets, cores, threads, numa_nodes;

  friend bool operator==(const Topology&, const Topology&) = default;
};

/// When, where and how a result came about, beside what Machine tells. What the system does not tell is none.
struct Provenance {
  std::string time;                       ///< UTC, when the work began: "2026-11-28T05:17:15Z".
  std::vector<std::string> command_line;  ///< As typed, from argv[0] on.
  std::string host;                       ///< The machine's name.
  std::optional<double> load;             ///< Processes at work or waiting for it, the average of the last minute.
  std::optional<double> cpu_pressure;     ///< Per cent of the last ten seconds in which one or more waited for a CPU.
  std::optional<Topology> topology;
  std::optional<std::string> governor;       ///< Of the first CPU's frequency: "performance".
  std::optional<std::string> nvidia_driver;  ///< Its version, where its module is loaded.
  std::vector<std::string> gpus;             ///< NVIDIA's, as that driver calls them, by PCI address; none without it.
};

/// `root` is the file system to look in: / but for tests.
Provenance take_provenance(const std::filesystem::path& root = "/");

/// As it was when this was first called: before the program's own work, which changes load and pressure.
const Provenance& provenance();

}  // namespace crossover
