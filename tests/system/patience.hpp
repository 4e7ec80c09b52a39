#pragma once

#include <chrono>

namespace crossover {

/// Sanitizers take terabytes of address space and much memory, so that limits on these cannot be tested with them.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool built_with_sanitizer = true;
#else
inline constexpr bool built_with_sanitizer = false;
#endif

/// What happens at once on an idle machine has happened by then on a busy one.
inline constexpr std::chrono::seconds soon{built_with_sanitizer ? 20 : 5};

}  // namespace crossover
