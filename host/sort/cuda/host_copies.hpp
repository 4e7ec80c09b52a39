#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "host/cuda/owned.hpp"
#include "host/threads/worker_pool.hpp"

namespace crossover::cuda {

/// How an array of the host comes to a device and back. Used by one thread at a time, for one array at a time.
/// Everything throws Failure, or Error where a thread of the pool cannot be started.
class HostCopies {
 public:
  virtual ~HostCopies() = default;

  /// What must live while an array is copied; null where nothing must.
  virtual std::unique_ptr<Pinned> pinned_for(std::span<std::byte>) { return nullptr; }
  /// In the order of the stream. The copying may go on after this returns.
  virtual void to_device(void* to, std::span<const std::byte> from, Stream) = 0;
  /// Behind all that was handed to the stream before. Returns when the last byte is there; then the stream has come to
  /// `done` too.
  virtual void to_host(std::span<std::byte> to, const void* from, Stream, const OwnedEvent& done) = 0;
};

/// Through two pinned buffers: all workers fill or empty one of them while the device copies the other. (The driver
/// does likewise with pageable memory, but by one thread.)
class BufferedCopies : public HostCopies {
 public:
  /// Of arrays of so many bytes at most.
  BufferedCopies(Runtime& runtime, WorkerPool& pool, std::size_t max_bytes);

  void to_device(void* to, std::span<const std::byte> from, Stream) override;
  void to_host(std::span<std::byte> to, const void* from, Stream, const OwnedEvent& done) override;

  /// How much of an array of so many bytes is copied at a time. Enough that handing it over (about 10 µs) is a small
  /// part of copying it, and an eighth of the array at most where that allows: filling the first buffer and emptying
  /// the last are not hidden behind anything. Not measured yet.
  static std::size_t bytes_at_a_time(std::size_t bytes_of_array);

 private:
  struct Buffer {
    Buffer(Runtime& runtime, std::size_t bytes) : memory(runtime, bytes), copied(runtime) {}
    OwnedPinned memory;
    OwnedEvent copied;  ///< By the device, the last time.
  };

  void copy_by_all(std::byte* to, const std::byte* from, std::size_t bytes);

  Runtime& runtime_;
  WorkerPool& pool_;
  std::array<Buffer, 2> buffers_;
};

/// Straight from and to arrays, which are pinned.
class PinnedCopies : public HostCopies {
 public:
  /// Pins arrays that it will meet, until it ends. Another one is pinned while it is copied.
  PinnedCopies(Runtime& runtime, std::span<const std::span<std::byte>> arrays);

  std::unique_ptr<Pinned> pinned_for(std::span<std::byte> array) override;
  void to_device(void* to, std::span<const std::byte> from, Stream) override;
  void to_host(std::span<std::byte> to, const void* from, Stream, const OwnedEvent& done) override;

 private:
  Runtime& runtime_;
  std::vector<std::unique_ptr<Pinned>> arrays_;
};

}  // namespace crossover::cuda
