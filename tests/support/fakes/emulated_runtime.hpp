#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <thread>
#include <variant>
#include <vector>

#include "host/cuda/runtime.hpp"
#include "host/system/stopwatch.hpp"
#include "kernels/cuda/gpu_kernels.hpp"
#include "tests/kernels/cuda/emulated_grid.hpp"
#include "tests/support/fakes/late_work.hpp"

namespace crossover::cuda {

/// A CUDA runtime whose GPUs are this machine's CPU: launches run the code that a GPU runs, thread by thread. It keeps
/// account of what was taken and given back, and can make any call fail. A stream has a clock, which its work moves on.
/// Copies from and to pinned memory, and sorts, are done as late as a GPU may do them: when somebody waits for an event
/// behind them, or for the stream.
class EmulatedRuntime : public Runtime {
 public:
  explicit EmulatedRuntime(int devices = 1) : devices_(devices) {}

  static constexpr Grid grid{8, 32};

  /// The call after so many more fails.
  void fail_after(unsigned calls, FailureKind kind = FailureKind::other) {
    const std::lock_guard lock(mutex_);
    calls_left_ = calls;
    kind_ = kind;
  }
  bool has_failed() const { return failed_; }
  bool holds_nothing() const { return held_.empty() && pinned_.empty(); }
  std::size_t copies() const { return copies_; }
  std::size_t pageable_copies() const { return pageable_copies_; }
  std::size_t max_copies_waiting() const { return max_copies_waiting_; }  ///< To the device, handed over.
  std::size_t takings() const { return takings_; }  ///< How often something was taken: memory, a stream, an event.
  const std::vector<BlockRange>& launched() const { return launched_; }
  const std::vector<std::uint32_t>& threads_launched() const { return threads_launched_; }
  std::size_t sums() const { return sums_; }
  std::size_t sleeps() const { return sleeps_; }  ///< Waits for an event, asleep.
  std::size_t max_in_flight() const { return max_in_flight_; }
  std::set<int> devices_used() const { return used_; }
  Versions version = {13000, 13000};
  double blocks_per_second = 0;  ///< 0: every launch takes a millisecond.
  bool is_late = false;          ///< Nothing has come to an event until somebody waits for it, asleep.
  bool is_timed = false;         ///< A launch takes as long as the emulation does.
  std::size_t free_bytes = std::size_t{1} << 30;
  std::string_view code_for = "90-real";
  std::set<int> prohibited = {};          ///< Devices that no process may use.
  bool has_clock = true;                  ///< Else nobody writes what a clock says.
  static constexpr double hertz = 1.5e9;  ///< Of its multiprocessors.
  std::size_t clock_readings() const { return clock_readings_; }
  static constexpr double seconds_to_device = 0.002, seconds_of_sort = 0.004, seconds_to_host = 0.008;

  double seconds_of(BlockRange blocks) const {
    return blocks_per_second > 0 ? static_cast<double>(blocks.size()) / blocks_per_second : 0.001;
  }

  std::string_view architectures() const override { return code_for; }
  Versions versions() override { return version; }
  int device_count() override {
    call("cudaGetDeviceCount");
    return devices_;
  }
  DeviceProperties properties(int device) override {
    call("cudaGetDeviceProperties");
    return {.name = "Emulated",
            .major = 9,
            .minor = 0,
            .multiprocessors = 1,
            .memory_bytes = std::uint64_t{1} << 30,
            .has_time_limit = false,
            .is_prohibited = prohibited.contains(device),
            .address = device == 0 ? "0000:3b:00.0" : "0000:5e:00.0",
            .corrects_errors = device == 0};
  }
  void use_device(int device) override {
    call("cudaSetDevice");
    const std::lock_guard lock(mutex_);
    used_.insert(device);
  }

