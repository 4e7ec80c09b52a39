#include "host/pi/backends/entries.hpp"
#include "host/pi/pieces.hpp"
#include "host/system/openmp_team.hpp"

namespace crossover {
namespace {

class OpenMp : public Backend {
 public:
  explicit OpenMp(const Resources& r) : kernel_(r.kernel), team_(r.workers) {}

  std::uint64_t count(Seed seed, SampleRange range) override {
    const Pieces pieces(range, team_.workers());
    const std::uint64_t n = pieces.count();
    team_.lead(workers_with_work(range, team_.workers()));
    std::uint64_t hits = 0;
#pragma omp parallel for schedule(dynamic) reduction(+ : hits)
    for (std::uint64_t i = 0; i < n; ++i) hits += kernel_.count(seed, pieces[i]);
    return hits;
  }

 private:
  const Kernel& kernel_;
  OpenMpTeam team_;
};

}  // namespace

const BackendEntry openmp_backend{
    .name = "openmp",
    .summary = "an OpenMP loop over pieces of the range, dynamic schedule",
    .why_unavailable = [] { return std::string(); },
    .default_workers = default_openmp_workers,
    .kernels = cpu_kernels,
    .make = [](const Resources& r) -> std::unique_ptr<Backend> { return std::make_unique<OpenMp>(r); },
};

}  // namespace crossover
