// What it costs to have threads: to start them, and to wake them when they are kept.

#include <benchmark/benchmark.h>

#include <thread>

#include "host/threads/worker_pool.hpp"

namespace crossover {
namespace {

void nothing(unsigned) {}

void start_and_join_a_thread(benchmark::State& state) {
  for (auto _ : state) std::thread([] {}).join();
}
BENCHMARK(start_and_join_a_thread)->UseRealTime();

void wake_kept_workers(benchmark::State& state) {
  const auto workers = static_cast<unsigned>(state.range(0));
  WorkerPool pool(workers);
  pool.run(workers, nothing);
  for (auto _ : state) pool.run(workers, nothing);
}
BENCHMARK(wake_kept_workers)->Arg(1)->Arg(2)->Arg(8)->Arg(64)->UseRealTime();

}  // namespace
}  // namespace crossover
