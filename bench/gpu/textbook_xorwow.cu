// A peer: pi as sample programs do it, with cuRAND's default generator. Every thread has a state of its own, made by
// curand_init with the thread's number as its sequence, and draws two uniform floats a sample.
// Prints one JSON object: seconds for making the states, and for counting with them, median of some runs.

#include <curand_kernel.h>
#include <thrust/device_vector.h>
#include <thrust/execution_policy.h>
#include <thrust/reduce.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include "bench/gpu/checked.hpp"

namespace {

constexpr int threads_per_block = 256, runs = 7;

__global__ void make_states(unsigned long long seed, curandState* states) {
  const unsigned thread = blockIdx.x * blockDim.x + threadIdx.x;
  curand_init(seed, thread, 0, &states[thread]);
}

__global__ void count(curandState* states, std::uint64_t samples_of_thread, std::uint64_t* hits) {
  const unsigned thread = blockIdx.x * blockDim.x + threadIdx.x;
  curandState state = states[thread];
  std::uint64_t own = 0;
  for (std::uint64_t i = 0; i < samples_of_thread; ++i) {
    const float x = curand_uniform(&state), y = curand_uniform(&state);
    own += x * x + y * y <= 1.0F;
  }
  states[thread] = state;
  hits[thread] = own;
}

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

class Timer {
 public:
  Timer() {
    check(cudaEventCreate(&start_), "cudaEventCreate");
    check(cudaEventCreate(&end_), "cudaEventCreate");
    check(cudaEventRecord(start_), "cudaEventRecord");
  }
  double seconds() {
    check(cudaEventRecord(end_), "cudaEventRecord");
    check(cudaEventSynchronize(end_), "cudaEventSynchronize");
    float milliseconds = 0;
    check(cudaEventElapsedTime(&milliseconds, start_, end_), "cudaEventElapsedTime");
    check(cudaEventDestroy(start_), "cudaEventDestroy");
    check(cudaEventDestroy(end_), "cudaEventDestroy");
    return milliseconds / 1e3;
  }

 private:
  cudaEvent_t start_, end_;
};

}  // namespace

int main(int argc, char** argv) {
  const double wanted = argc > 1 ? std::atof(argv[1]) : 1e10;
  if (!(wanted >= 1)) {
    std::fprintf(stderr, "usage: textbook_xorwow [SAMPLES]\n");
    return 2;
  }
  int multiprocessors = 0, blocks_of_one = 0;
  check(cudaDeviceGetAttribute(&multiprocessors, cudaDevAttrMultiProcessorCount, 0), "cudaDeviceGetAttribute");
  check(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks_of_one, count, threads_per_block, 0), "occupancy");
  const unsigned blocks = static_cast<unsigned>(multiprocessors * blocks_of_one);
  const std::size_t threads = std::size_t{blocks} * threads_per_block;
  const auto samples_of_thread = std::max<std::uint64_t>(1, static_cast<std::uint64_t>(wanted) / threads);

  thrust::device_vector<curandState> states(threads);
  thrust::device_vector<std::uint64_t> hits(threads);
  Timer making;
  make_states<<<blocks, threads_per_block>>>(42, thrust::raw_pointer_cast(states.data()));
  check(cudaGetLastError(), "launch");
  const double making_seconds = making.seconds();

  std::vector<double> seconds;
  std::uint64_t total = 0;
  for (int run = 0; run < runs; ++run) {
    Timer counting;
    count<<<blocks, threads_per_block>>>(thrust::raw_pointer_cast(states.data()), samples_of_thread,
                                         thrust::raw_pointer_cast(hits.data()));
    check(cudaGetLastError(), "launch");
    total = thrust::reduce(hits.begin(), hits.end(), std::uint64_t{0});
    seconds.push_back(counting.seconds());
  }
  std::printf("{\"samples\": %llu, \"hits\": %llu, \"setup_seconds\": %.9f, \"seconds\": %.9f}\n",
              static_cast<unsigned long long>(samples_of_thread * threads), static_cast<unsigned long long>(total),
              making_seconds, median(seconds));
}
