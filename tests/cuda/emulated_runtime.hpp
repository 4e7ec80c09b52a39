#pragma once

#include <algorithm>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <vector>

#include "kernels/cuda/gpu_kernels.hpp"
#include "kernels/cuda/runtime.hpp"
#include "tests/kernels/cuda/emulated_grid.hpp"

namespace crossover::cuda {

/// A CUDA runtime whose GPUs are this machine's CPU: launches run the code that a GPU runs, thread by thread. It keeps
/// account of what was taken and given back, and can make any call fail.
class EmulatedRuntime : public Runtime {
 public:
  explicit EmulatedRuntime(int devices = 1) : devices_(devices) {}

  static constexpr Grid grid{2, 32};

  /// The call after so many more fails.
  void fail_after(unsigned calls, FailureKind kind = FailureKind::other) {
    const std::lock_guard lock(mutex_);
    calls_left_ = calls;
    kind_ = kind;
  }
  bool has_failed() const { return failed_; }
  bool holds_nothing() const { return held_.empty(); }
  const std::vector<BlockRange>& launched() const { return launched_; }
  std::size_t most_in_flight() const { return most_in_flight_; }
  std::set<int> devices_used() const { return used_; }
  Versions version = {13000, 13000};
  double blocks_per_second = 0;  ///< 0: every launch takes a millisecond.

  double seconds_of(BlockRange blocks) const {
    return blocks_per_second > 0 ? static_cast<double>(blocks.size()) / blocks_per_second : 0.001;
  }

  Versions versions() override { return version; }
  int device_count() override {
    call("cudaGetDeviceCount");
    return devices_;
  }
  DeviceProperties properties(int) override {
    call("cudaGetDeviceProperties");
    return {.name = "Emulated",
            .major = 9,
            .minor = 0,
            .multiprocessors = 1,
            .memory_bytes = std::uint64_t{1} << 30,
            .has_time_limit = false};
  }
  void use_device(int device) override {
    call("cudaSetDevice");
    const std::lock_guard lock(mutex_);
    used_.insert(device);
  }

  Stream create_stream() override { return reinterpret_cast<Stream>(take("cudaStreamCreate", 1)); }
  void destroy(Stream stream) noexcept override { give_back(stream); }
  Event create_event() override { return reinterpret_cast<Event>(take("cudaEventCreate", 1)); }
  void destroy(Event event) noexcept override { give_back(event); }
  void* allocate(std::size_t bytes) override { return take("cudaMalloc", bytes); }
  void free(void* memory) noexcept override { give_back(memory); }

  Grid full_grid(const Kernel&, int) override {
    call("cudaOccupancyMaxActiveBlocksPerMultiprocessor");
    return grid;
  }
  void clear(std::uint64_t* totals, std::size_t count, Stream) override {
    call("cudaMemsetAsync");
    std::fill_n(totals, count, 0);
  }
  void launch(const Kernel& kernel, const Grid& on, const Launch& what, std::uint64_t* totals, Stream) override {
    call("launch");
    const ThreadHits hits_of_thread = &kernel == &philox_kernel ? hits_of_philox : hits_of_philox_integer;
    for (std::uint32_t thread = 0; thread < on.threads(); ++thread) totals[thread] += hits_of_thread(what, on, thread);
    const std::lock_guard lock(mutex_);
    launched_.push_back(what.blocks);
    most_in_flight_ = std::max(most_in_flight_, ++in_flight_);
  }
  void record(Event, Stream) override { call("cudaEventRecord"); }
  void wait_for(Event) override {
    call("cudaEventSynchronize");
    const std::lock_guard lock(mutex_);
    if (in_flight_ > 0) --in_flight_;
  }
  double seconds_between(Event, Event) override {
    call("cudaEventElapsedTime");
    const std::lock_guard lock(mutex_);
    return timed_ < launched_.size() ? seconds_of(launched_[timed_++]) : 0.001;
  }
  std::uint64_t sum(const std::uint64_t* totals, std::size_t count, void*, Stream) override {
    call("thrust::reduce");
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < count; ++i) sum += totals[i];
    return sum;
  }

 private:
  void call(const char* name) {
    const std::lock_guard lock(mutex_);
    const bool still_lost = failed_ && kind_ == FailureKind::lost;
    if (!still_lost && (!calls_left_ || (*calls_left_)-- > 0)) return;
    calls_left_.reset();
    failed_ = true;
    throw Failure(kind_, name, "injected");
  }

  /// Memory that is not cleared.
  void* take(const char* name, std::size_t bytes) {
    call(name);
    auto* const memory = new unsigned char[bytes];
    std::fill_n(memory, bytes, static_cast<unsigned char>(0xA5));
    const std::lock_guard lock(mutex_);
    held_.insert(memory);
    return memory;
  }
  void give_back(void* memory) noexcept {
    const std::lock_guard lock(mutex_);
    held_.erase(memory);
    delete[] static_cast<unsigned char*>(memory);
  }

  const int devices_;
  std::mutex mutex_;
  std::optional<unsigned> calls_left_;
  FailureKind kind_ = FailureKind::other;
  bool failed_ = false;
  std::set<void*> held_;
  std::set<int> used_;
  std::vector<BlockRange> launched_;
  std::size_t timed_ = 0;  ///< Launches whose time was asked for: they are asked for in order.
  std::size_t in_flight_ = 0, most_in_flight_ = 0;
};

}  // namespace crossover::cuda
