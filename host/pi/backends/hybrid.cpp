#include "host/pi/hybrid/hybrid.hpp"

#include <memory>
#include <utility>
#include <vector>

#include "host/machine/cpus.hpp"
#include "host/pi/backends/entries.hpp"

namespace crossover {
namespace {

/// The numbers of the GPUs that were asked for; else of all that can be used.
std::vector<unsigned> gpus_of(const Resources& resources) {
  return resources.devices.empty() ? usable(cuda_backend.devices()) : resources.devices;
}

/// The CPU's threads are one member, every GPU is another: each has a rate of its own.
std::unique_ptr<Backend> make_hybrid(const Resources& resources) {
  std::vector<std::unique_ptr<Backend>> members;
  members.push_back(threads_backend.make({.kernel = resources.kernel, .workers = resources.workers}));
  for (const unsigned gpu : gpus_of(resources))
    members.push_back(cuda_backend.make({.kernel = *cuda_backend.kernels().front(), .workers = 1, .devices = {gpu}}));
  return std::make_unique<Hybrid>(std::move(members));
}

}  // namespace

const BackendEntry hybrid_backend{
    .name = "hybrid",
    .summary = "the CPU's threads and every GPU together, each with as much of the range as its rate allows",
    .why_unavailable = [] { return cuda_backend.why_unavailable(); },
    .default_workers = usable_cpus,
    .kernels = cpu_kernels,
    .devices = [] { return cuda_backend.devices(); },
    .make = make_hybrid,
};

}  // namespace crossover
