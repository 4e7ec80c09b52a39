#pragma once

#include "host/cuda/owned.hpp"

namespace crossover::cuda {

/// A thread that sleeps is woken some 20 to 60 µs late. So what is expected to take less than this is awaited awake.
inline constexpr double max_awake_seconds = 1e-3;

/// Waits until the event's stream has come to it, which should take a fraction of a millisecond: awake, and asleep
/// where it takes longer than two. Throws Failure.
void wait_for_soon(Runtime& runtime, const OwnedEvent& event);

/// Likewise where it should take `expected_seconds`: asleep at once where that is a millisecond or more.
void wait_for(Runtime& runtime, const OwnedEvent& event, double expected_seconds);

}  // namespace crossover::cuda
