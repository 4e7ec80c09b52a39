#pragma once

/// Before a loop: what a CUDA compiler shall do with it; nothing to any other compiler.
#if defined(__CUDACC__)
#define CROSSOVER_UNROLL _Pragma("unroll")
#define CROSSOVER_DO_NOT_UNROLL _Pragma("unroll 1")
#else
#define CROSSOVER_UNROLL
#define CROSSOVER_DO_NOT_UNROLL
#endif
