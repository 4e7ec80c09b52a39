#pragma once

/// Marks what a CUDA compiler shall also build for the GPU; nothing to any other compiler.
#if defined(__CUDACC__)
#define CROSSOVER_HD __host__ __device__
#else
#define CROSSOVER_HD
#endif
