#pragma once

#include <chrono>
#include <string_view>

namespace crossover {

/// Those of the code under test; a test program that only starts it has none itself.
inline constexpr std::string_view sanitizers = CROSSOVER_SANITIZERS;

/// Sanitizers take terabytes of address space and much memory, so that limits on these cannot be tested with them.
inline constexpr bool built_with_sanitizer = !sanitizers.empty();
inline constexpr bool built_with_thread_sanitizer = sanitizers == "thread";

/// What happens at once on an idle machine has happened by then on a busy one.
inline constexpr std::chrono::seconds soon{built_with_sanitizer ? 20 : 5};

}  // namespace crossover
