#include <omp.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "host/pi/backends/entries.hpp"
#include "host/pi/schedule/chunks.hpp"
#include "host/threads/openmp_rehearsal.hpp"
#include "host/threads/openmp_team.hpp"

namespace crossover {
namespace {

class OpenMp : public Backend {
 public:
  explicit OpenMp(const Resources& r) : kernel_(r.kernel), chunk_(r.chunk), trace_(r.trace), team_(r.workers) {}

  std::uint64_t count(Seed seed, SampleRange range) override {
    const Chunks chunks(range, team_.workers(), chunk_);
    const std::uint64_t n = chunks.count();
    work_with_openmp_threads(workers_with_work(chunks, team_.workers()));
    std::uint64_t hits = 0;
    if (trace_ != nullptr) trace_->worker(team_.workers() - 1);  // so that no thread takes memory for it
    const auto called = time_of_call(trace_);
#pragma omp parallel reduction(+ : hits)
    {
      Tracer tracer(trace_, static_cast<unsigned>(omp_get_thread_num()), called);
#pragma omp for schedule(dynamic) nowait
      for (std::uint64_t i = 0; i < n; ++i) {
        tracer.begins(Activity::counting);
        hits += kernel_.count(seed, chunks[i]);
      }
    }
    return hits;
  }

  std::uint64_t first_batch() const override { return first_batch_of(chunk_); }

 private:
  const Kernel& kernel_;
  const std::optional<std::uint64_t> chunk_;
  Trace* const trace_;
  OpenMpTeam team_;
};

}  // namespace

const BackendEntry openmp_backend{
    .name = "openmp",
    .summary = "an OpenMP loop over chunks of the range, dynamic schedule",
    .why_unavailable = [] { return std::string(); },
    .default_workers = default_openmp_workers,
    .kernels = cpu_kernels,
    .takes_chunk = true,
    .can_be_traced = true,
    .keeps_threads = true,
    .make = [](const Resources& r) -> std::unique_ptr<Backend> { return std::make_unique<OpenMp>(r); },
    .rehearse =
        [](const Resources& r, SampleRange range) {
          const unsigned workers = OpenMpTeam(r.workers).workers();
          rehearse_openmp(workers_with_work(Chunks(range, workers, r.chunk), workers), 0);
        },
};

}  // namespace crossover
