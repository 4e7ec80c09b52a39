#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

#include "host/system/clock.hpp"

namespace crossover {

/// While it lives, time stands still but for what advance() lets pass: what is timed then takes exactly that, however
/// busy the machine is. One at a time.
class HeldClock {
 public:
  HeldClock() { use_clock(read); }
  ~HeldClock() { use_clock(nullptr); }
  HeldClock(const HeldClock&) = delete;
  HeldClock& operator=(const HeldClock&) = delete;

  static void advance(double seconds) { nanoseconds_ += static_cast<std::int64_t>(seconds * 1e9); }

 private:
  static Moment read() { return Moment(std::chrono::nanoseconds(nanoseconds_.load())); }

  static inline std::atomic<std::int64_t> nanoseconds_ = 1'000'000'000;
};

}  // namespace crossover
