#pragma once

#include "host/machine/meter.hpp"
#include "host/system/stopwatch.hpp"

namespace crossover::cuda {

/// Times the steps by which something is made on a device.
class SetupWatch {
 public:
  /// Carries out a step, whose time is the meter's.
  template <class Step>
  auto timed(const Meter& meter, const Step& step) {
    const Timed keep{*this, meter};
    return step();
  }

  const Readings& readings() const { return readings_; }

 private:
  struct Timed {
    SetupWatch& watch;
    const Meter& meter;
    Stopwatch since{};

    ~Timed() { watch.readings_ = sum_of(watch.readings_, {{&meter, since.seconds()}}); }
  };

  Readings readings_;
};

}  // namespace crossover::cuda
