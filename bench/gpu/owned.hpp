#pragma once

#include <cuda_runtime_api.h>
#include <unistd.h>

#include <cstddef>
#include <vector>

#include "bench/gpu/checked.hpp"

/// What the GPU benchmarks take of the CUDA runtime, given back when its owner ends.

template <class T>
class DeviceArray {
 public:
  explicit DeviceArray(std::size_t n) { check(cudaMalloc(&data_, n * sizeof(T)), "cudaMalloc"); }
  ~DeviceArray() { check(cudaFree(data_), "cudaFree"); }
  DeviceArray(const DeviceArray&) = delete;
  DeviceArray& operator=(const DeviceArray&) = delete;
  T* get() const { return data_; }

 private:
  T* data_ = nullptr;
};

/// Host memory of both kinds, taken when it is first needed: to pin 8 GB takes seconds.
class HostMemory {
 public:
  HostMemory() = default;
  ~HostMemory() { check(cudaFreeHost(pinned_), "cudaFreeHost"); }
  HostMemory(const HostMemory&) = delete;
  HostMemory& operator=(const HostMemory&) = delete;

  /// Whether there are so many bytes of each kind now. Each takes a quarter of what the machine has free at most.
  bool holds(std::size_t bytes) {
    if (bytes <= pageable_.size()) return true;
    const auto free = static_cast<std::size_t>(sysconf(_SC_AVPHYS_PAGES)) * static_cast<std::size_t>(getpagesize());
    if (bytes > free / 4) return false;
    check(cudaFreeHost(pinned_), "cudaFreeHost");
    pinned_ = nullptr;
    check(cudaMallocHost(&pinned_, bytes), "cudaMallocHost");
    pageable_.resize(bytes);
    return true;
  }

  void* pageable() { return pageable_.data(); }
  void* pinned() { return pinned_; }

 private:
  std::vector<char> pageable_;
  void* pinned_ = nullptr;
};

class Events {
 public:
  explicit Events(cudaStream_t stream) : stream_(stream) {
    for (cudaEvent_t& event : events_) check(cudaEventCreate(&event), "cudaEventCreate");
  }
  ~Events() {
    for (cudaEvent_t event : events_) check(cudaEventDestroy(event), "cudaEventDestroy");
  }
  Events(const Events&) = delete;
  Events& operator=(const Events&) = delete;

  void record(int i) { check(cudaEventRecord(events_[i], stream_), "cudaEventRecord"); }
  double seconds(int from, int to) const {
    float milliseconds = 0;
    check(cudaEventSynchronize(events_[to]), "cudaEventSynchronize");
    check(cudaEventElapsedTime(&milliseconds, events_[from], events_[to]), "cudaEventElapsedTime");
    return milliseconds / 1e3;
  }

 private:
  cudaStream_t stream_;
  cudaEvent_t events_[4];
};
