#include <fmt/format.h>
#include <omp.h>

#include <algorithm>

#include "host/pi/backends/entries.hpp"
#include "host/pi/pieces.hpp"
#include "host/system/cpus.hpp"
#include "host/system/error.hpp"
#include "host/system/worker_pool.hpp"

namespace crossover {
namespace {

/// OMP_THREAD_LIMIT, or a very large number.
unsigned thread_limit() { return static_cast<unsigned>(std::max(1, omp_get_thread_limit())); }

class OpenMp : public Backend {
 public:
  explicit OpenMp(const Resources& r) : kernel_(r.kernel), workers_(r.workers) {
    if (workers_ > thread_limit())
      throw Error(fmt::format("OMP_THREAD_LIMIT allows {} workers, not {}; raise it or try --workers {}",
                              thread_limit(), workers_, thread_limit()));
    omp_set_dynamic(0);  // so many workers, not up to so many
  }

  std::uint64_t count(Seed seed, SampleRange range) override {
    const Pieces pieces(range, workers_);
    const std::uint64_t n = pieces.count();
    const unsigned team = workers_with_work(range, workers_);
    make_sure_that_threads_start(team);
    std::uint64_t hits = 0;
#pragma omp parallel for num_threads(team) schedule(dynamic) reduction(+ : hits)
    for (std::uint64_t i = 0; i < n; ++i) hits += kernel_.count(seed, pieces[i]);
    return hits;
  }

 private:
  /// The OpenMP runtime ends the process when it cannot start a thread. Starting as many of our own first (once, about
  /// 20 us each) turns that into an Error.
  void make_sure_that_threads_start(unsigned team) {
    if (team <= proven_) return;
    WorkerPool trial(team);
    trial.run(team, [](unsigned) {});
    proven_ = team;
  }

  const Kernel& kernel_;
  const unsigned workers_;
  unsigned proven_ = 1;
};

}  // namespace

const BackendEntry openmp_backend{
    .name = "openmp",
    .summary = "an OpenMP loop over pieces of the range, dynamic schedule",
    .why_unavailable = [] { return std::string(); },
    .default_workers = [] { return std::min(thread_limit(), omp_num_threads().value_or(usable_cpus())); },
    .kernels = cpu_kernels,
    .make = [](const Resources& r) -> std::unique_ptr<Backend> { return std::make_unique<OpenMp>(r); },
};

}  // namespace crossover
