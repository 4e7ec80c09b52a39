#pragma once

#include <chrono>

#include "host/system/clock.hpp"

namespace crossover {

/// Seconds of wall clock since it was made.
class Stopwatch {
 public:
  double seconds() const { return std::chrono::duration<double>(now() - start_).count(); }

 private:
  Moment start_ = now();
};

}  // namespace crossover
