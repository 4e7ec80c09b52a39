// Measures how many of each instruction a multiprocessor does in a clock, the wide product above all, which bounds the
// Philox kernels. Prints one JSON object; "rates" are lanes' operations a clock and multiprocessor.

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <vector>

#include "bench/gpu/checked.hpp"

namespace {

// Each is one instruction that needs its own result of the time before; volatile, so that none is left out.

/// Both halves of a product are factors of the next, so that neither can be left out.
struct WideProduct {
  static constexpr const char* name = "wide_product";
  using State = std::uint64_t;
  __device__ static void step(State& s, std::uint32_t) {
    asm volatile("mul.wide.u32 %0, %1, %2;"
                 : "=l"(s)
                 : "r"(static_cast<std::uint32_t>(s)), "r"(static_cast<std::uint32_t>(s >> 32)));
  }
};

/// The upper half alone.
struct UpperProduct {
  static constexpr const char* name = "upper_product";
  using State = std::uint32_t;
  __device__ static void step(State& s, std::uint32_t factor) {
    asm volatile("mul.hi.u32 %0, %0, %1;" : "+r"(s) : "r"(factor));
  }
};

struct Product {
  static constexpr const char* name = "product";
  using State = std::uint32_t;
  __device__ static void step(State& s, std::uint32_t factor) {
    asm volatile("mad.lo.u32 %0, %0, %1, %0;" : "+r"(s) : "r"(factor));
  }
};

struct Logic {
  static constexpr const char* name = "logic";
  using State = std::uint32_t;
  __device__ static void step(State& s, std::uint32_t other) {
    asm volatile("lop3.b32 %0, %0, %1, %2, 0x6A;" : "+r"(s) : "r"(other), "r"(other + 1));
  }
};

struct FusedFloat {
  static constexpr const char* name = "fused_float";
  using State = float;
  __device__ static void step(State& s, std::uint32_t other) {
    asm volatile("fma.rn.f32 %0, %0, %1, %0;" : "+f"(s) : "f"(__uint_as_float(other)));
  }
};

/// Rounded downward, as prototypes/fp64_products.hpp needs it.
struct FusedDouble {
  static constexpr const char* name = "fused_double";
  using State = double;
  __device__ static void step(State& s, std::uint32_t other) {
    asm volatile("fma.rm.f64 %0, %0, %1, %0;" : "+d"(s) : "d"(__hiloint2double(0x3FF0'0000, static_cast<int>(other))));
  }
};

struct Conversion {
  static constexpr const char* name = "conversion";
  using State = std::uint32_t;
  __device__ static void step(State& s, std::uint32_t) {
    asm volatile("{ .reg .f32 f; cvt.rn.f32.s32 f, %0; mov.b32 %0, f; }" : "+r"(s));
  }
};

constexpr int chains = 8, steps_of_turn = 16, turns = 4000, threads_per_block = 256;

__device__ std::uint64_t nanoseconds() {
  std::uint64_t now;
  asm volatile("mov.u64 %0, %%globaltimer;" : "=l"(now));
  return now;
}

/// Clocks and nanoseconds that a block took.
struct Span {
  std::uint64_t clocks, nanoseconds;
};

template <class Instruction>
__global__ void repeat(std::uint32_t other, Span* spans, typename Instruction::State* out) {
  typename Instruction::State states[chains];
  for (int c = 0; c < chains; ++c)
    states[c] = static_cast<typename Instruction::State>((threadIdx.x + c + 1) * 0x9E37'79B9'7F4A'7C15U);
  __syncthreads();
  const std::uint64_t since = nanoseconds(), from = clock64();
#pragma unroll 1
  for (int t = 0; t < turns; ++t) {
#pragma unroll
    for (int s = 0; s < steps_of_turn; ++s) {
#pragma unroll
      for (int c = 0; c < chains; ++c) Instruction::step(states[c], other);
    }
  }
  __syncthreads();
  if (threadIdx.x == 0) spans[blockIdx.x] = {clock64() - from, nanoseconds() - since};
  for (int c = 0; c < chains; ++c) out[(blockIdx.x * chains + c) * threads_per_block + threadIdx.x] = states[c];
}

struct Rate {
  const char* name;
  double a_clock;  ///< Lanes' operations a clock and multiprocessor.
  double clock_mhz;
};

/// So many blocks that each multiprocessor is full once: then all of them run for the same time.
template <class Instruction>
Rate measure(int multiprocessors) {
  int blocks_of_one = 0;
  check(cudaOccupancyMaxActiveBlocksPerMultiprocessor(&blocks_of_one, repeat<Instruction>, threads_per_block, 0),
        "occupancy");
  const int blocks = multiprocessors * blocks_of_one;
  Span* spans = nullptr;
  typename Instruction::State* out = nullptr;
  check(cudaMalloc(&spans, blocks * sizeof(Span)), "cudaMalloc");
  check(cudaMalloc(&out, sizeof(*out) * blocks * chains * threads_per_block), "cudaMalloc");
  std::vector<double> clocks, mhz;
  for (int run = 0; run < 7; ++run) {
    repeat<Instruction><<<blocks, threads_per_block>>>(0x9E3779B9U, spans, out);
    check(cudaGetLastError(), "launch");
    check(cudaDeviceSynchronize(), "cudaDeviceSynchronize");
    std::vector<Span> seen(static_cast<std::size_t>(blocks));
    check(cudaMemcpy(seen.data(), spans, seen.size() * sizeof(Span), cudaMemcpyDeviceToHost), "cudaMemcpy");
    const Span longest =
        *std::max_element(seen.begin(), seen.end(), [](const Span& a, const Span& b) { return a.clocks < b.clocks; });
    clocks.push_back(static_cast<double>(longest.clocks));
    mhz.push_back(1e3 * static_cast<double>(longest.clocks) / static_cast<double>(longest.nanoseconds));
  }
  check(cudaFree(spans), "cudaFree");
  check(cudaFree(out), "cudaFree");
  std::sort(clocks.begin(), clocks.end());
  std::sort(mhz.begin(), mhz.end());
  const double operations = 1.0 * blocks_of_one * threads_per_block * chains * steps_of_turn * turns;
  return {Instruction::name, operations / clocks[clocks.size() / 2], mhz[mhz.size() / 2]};
}

}  // namespace

int main() {
  cudaDeviceProp device;
  check(cudaGetDeviceProperties(&device, 0), "cudaGetDeviceProperties");
  const int n = device.multiProcessorCount;
  const std::array rates{measure<WideProduct>(n), measure<UpperProduct>(n), measure<Product>(n),   measure<Logic>(n),
                         measure<FusedFloat>(n),  measure<FusedDouble>(n),  measure<Conversion>(n)};
  std::printf("{\"device\": \"%s\", \"compute_capability\": \"%d.%d\", \"multiprocessors\": %d, \"rates\": {",
              device.name, device.major, device.minor, n);
  for (const Rate& rate : rates)
    std::printf("%s\"%s\": {\"a_clock\": %.3f, \"clock_mhz\": %.1f}", &rate == rates.data() ? "" : ", ", rate.name,
                rate.a_clock, rate.clock_mhz);
  std::printf("}}\n");
}
