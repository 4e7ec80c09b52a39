// The kernel `philox` with all its products wide, with 4 to 8 of them and the first on the FP64 pipe, and a prototype
// with one product less: the same 2^32 blocks by each in turn, on one GPU. Prints one JSON object a kernel with the
// seconds of every round; ends with exit code 3 if their hits differ. Takes about 3 s on an H100. Given a name, it runs
// `wide` and that one alone.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/gpu/checked.hpp"
#include "bench/gpu/prototypes/uniform_product.hpp"
#include "kernels/cuda/fp64_rounds.hpp"
#include "kernels/cuda/philox_kernel.cuh"
#include "kernels/cuda/shared_rounds.hpp"

namespace {

using namespace crossover;
using namespace crossover::cuda;
using prototypes::CounterWord, prototypes::Turn;

constexpr int rounds = 10;
constexpr Seed seed{42};

/// Counts a whole counter word on any grid. An item, so many turns of 256 threads, is short enough for all
/// multiprocessors to end together.
__global__ void __launch_bounds__(threads_per_block)
    uniform_product(const __grid_constant__ CounterWord word, std::uint64_t* totals) {
  constexpr std::uint32_t turns_of_item = 512, rows = CounterWord::threads / threads_per_block;
  constexpr std::uint32_t items = rows * (CounterWord::turns / turns_of_item);
  __shared__ Turn turns[turns_of_item];
  std::uint64_t hits = 0;
  for (std::uint32_t item = blockIdx.x; item < items; item += gridDim.x) {
    const std::uint32_t n = item / rows * turns_of_item;
    __syncthreads();
    for (std::uint32_t i = threadIdx.x; i < turns_of_item; i += threads_per_block) turns[i] = word.turn_of(n, i);
    __syncthreads();
    hits += word.hits(turns, item % rows * threads_per_block + threadIdx.x, n, turns_of_item);
  }
  totals[this_thread()] += hits;
}

/// One that takes part: its launch, and what it has counted and taken so far.
struct Runner {
  std::string name;
  int blocks_of_multiprocessor;
  Grid grid;
  std::function<void(std::uint64_t* totals)> launch;
  std::uint64_t hits = 0;
  std::vector<double> seconds{};
};

/// `make` gives a kernel's first argument for its grid.
template <class Argument, class Make>
Runner runner(const char* name, void (*kernel)(Argument, std::uint64_t*), const Make& make) {
  int device = 0, multiprocessors = 0, resident = 0;
  check(cudaGetDevice(&device), "cudaGetDevice");
  check(cudaDeviceGetAttribute(&multiprocessors, cudaDevAttrMultiProcessorCount, device), "cudaDeviceGetAttribute");
  check(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&resident, kernel, threads_per_block, 0), "occupancy");
  const Grid grid{static_cast<unsigned>(multiprocessors * resident), threads_per_block};
  const auto launch = [=, argument = make(grid)](std::uint64_t* totals) {
    kernel<<<grid.blocks, grid.threads_per_block>>>(argument, totals);
    check(cudaGetLastError(), "launch");
  };
  return {name, resident, grid, launch};
}

void run(Runner& runner, std::uint64_t* totals, bool warms_up) {
  std::vector<std::uint64_t> of_threads(runner.grid.threads());
  cudaEvent_t start = nullptr, end = nullptr;
  check(cudaEventCreate(&start), "cudaEventCreate");
  check(cudaEventCreate(&end), "cudaEventCreate");
  check(cudaMemset(totals, 0, of_threads.size() * sizeof *totals), "cudaMemset");
  check(cudaEventRecord(start), "cudaEventRecord");
  runner.launch(totals);
  check(cudaEventRecord(end), "cudaEventRecord");
  check(cudaMemcpy(of_threads.data(), totals, of_threads.size() * sizeof *totals, cudaMemcpyDeviceToHost),
        "cudaMemcpy");
  float milliseconds = 0;
  check(cudaEventElapsedTime(&milliseconds, start, end), "cudaEventElapsedTime");
  check(cudaEventDestroy(start), "cudaEventDestroy");
  check(cudaEventDestroy(end), "cudaEventDestroy");
  runner.hits = 0;
  for (const std::uint64_t hits : of_threads) runner.hits += hits;
  if (!warms_up) runner.seconds.push_back(milliseconds / 1e3);
}

/// The kernel `philox`, every block of a counter word.
template <class Rounds>
Runner philox_runner(const char* name) {
  return runner(name, philox<Rounds>, [](const Grid& grid) {
    return PhiloxLaunch<Rounds>({seed, {0, blocks_of_a_high_word}}, grid);
  });
}

std::vector<Runner> all_runners() {
  return {philox_runner<SharedRounds>("wide"),
          philox_runner<Fp64Rounds<4>>("fp64-4"),
          philox_runner<Fp64Rounds<5>>("fp64-5"),
          philox_runner<Fp64Rounds<6>>("fp64-6"),
          philox_runner<Fp64Rounds<7>>("fp64-7"),
          philox_runner<Fp64Rounds<8>>("fp64-8"),
          runner("uniform", uniform_product, [](const Grid&) { return CounterWord(seed, 0); })};
}

void print(const Runner& runner) {
  std::string seconds;
  for (const double s : runner.seconds) seconds += (seconds.empty() ? "" : ", ") + std::to_string(1e6 * s) + "e-6";
  std::printf(
      "{\"kernel\": \"%s\", \"samples\": %llu, \"hits\": %llu, \"blocks_per_multiprocessor\": %d, \"seconds\": [%s]}\n",
      runner.name.c_str(), static_cast<unsigned long long>(2 * blocks_of_a_high_word),
      static_cast<unsigned long long>(runner.hits), runner.blocks_of_multiprocessor, seconds.c_str());
  std::fflush(stdout);
}

bool agree(const std::vector<Runner>& runners) {
  return std::ranges::all_of(runners, [&](const Runner& runner) { return runner.hits == runners.front().hits; });
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view only = argc > 1 ? argv[1] : "";
  int devices = 0;
  if (const cudaError_t error = cudaGetDeviceCount(&devices); error != cudaSuccess || devices == 0) {
    std::fprintf(stderr, "race: no GPU to run on: %s\n", cudaGetErrorString(error));
    return 5;
  }
  std::vector<Runner> runners = all_runners();
  if (!only.empty() && std::ranges::find(runners, only, &Runner::name) == runners.end()) {
    std::fprintf(stderr, "race: no kernel '%s'; usage: race [KERNEL]\n", argv[1]);
    return 2;
  }
  if (!only.empty()) std::erase_if(runners, [&](const Runner& r) { return r.name != only && r.name != "wide"; });

  std::uint32_t max_threads = 0;
  for (const Runner& runner : runners) max_threads = std::max(max_threads, runner.grid.threads());
  std::uint64_t* totals = nullptr;
  check(cudaMalloc(&totals, max_threads * sizeof *totals), "cudaMalloc");
  for (int round = 0; round <= rounds; ++round)
    for (Runner& runner : runners) run(runner, totals, round == 0);
  check(cudaFree(totals), "cudaFree");

  for (const Runner& runner : runners) print(runner);
  if (agree(runners)) return 0;
  std::fprintf(stderr, "race: the hits differ\n");
  return 3;
}
