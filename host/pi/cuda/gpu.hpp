#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "host/cuda/owned.hpp"
#include "host/cuda/setup_watch.hpp"
#include "host/pi/backend.hpp"
#include "host/pi/cuda/blocks.hpp"
#include "host/pi/run.hpp"
#include "host/system/stopwatch.hpp"

namespace crossover::cuda {

/// One GPU that counts: its stream, its memory, and what is known of its speed. Used by one thread at a time.
/// Everything throws Failure.
class Gpu {
 public:
  /// Takes what it needs once: the context, the kernel's code, memory.
  Gpu(Runtime& runtime, unsigned device, const Kernel& kernel);

  /// Counts blocks of the source until there are no more. The GPU has the next launch waiting while one runs; when all
  /// are handed over, the totals of its threads are summed there, and 8 bytes come back.
  std::uint64_t count(Seed seed, BlockSource& source);

  /// How many samples it takes at a time, by what is known so far.
  std::uint64_t samples_of_launch() const { return launch_size_.samples(); }
  const Readings& setup_meters() const { return setup_.readings(); }
  Readings meters() const { return {{&kernel_meter, work_.busy_seconds}, {&reduce_meter, reduce_seconds_}}; }
  const DeviceWork& work() const { return work_; }

  /// The clock is read around what is expected to take so long: reading it takes some 10 µs.
  static constexpr double min_seconds_of_clock = 0.01;

  /// A launch has no more threads than makes so many blocks each: all that run have a total to clear and to sum.
  static constexpr std::uint64_t min_blocks_of_thread = 8;

 private:
  /// A launch that was handed over, and the events around it.
  struct InFlight {
    explicit InFlight(Runtime& runtime) : before(runtime), after(runtime) {}
    OwnedEvent before, after;
    std::uint64_t blocks = 0;
  };

  void start(InFlight& slot, const Launch& launch);
  void finish(InFlight& slot, BlockSource& source);
  Grid grid_for(std::uint64_t blocks) const;
  std::uint64_t sum();
  /// Makes the clock's readings unread, and takes the first.
  void begin_reading_clock();
  /// When all is counted, whose second reading was handed over: adds what the clock said.
  void finish_reading_clock();
  double expected_seconds(std::uint64_t blocks) const;

  Runtime& runtime_;
  const int device_;
  const Kernel& kernel_;
  SetupWatch setup_;
  const DeviceProperties properties_;  ///< Its initialiser chooses the device for what follows.
  Pace launch_size_;
  OwnedStream stream_;
  const Grid full_grid_;
  OwnedArray<std::uint64_t> totals_;
  OwnedArray<ClockReading> clock_;  ///< Before and after what is counted.
  std::size_t totals_in_use_ = 0;   ///< The first so many hold hits of this count.
  OwnedArray<std::byte> scratch_;
  std::array<InFlight, 2> slots_;
  Stopwatch since_last_finish_;
  OwnedEvent counted_, summed_;
  DeviceWork work_;
  double reduce_seconds_ = 0;
};

}  // namespace crossover::cuda
