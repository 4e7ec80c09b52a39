#include "host/threads/gil.hpp"

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "host/machine/cpus.hpp"
#include "host/pi/backends/entries.hpp"
#include "host/pi/schedule/chunks.hpp"
#include "host/threads/worker_pool.hpp"

namespace crossover {
namespace {

/// Threads that may count only while they hold the one lock, unless they release it for that. They look whether another
/// wants it after each chunk, as an interpreter does after some instructions.
class GilThreads : public Backend {
 public:
  explicit GilThreads(const Resources& r)
      : kernel_(r.kernel), chunk_(r.chunk), release_(r.release_gil), trace_(r.trace), pool_(r.workers) {}

  std::uint64_t count(Seed seed, SampleRange range) override {
    const Chunks chunks(range, pool_.workers(), chunk_);
    std::uint64_t next = 0, hits = 0;  // guarded by the lock, as all that an interpreter knows
    const auto called = time_of_call(trace_);
    pool_.run(workers_with_work(chunks, pool_.workers()), [&](unsigned worker) {
      Tracer tracer(trace_, worker, called);
      tracer.begins(Activity::waiting_for_lock);
      std::unique_lock holding(gil_);
      while (next < chunks.count()) {
        const SampleRange chunk = chunks[next++];
        if (release_) holding.unlock();
        tracer.begins(Activity::counting);
        const std::uint64_t of_chunk = kernel_.count(seed, chunk);
        tracer.begins(Activity::waiting_for_lock);
        if (release_) holding.lock();
        hits += of_chunk;
        gil_.hand_over_if_asked();
      }
    });
    return hits;
  }

  std::uint64_t first_batch() const override { return first_batch_of(chunk_); }

 private:
  const Kernel& kernel_;
  const std::optional<std::uint64_t> chunk_;
  const bool release_;
  Trace* const trace_;
  Gil gil_;
  WorkerPool pool_;
};

}  // namespace

const BackendEntry gil_backend{
    .name = "gil",
    .summary = "a model of Python's threads: one lock, which they hold while they count, or release (--release-gil)",
    .why_unavailable = [] { return std::string(); },
    .default_workers = usable_cpus,
    .kernels = cpu_kernels,
    .takes_chunk = true,
    .can_release_gil = true,
    .can_be_traced = true,
    .is_model = true,
    .make = [](const Resources& r) -> std::unique_ptr<Backend> { return std::make_unique<GilThreads>(r); },
};

}  // namespace crossover
