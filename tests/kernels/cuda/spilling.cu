// A kernel that must spill: it needs some 64 registers at a time, of which it may have 32.
#include <cstdint>

__global__ void __launch_bounds__(1024, 2) spilling(const std::uint32_t* in, std::uint32_t* out, int turns) {
  std::uint32_t values[64];
#pragma unroll
  for (int i = 0; i < 64; ++i) values[i] = in[i * 1024 + threadIdx.x];
  for (int t = 0; t < turns; ++t) {
#pragma unroll
    for (int i = 0; i < 64; ++i) values[i] = values[(i + 7) % 64] * 5 + (values[i] ^ values[(i + 31) % 64]);
  }
#pragma unroll
  for (int i = 0; i < 64; ++i) out[i * 1024 + threadIdx.x] = values[i];
}
