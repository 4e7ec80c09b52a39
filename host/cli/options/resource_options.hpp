#pragma once

#include <CLI/App.hpp>
#include <optional>
#include <string>

#include "host/measure/pi_run.hpp"

namespace crossover {

/// The options that say what a backend works with, as they are typed; none for the backend's own choice.
struct ResourceOptions {
  std::optional<std::string> workers = {}, devices = {}, chunk = {};
  bool release_gil = false;

  void add_to(CLI::App& app);

  /// Those that the backend takes.
  ResourceOptions for_backend(const BackendEntry& backend) const;
};

/// A backend with what was chosen for it. Throws UsageError for an option that does not go with it, Error (exit code 5)
/// when it cannot run here.
Configuration configuration_of(const BackendEntry& backend, const Kernel& kernel, const ResourceOptions& options);

}  // namespace crossover
