#include <atomic>

#include "host/pi/backends/entries.hpp"
#include "host/pi/pieces.hpp"
#include "host/system/cpus.hpp"
#include "host/system/worker_pool.hpp"

namespace crossover {
namespace {

class Threads : public Backend {
 public:
  explicit Threads(const Resources& r) : kernel_(r.kernel), pool_(r.workers) {}

  std::uint64_t count(Seed seed, SampleRange range) override {
    const Pieces pieces(range, pool_.workers());
    std::atomic<std::uint64_t> next = 0, hits = 0;
    pool_.run(workers_with_work(range, pool_.workers()), [&](unsigned) {
      std::uint64_t own = 0;
      for (std::uint64_t i = next++; i < pieces.count(); i = next++) own += kernel_.count(seed, pieces[i]);
      hits += own;
    });
    return hits;
  }

 private:
  const Kernel& kernel_;
  WorkerPool pool_;
};

}  // namespace

const BackendEntry threads_backend{
    .name = "threads",
    .summary = "kept threads that take pieces of the range from a shared counter",
    .why_unavailable = [] { return std::string(); },
    .default_workers = usable_cpus,
    .kernels = cpu_kernels,
    .make = [](const Resources& r) -> std::unique_ptr<Backend> { return std::make_unique<Threads>(r); },
};

}  // namespace crossover
