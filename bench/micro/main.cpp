// The backend `processes` starts its workers as this program itself.

#include <benchmark/benchmark.h>

#include "host/pi/processes/serve.hpp"

int main(int argc, char** argv) {
  if (const auto* kernel = crossover::kernel_to_serve_with({argv, static_cast<std::size_t>(argc)})) {
    crossover::serve_hits(*kernel, [] { return true; });
    crossover::end_worker_process(0);
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
  benchmark::RunSpecifiedBenchmarks();
  benchmark::Shutdown();
}
