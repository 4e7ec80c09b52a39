#pragma once

#include <string>

/// Which of Highway's targets this CPU can run. Highway's own answer is in its shared library, which spends 4 ms on a
/// timer when it is loaded.
namespace crossover {

#if defined(__x86_64__) || defined(__i386__)
inline bool cpu_has_sse4() {
  return __builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("aes");
}

inline bool cpu_has_avx2() {
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") && __builtin_cpu_supports("bmi") &&
         __builtin_cpu_supports("bmi2");
}

inline bool cpu_has_avx3() {
  return cpu_has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw");
}
#endif

/// What people call a target: of Highway's own names only AVX3 is known to nobody else.
inline std::string name_of_target(const char* highways_name) {
  const std::string name = highways_name;
  return name == "AVX3" ? "AVX-512" : name;
}

}  // namespace crossover

/// Targets compiled beside what every CPU of this kind has. To be used behind the inclusion of hwy/foreach_target.h.
#define CROSSOVER_RUN_TIME_TARGETS (HWY_TARGETS & ~HWY_STATIC_TARGET)
