#include "host/cli/options/resource_options.hpp"

#include <fmt/format.h>

#include <vector>

#include "host/cli/options/choices.hpp"
#include "host/cli/options/in_quotes.hpp"
#include "host/system/error.hpp"

namespace crossover {

void ResourceOptions::add_to(CLI::App& app) {
  app.add_option("-w,--workers", workers, "number of workers; default: the usable CPUs")->type_name("W");
  app.add_option("--device", devices, "which GPUs, for the backends cuda and hybrid: 0,1 or all, the default")
      ->type_name("LIST");
  app.add_option("--chunk", chunk, "samples that a worker takes at a time; default: the backend's own")->type_name("N");
  app.add_flag("--release-gil", release_gil, "release the lock while counting (backend gil)");
}

ResourceOptions ResourceOptions::for_backend(const BackendEntry& backend) const {
  return {.workers = backend.takes_workers() ? workers : std::nullopt,
          .devices = backend.takes_devices() ? devices : std::nullopt,
          .chunk = backend.takes_chunk ? chunk : std::nullopt,
          .release_gil = backend.can_release_gil && release_gil};
}

Configuration configuration_of(const BackendEntry& backend, const Kernel& kernel, const ResourceOptions& options) {
  require_usable(backend);
  if (options.chunk && !backend.takes_chunk)
    throw UsageError(fmt::format("--chunk {} does not go with --backend {}; leave --chunk out",
                                 in_quotes(*options.chunk), backend.name));
  if (options.release_gil && !backend.can_release_gil)
    throw UsageError(
        fmt::format("--release-gil does not go with --backend {}, which has no such lock; leave it out", backend.name));
  const std::vector<unsigned> devices = devices_for(backend, options.devices);
  Configuration c{.backend = &backend,
                  .kernel = &kernel,
                  .workers = workers_for(backend, options.workers, devices),
                  .devices = devices,
                  .chunk = options.chunk ? std::optional(parse_chunk(*options.chunk)) : std::nullopt,
                  .release_gil = options.release_gil};
  if (!backend.takes_workers() && backend.takes_devices())
    c.workers = static_cast<unsigned>(c.devices.empty() ? usable(backend.devices()).size() : c.devices.size());
  return c;
}

}  // namespace crossover
