#pragma once

#include <memory>

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

}  // namespace crossover::cuda
