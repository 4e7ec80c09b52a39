// Prototypes of the Philox kernel beside the kernels `philox` and `philox-integer`: the same blocks by each in turn, on
// one GPU. Prints one JSON object a kernel with the seconds of every round; ends with exit code 3 if their hits differ.
// Takes about 3 s on an H100. Given a name, it runs `philox` and that one alone.

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "bench/gpu/checked.hpp"
#include "bench/gpu/prototypes/fp64_products.hpp"
#include "bench/gpu/prototypes/uniform_product.hpp"
#include "kernels/cuda/philox_thread.hpp"

namespace {

using namespace crossover;
using namespace crossover::cuda;
using prototypes::CounterWord, prototypes::Fp64Launch, prototypes::Nearness, prototypes::Turn;

constexpr unsigned threads_per_block = 256;
constexpr int group = 16, rounds = 10;
constexpr Seed seed{42};

__device__ std::uint32_t this_thread() { return blockIdx.x * blockDim.x + threadIdx.x; }

__global__ void __launch_bounds__(threads_per_block)
    philox(const __grid_constant__ PhiloxLaunch launch, std::uint64_t* totals) {
  totals[this_thread()] += launch.hits_by_floats(this_thread());
}

__global__ void __launch_bounds__(threads_per_block)
    philox_integer(const __grid_constant__ PhiloxLaunch launch, std::uint64_t* totals) {
  totals[this_thread()] += launch.hits_by_integers(this_thread());
}

template <int products, Nearness nearness>
__global__ void __launch_bounds__(threads_per_block)
    fp64_products(const __grid_constant__ Fp64Launch<products, group, nearness> launch, std::uint64_t* totals) {
  totals[this_thread()] += launch.hits(this_thread());
}

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

/// One that takes part: its launch, the blocks it counts, and what it has counted and taken so far.
struct Runner {
  std::string name;
  std::uint64_t blocks;
  int blocks_of_multiprocessor;
  Grid grid;
  std::function<void(std::uint64_t* totals)> launch;
  std::uint64_t hits = 0;
  std::vector<double> seconds{};
};

/// `make` gives a kernel's first argument for its grid.
template <class Argument, class Make>
Runner runner(const char* name, void (*kernel)(Argument, std::uint64_t*), std::uint64_t blocks, const Make& make) {
  int device = 0, multiprocessors = 0, resident = 0;
  check(cudaGetDevice(&device), "cudaGetDevice");
  check(cudaDeviceGetAttribute(&multiprocessors, cudaDevAttrMultiProcessorCount, device), "cudaDeviceGetAttribute");
  check(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&resident, kernel, threads_per_block, 0), "occupancy");
  const Grid grid{static_cast<unsigned>(multiprocessors * resident), threads_per_block};
  const auto launch = [=, argument = make(grid)](std::uint64_t* totals) {
    kernel<<<grid.blocks, grid.threads_per_block>>>(argument, totals);
    check(cudaGetLastError(), "launch");
  };
  return {name, blocks, resident, grid, launch};
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

/// The prototypes on the FP64 pipe count whole groups only: as many blocks as these make on every grid, with 1 to 8
/// CUDA blocks a multiprocessor.
std::uint64_t blocks_in_whole_groups() {
  int multiprocessors = 0;
  check(cudaDeviceGetAttribute(&multiprocessors, cudaDevAttrMultiProcessorCount, 0), "cudaDeviceGetAttribute");
  constexpr std::uint64_t multiple_of_1_to_8 = 840;
  const std::uint64_t lot = multiple_of_1_to_8 * static_cast<unsigned>(multiprocessors) * threads_per_block * group;
  return blocks_of_a_high_word / lot * lot;
}

template <int products, Nearness nearness>
Runner fp64_runner(const char* name, std::uint64_t blocks) {
  return runner(name, fp64_products<products, nearness>, blocks, [&](const Grid& grid) {
    return Fp64Launch<products, group, nearness>({seed, {0, blocks}}, grid);
  });
}

std::vector<Runner> all_runners() {
  const std::uint64_t blocks = blocks_in_whole_groups(), word = blocks_of_a_high_word;
  const auto of = [](std::uint64_t last) {
    return [=](const Grid& grid) { return PhiloxLaunch({seed, {0, last}}, grid); };
  };
  return {runner("philox", philox, blocks, of(blocks)),
          runner("philox, whole word", philox, word, of(word)),
          runner("philox-integer", philox_integer, blocks, of(blocks)),
          fp64_runner<4, Nearness::by_pair>("fp64-4", blocks),
          fp64_runner<5, Nearness::by_point>("fp64-5", blocks),
          fp64_runner<6, Nearness::by_point>("fp64-6", blocks),
          fp64_runner<8, Nearness::by_point>("fp64-8", blocks),
          runner("uniform", uniform_product, word, [](const Grid&) { return CounterWord(seed, 0); })};
}

void print(const Runner& runner) {
  std::string seconds;
  for (const double s : runner.seconds) seconds += (seconds.empty() ? "" : ", ") + std::to_string(1e6 * s) + "e-6";
  std::printf(
      "{\"kernel\": \"%s\", \"samples\": %llu, \"hits\": %llu, \"blocks_per_multiprocessor\": %d, \"seconds\": [%s]}\n",
      runner.name.c_str(), static_cast<unsigned long long>(2 * runner.blocks),
      static_cast<unsigned long long>(runner.hits), runner.blocks_of_multiprocessor, seconds.c_str());
  std::fflush(stdout);
}

/// Of those that counted the same blocks, the first is the one to agree with.
bool agree(const std::vector<Runner>& runners) {
  return std::ranges::all_of(runners, [&](const Runner& runner) {
    const auto first = std::ranges::find(runners, runner.blocks, &Runner::blocks);
    return runner.hits == first->hits;
  });
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
  if (!only.empty())
    std::erase_if(runners, [&](const Runner& r) { return r.name != only && !r.name.starts_with("philox"); });

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
