#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "host/machine/cpus.hpp"
#include "host/pi/backends/entries.hpp"
#include "host/pi/schedule/chunks.hpp"
#include "host/threads/worker_pool.hpp"

namespace crossover {
namespace {

class Threads : public Backend {
 public:
  explicit Threads(const Resources& r) : kernel_(r.kernel), chunk_(r.chunk), trace_(r.trace), pool_(r.workers) {}

  std::uint64_t count(Seed seed, SampleRange range) override {
    const Chunks chunks(range, pool_.workers(), chunk_);
    std::atomic<std::uint64_t> next = 0, hits = 0;
    const auto called = time_of_call(trace_);
    pool_.run(workers_with_work(chunks, pool_.workers()), [&](unsigned worker) {
      Tracer tracer(trace_, worker, called);
      std::uint64_t own = 0;
      for (std::uint64_t i = next++; i < chunks.count(); i = next++) {
        tracer.begins(Activity::counting);
        own += kernel_.count(seed, chunks[i]);
      }
      hits += own;
    });
    return hits;
  }

  std::uint64_t first_batch() const override { return first_batch_of(chunk_); }

 private:
  const Kernel& kernel_;
  const std::optional<std::uint64_t> chunk_;
  Trace* const trace_;
  WorkerPool pool_;
};

}  // namespace

const BackendEntry threads_backend{
    .name = "threads",
    .summary = "kept threads that take chunks of the range from a shared counter",
    .why_unavailable = [] { return std::string(); },
    .default_workers = usable_cpus,
    .kernels = cpu_kernels,
    .takes_chunk = true,
    .can_be_traced = true,
    .make = [](const Resources& r) -> std::unique_ptr<Backend> { return std::make_unique<Threads>(r); },
};

}  // namespace crossover
