#include <cstdint>
#include <vector>

#include "host/lesson/lesson_run.hpp"
#include "host/pi/backends/entries.hpp"
#include "host/tune/candidates.hpp"

namespace crossover {
namespace {

void run_split(LessonRun& run) {
  run.measure(1, [&](double seconds) {
    const std::uint64_t samples = run.sizes().samples_to_split;
    std::vector<Configuration> candidates{one_worker_with(simd_kernel)};
    for (const Configuration& c : candidates_of(threads_backend, simd_kernel, samples, worker_counts(run.workers())))
      candidates.push_back(c);
    run.lesson().split = run.search(candidates, samples, seconds);
  });
}

}  // namespace

const Exercise split_exercise{
    .name = "split", .title = "How to split N over the workers", .share = 0.16, .run = run_split};

}  // namespace crossover
