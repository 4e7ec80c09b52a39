#pragma once

#include <cstddef>
#include <span>

#include "host/cuda/runtime.hpp"

/// What the CUDA runtime gives, given back when its owner ends. It must end before the runtime, on its device.
namespace crossover::cuda {

class OwnedStream {
 public:
  explicit OwnedStream(Runtime& runtime) : runtime_(runtime), stream_(runtime.create_stream()) {}
  ~OwnedStream() { runtime_.destroy(stream_); }
  OwnedStream(const OwnedStream&) = delete;
  OwnedStream& operator=(const OwnedStream&) = delete;

  Stream get() const { return stream_; }

 private:
  Runtime& runtime_;
  Stream stream_;
};

class OwnedEvent {
 public:
  explicit OwnedEvent(Runtime& runtime) : runtime_(runtime), event_(runtime.create_event()) {}
  ~OwnedEvent() { runtime_.destroy(event_); }
  OwnedEvent(const OwnedEvent&) = delete;
  OwnedEvent& operator=(const OwnedEvent&) = delete;

  Event get() const { return event_; }

 private:
  Runtime& runtime_;
  Event event_;
};

/// Memory of a device.
template <class T>
class OwnedArray {
 public:
  OwnedArray(Runtime& runtime, std::size_t size)
      : runtime_(runtime), data_(static_cast<T*>(runtime.allocate(size * sizeof(T)))), size_(size) {}
  ~OwnedArray() { runtime_.free(data_); }
  OwnedArray(const OwnedArray&) = delete;
  OwnedArray& operator=(const OwnedArray&) = delete;

  T* data() const { return data_; }
  std::size_t size() const { return size_; }

 private:
  Runtime& runtime_;
  T* data_;
  std::size_t size_;
};

/// Pinned memory of the host.
class OwnedPinned {
 public:
  OwnedPinned(Runtime& runtime, std::size_t bytes)
      : runtime_(runtime), data_(static_cast<std::byte*>(runtime.allocate_pinned(bytes))) {}
  ~OwnedPinned() { runtime_.free_pinned(data_); }
  OwnedPinned(const OwnedPinned&) = delete;
  OwnedPinned& operator=(const OwnedPinned&) = delete;

  std::byte* data() const { return data_; }

 private:
  Runtime& runtime_;
  std::byte* data_;
};

/// Memory of somebody else that is pinned as long as this lives, which must not be longer than the memory does.
class Pinned {
 public:
  /// `memory` is not empty, and not pinned yet.
  Pinned(Runtime& runtime, std::span<std::byte> memory) : runtime_(runtime), memory_(memory) {
    runtime.pin(memory.data(), memory.size());
  }
  ~Pinned() { runtime_.unpin(memory_.data()); }
  Pinned(const Pinned&) = delete;
  Pinned& operator=(const Pinned&) = delete;

  bool holds(std::span<const std::byte> part) const {
    return part.data() >= memory_.data() && part.data() + part.size() <= memory_.data() + memory_.size();
  }

 private:
  Runtime& runtime_;
  std::span<std::byte> memory_;
};

}  // namespace crossover::cuda
