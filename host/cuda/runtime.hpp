#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "kernels/cuda/failure.hpp"
#include "kernels/cuda/launch.hpp"
#include "kernels/cuda/speed/clock_reading.hpp"
#include "kernels/kernel.hpp"
#include "kernels/key_type.hpp"

namespace crossover::cuda {

/// 1000 major + 10 minor, as CUDA counts. `driver` is the newest that the driver supports, 0 without a driver.
struct Versions {
  int driver, runtime;
};

/// "13.0"
std::string format_version(int version);

struct DeviceProperties {
  std::string name;
  int major, minor;  ///< The compute capability.
  int multiprocessors;
  std::uint64_t memory_bytes;
  bool has_time_limit;           ///< A launch that takes seconds is ended: it also drives a display.
  bool is_prohibited = false;    ///< Its compute mode lets no process use it.
  std::string address = {};      ///< On the PCI bus: "0000:3b:00.0".
  bool corrects_errors = false;  ///< Its memory's: ECC is on.
};

struct StreamHandle;
struct EventHandle;
using Stream = StreamHandle*;
using Event = EventHandle*;

/// The few calls of the CUDA runtime that the program makes, and its own launches: the seam at which a test puts a GPU
/// of its own, or makes a call fail. Every call throws Failure, but those that give back what another has taken.
/// What belongs to a device is asked for and used by a thread that has called use_device().
class Runtime {
 public:
  virtual ~Runtime() = default;

  /// What there is code for, as CMake names it: "75-real,80-real,120". Empty in a build without CUDA.
  virtual std::string_view architectures() const = 0;
  virtual Versions versions() = 0;
  virtual int device_count() = 0;
  virtual DeviceProperties properties(int device) = 0;
  virtual void use_device(int device) = 0;

  virtual Stream create_stream() = 0;
  virtual void destroy(Stream) noexcept = 0;
  virtual Event create_event() = 0;
  virtual void destroy(Event) noexcept = 0;
  virtual void* allocate(std::size_t bytes) = 0;
  virtual void free(void* memory) noexcept = 0;
  /// Pinned memory of the host: the device copies to and from it by itself, while the caller goes on.
  virtual void* allocate_pinned(std::size_t bytes) = 0;
  virtual void free_pinned(void* memory) noexcept = 0;
  /// Pins memory that the caller has, one byte at least, none of it pinned yet.
  virtual void pin(void* memory, std::size_t bytes) = 0;
  virtual void unpin(void* memory) noexcept = 0;
  /// How much allocate() might still get, in bytes.
  virtual std::size_t free_memory() = 0;

  /// As many threads as the device can hold at a time of a kernel. Loads the kernel's code.
  virtual Grid full_grid(const Kernel& kernel, int device) = 0;
  /// Sets `count` totals to 0. Like the next two, it is done in the order of the stream; the caller does not wait.
  virtual void clear(std::uint64_t* totals, std::size_t count, Stream) = 0;
  /// Adds the hits of thread t of the grid to totals[t].
  virtual void launch(const Kernel& kernel, const Grid& grid, const Launch& launch, std::uint64_t* totals, Stream) = 0;
  /// Likewise: what the clock of the device's first multiprocessor says then, written to the device's memory.
  virtual void read_clock(ClockReading* reading, int device, Stream) = 0;
  virtual void record(Event, Stream) = 0;
  /// Waits, asleep, until the stream has come to the event.
  virtual void wait_for(Event) = 0;
  /// Whether it has.
  virtual bool has_come_to(Event) = 0;
  /// Between two events that have been waited for.
  virtual double seconds_between(Event, Event) = 0;
  /// The sum, when all before it in the stream is done. `scratch` holds `scratch_bytes` bytes.
  virtual std::uint64_t sum(const std::uint64_t* totals, std::size_t count, void* scratch, Stream) = 0;

  static constexpr std::size_t scratch_bytes = std::size_t{1} << 20;

  // Both are done in the order of the stream. The caller waits where the host's memory is not pinned, so that the
  // driver copies by way of its own.
  virtual void copy_to_device(void* to, const void* from, std::size_t bytes, Stream) = 0;
  virtual void copy_to_host(void* to, const void* from, std::size_t bytes, Stream) = 0;

  /// The scratch that sort() needs for so many keys, or fewer.
  virtual std::size_t scratch_bytes_of_sort(KeyType type, std::size_t keys) = 0;
  /// Puts keys that lie on the device, none of them NaN, into ascending order. It is done in the order of the stream;
  /// the caller does not wait.
  virtual void sort(const KeySpan& keys, void* scratch, std::size_t scratch_bytes, Stream) = 0;
};

/// The CUDA runtime, or in a build without CUDA one whose every call fails. Touches no library before its first call.
Runtime& cuda_runtime();

}  // namespace crossover::cuda