  Stream create_stream() override {
    auto* const clock = static_cast<double*>(take("cudaStreamCreate", sizeof(double)));
    *clock = 0;
    return reinterpret_cast<Stream>(clock);
  }
  void destroy(Stream stream) noexcept override { give_back(stream); }
  Event create_event() override { return reinterpret_cast<Event>(take("cudaEventCreate", sizeof(double))); }
  void destroy(Event event) noexcept override {
    late_work_.forget(event);
    give_back(event);
  }
  void* allocate(std::size_t bytes) override { return take("cudaMalloc", bytes); }
  /// Waits for all that was handed over, as cudaFree() does.
  void free(void* memory) noexcept override {
    late_work_.do_all();
    give_back(memory);
  }
  void* allocate_pinned(std::size_t bytes) override {
    void* const memory = take("cudaHostAlloc", bytes);
    pinned_.push_back({static_cast<std::byte*>(memory), bytes});
    return memory;
  }
  void free_pinned(void* memory) noexcept override {
    forget_pinned(memory);
    give_back(memory);
  }
  void pin(void* memory, std::size_t bytes) override {
    call("cudaHostRegister");
    if (is_pinned(memory)) throw Failure(FailureKind::other, "cudaHostRegister", "already registered");
    if (bytes == 0) throw Failure(FailureKind::other, "cudaHostRegister", "invalid value");
    pinned_.push_back({static_cast<std::byte*>(memory), bytes});
    ++takings_;
  }
  void unpin(void* memory) noexcept override {
    late_work_.do_all();
    forget_pinned(memory);
  }
  std::size_t free_memory() override {
    call("cudaMemGetInfo");
    return free_bytes;
  }

  Grid full_grid(const Kernel&, int) override {
    call("cudaOccupancyMaxActiveBlocksPerMultiprocessor");
    return grid;
  }
  void clear(std::uint64_t* totals, std::size_t count, Stream) override {
    call("cudaMemsetAsync");
    std::fill_n(totals, count, 0);
  }
  void launch(const Kernel& kernel, const Grid& on, const Launch& what, std::uint64_t* totals, Stream stream) override {
    call("launch");
    const ThreadHits hits_of_thread = emulation_of(kernel);
    const Stopwatch watch;
    for (std::uint32_t thread = 0; thread < on.threads(); ++thread) totals[thread] += hits_of_thread(what, on, thread);
    time_of(stream) += is_timed ? watch.seconds() : seconds_of(what.blocks);
    const std::lock_guard lock(mutex_);
    launched_.push_back(what.blocks);
    threads_launched_.push_back(on.threads());
    max_in_flight_ = std::max(max_in_flight_, ++in_flight_);
  }
  void read_clock(ClockReading* reading, int, Stream stream) override {
    call("launch of read_clock");
    const double seconds = 1 + time_of(stream);
    if (has_clock) *reading = {static_cast<std::uint64_t>(seconds * hertz), static_cast<std::uint64_t>(seconds * 1e9)};
    ++clock_readings_;
  }
  void record(Event event, Stream stream) override {
    call("cudaEventRecord");
    time_of(event) = time_of(stream);
    late_work_.record(event);
  }
  void wait_for(Event event) override {
    call("cudaEventSynchronize");
    late_work_.do_until(event);
    const std::lock_guard lock(mutex_);
    ++sleeps_;
    if (in_flight_ > 0) --in_flight_;
  }
  bool has_come_to(Event event) override {
    call("cudaEventQuery");
    if (is_late) return false;
    late_work_.do_until(event);
    const std::lock_guard lock(mutex_);
    if (in_flight_ > 0) --in_flight_;
    return true;
  }
  double seconds_between(Event a, Event b) override {
    call("cudaEventElapsedTime");
    return time_of(b) - time_of(a);
  }
  std::uint64_t sum(const std::uint64_t* totals, std::size_t count, void*, Stream stream) override {
    call("thrust::reduce");
    ++sums_;
    time_of(stream) += 0.001;
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < count; ++i) sum += totals[i];
    return sum;
  }

