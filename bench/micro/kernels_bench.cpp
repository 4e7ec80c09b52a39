// Samples per second of one core, for every kernel and every instruction set of the simd kernel.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>

#include "kernels/cpu_kernels.hpp"
#include "kernels/simd/count_hits.hpp"

namespace crossover {
namespace {

void count_samples(benchmark::State& state, CountHits count) {
  const auto samples = static_cast<std::uint64_t>(state.range(0));
  std::uint64_t first = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(count(Seed{42}, {first, first + samples}));
    first += samples;
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

/// From a call's fixed cost to its steady rate; 2^18 is what `threads` hands out at a time.
void with_sizes(benchmark::internal::Benchmark* benchmark) {
  for (const int exponent : {4, 8, 10, 14, 18, 22}) benchmark->Arg(std::int64_t{1} << exponent);
}

const int registered = [] {
  for (const SimdTarget& target : simd_targets())
    with_sizes(benchmark::RegisterBenchmark(("simd/" + target.name).c_str(), count_samples, target.count));
  for (const SimdTarget& target : simd_targets())
    for (const SimdWay& way : target.ways) {
      std::string name = "simd/";
      name.append(target.name).append("/scalar_blocks:").append(std::to_string(way.scalar_blocks));
      benchmark::RegisterBenchmark(name.c_str(), count_samples, way.count)->Arg(std::int64_t{1} << 24);
    }
  with_sizes(benchmark::RegisterBenchmark("scalar", count_samples, scalar_kernel.count));
  return 0;
}();

}  // namespace
}  // namespace crossover
