#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "host/cli/options/chosen_backends.hpp"
#include "host/cli/options/resource_options.hpp"
#include "host/measure/pi_run.hpp"

/// What `compare` compares.
namespace crossover {

struct ComparedOptions {
  std::optional<std::string> kernels = {}, scaling = {};
  ResourceOptions resources = {};  ///< Of these, workers and devices may be several numbers.

  /// Whether they name several numbers of workers or of GPUs, so that each backend stands beside itself with one.
  bool ask_for_scaling() const { return ask_for_scaling_of_workers() || ask_for_scaling_of_devices(); }
  bool ask_for_scaling_of_workers() const;
  bool ask_for_scaling_of_devices() const;
};

/// Every backend with each of the named kernels that it has; those that have none of them with their own default. Where
/// several numbers of workers or GPUs are named, each that takes some with each of them, and with one. Throws
/// UsageError when one of the options is for none of the backends, or can be meant for none.
std::vector<Configuration> configurations_of(const ChosenBackends& chosen, const ComparedOptions& options);

/// Configurations, and how many samples each counts.
struct Compared {
  std::vector<Configuration> configurations;
  std::vector<std::uint64_t> sizes;  ///< Empty: all as many.
};

/// Those, by --scaling: with `samples` in all, or for each worker, or both behind one another. Throws UsageError.
Compared scaled(const std::vector<Configuration>& configurations, const ComparedOptions& options,
                std::uint64_t samples);

}  // namespace crossover
