// What it costs to watch a run: the whole range at once against batch by batch, with every backend.
// Run with --benchmark_enable_random_interleaving=true --benchmark_repetitions=9 and compare the medians.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <memory>
#include <string>

#include "host/pi/run.hpp"

namespace crossover {
namespace {

constexpr SampleRange range{0, 1'000'000'000};

std::unique_ptr<Backend> make(const BackendEntry& entry) {
  return entry.make({simd_kernel, std::max(1U, entry.default_workers())});
}

void at_once(benchmark::State& state, const BackendEntry* entry) {
  const auto backend = make(*entry);
  for (auto _ : state) benchmark::DoNotOptimize(backend->count(Seed{42}, range));
}

void by_batches(benchmark::State& state, const BackendEntry* entry) {
  const auto backend = make(*entry);
  for (auto _ : state) benchmark::DoNotOptimize(run(*backend, Seed{42}, range, [](const Tally&) { return true; }));
}

const int registered = [] {
  for (const BackendEntry* entry : backends()) {
    if (!entry->why_unavailable().empty()) continue;
    const std::string name = "1e9_samples/" + std::string(entry->name);
    benchmark::RegisterBenchmark((name + "/at_once").c_str(), at_once, entry)->UseRealTime();
    benchmark::RegisterBenchmark((name + "/by_batches").c_str(), by_batches, entry)->UseRealTime();
  }
  return 0;
}();

}  // namespace
}  // namespace crossover
