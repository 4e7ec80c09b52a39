// What it takes to draw a page of a saved result: 50 ms is aimed at.

#include <benchmark/benchmark.h>

#include <fstream>
#include <string>

#include "host/report/html/html_report.hpp"

namespace crossover {
namespace {

void draw(benchmark::State& state, const char* file) {
  std::ifstream saved(file);
  const Json document = Json::parse(saved);
  std::size_t bytes = 0;
  for (auto _ : state) benchmark::DoNotOptimize(bytes = html_report(document).size());
  state.counters["runs"] = static_cast<double>(document.at("runs").size());
  state.counters["kB"] = static_cast<double>(bytes) / 1000;
}

// A walk over 19 sizes of six backends, cold and warm.
BENCHMARK_CAPTURE(draw, page_of_a_walk, RECORDED_WALK)->Name("html_report/walk")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace crossover