  void copy_to_device(void* to, const void* from, std::size_t bytes, Stream stream) override {
    call("cudaMemcpyAsync to the device");
    time_of(stream) += seconds_to_device;
    copy(to, from, bytes, is_pinned(from));
    const std::lock_guard lock(mutex_);
    max_copies_waiting_ = std::max(max_copies_waiting_, late_work_.waiting());
  }
  void copy_to_host(void* to, const void* from, std::size_t bytes, Stream stream) override {
    call("cudaMemcpyAsync to the host");
    time_of(stream) += seconds_to_host;
    copy(to, from, bytes, is_pinned(to));
  }
  std::size_t scratch_bytes_of_sort(KeyType type, std::size_t keys) override {
    call("thrust::sort");
    return keys * bytes_of(type);
  }
  /// Sorts in the scratch, of which it takes as much as it has asked for.
  void sort(const KeySpan& keys, void* scratch, std::size_t bytes_of_scratch, Stream stream) override {
    call("thrust::sort");
    time_of(stream) += seconds_of_sort;
    if (size_of(keys) * bytes_of(type_of(keys)) > bytes_of_scratch)
      throw Failure(FailureKind::out_of_memory, "thrust::sort", "scratch");
    late_work_.hand_over([keys, scratch] {
      std::visit(
          [scratch]<Key T>(std::span<T> all) {
            const std::span<T> aside(static_cast<T*>(scratch), all.size());
            std::copy(all.begin(), all.end(), aside.begin());
            std::sort(aside.begin(), aside.end());
            std::copy(aside.begin(), aside.end(), all.begin());
          },
          keys);
    });
  }

 private:
  template <class StreamOrEvent>
  static double& time_of(StreamOrEvent handle) {
    return *reinterpret_cast<double*>(handle);
  }

  void call(const char* name) {
    const std::lock_guard lock(mutex_);
    const bool still_lost = failed_ && kind_ == FailureKind::lost;
    if (!still_lost && (!calls_left_ || (*calls_left_)-- > 0)) return;
    calls_left_.reset();
    failed_ = true;
    throw Failure(kind_, name, "injected");
  }

  struct PinnedMemory {
    std::byte* data;
    std::size_t bytes;
  };

  bool is_pinned(const void* memory) const {
    const auto* const place = static_cast<const std::byte*>(memory);
    return std::ranges::any_of(pinned_,
                               [&](const PinnedMemory& p) { return place >= p.data && place < p.data + p.bytes; });
  }
  void forget_pinned(const void* memory) {
    std::erase_if(pinned_, [memory](const PinnedMemory& p) { return p.data == memory; });
  }

  /// Of pageable memory the caller waits.
  void copy(void* to, const void* from, std::size_t bytes, bool later) {
    late_work_.hand_over([=] { std::memcpy(to, from, bytes); });
    if (!later) late_work_.do_all();
    const std::lock_guard lock(mutex_);
    ++copies_;
    if (!later) ++pageable_copies_;
  }

  /// Memory that is not cleared.
  void* take(const char* name, std::size_t bytes) {
    call(name);
    auto* const memory = new unsigned char[bytes];
    std::fill_n(memory, bytes, static_cast<unsigned char>(0xA5));
    const std::lock_guard lock(mutex_);
    held_.insert(memory);
    ++takings_;
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
  std::size_t takings_ = 0;
  std::set<int> used_;
  std::vector<BlockRange> launched_;
  std::vector<std::uint32_t> threads_launched_;
  std::size_t sleeps_ = 0, sums_ = 0;
  std::atomic<std::size_t> clock_readings_ = 0;
  std::vector<PinnedMemory> pinned_;
  LateWork late_work_;  ///< Copies and sorts.
  std::size_t copies_ = 0, pageable_copies_ = 0, max_copies_waiting_ = 0;
  std::size_t in_flight_ = 0, max_in_flight_ = 0;
};

}  // namespace crossover::cuda
