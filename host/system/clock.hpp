#pragma once

#include <chrono>

/// The clock that everything is timed by: the seam at which a test holds time.
namespace crossover {

using Moment = std::chrono::steady_clock::time_point;

/// The system's steady clock, or the one that was put in its place.
Moment now();

/// Puts another clock in the place of the system's; null puts that back. For tests: see tests/support/held_clock.hpp.
void use_clock(Moment (*clock)());

}  // namespace crossover
