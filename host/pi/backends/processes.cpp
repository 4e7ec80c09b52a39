#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "host/machine/cpus.hpp"
#include "host/pi/backends/entries.hpp"
#include "host/pi/processes/process_pool.hpp"
#include "host/pi/processes/serve.hpp"
#include "host/pi/schedule/chunks.hpp"

namespace crossover {
namespace {

class Processes : public Backend {
 public:
  explicit Processes(const Resources& r)
      : chunk_(r.chunk), pool_(command_of_worker(r.kernel), r.workers, {}, r.trace) {}

  std::uint64_t count(Seed seed, SampleRange range) override { return pool_.count(seed, range, chunk_); }

  std::uint64_t first_batch() const override { return first_batch_of(chunk_); }
  double cpu_seconds_of_processes() const override { return pool_.cpu_seconds(); }
  std::vector<std::string> incidents() const override { return pool_.incidents(); }

 private:
  const std::optional<std::uint64_t> chunk_;
  ProcessPool pool_;
};

}  // namespace

const BackendEntry processes_backend{
    .name = "processes",
    .summary = "kept worker processes that are sent chunks of the range through pipes",
    .why_unavailable = [] { return std::string(); },
    .default_workers = usable_cpus,
    .kernels = cpu_kernels,
    .takes_chunk = true,
    .can_be_traced = true,
    .make = [](const Resources& r) -> std::unique_ptr<Backend> { return std::make_unique<Processes>(r); },
};

}  // namespace crossover
