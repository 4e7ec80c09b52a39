#include <cstdint>
#include <string_view>

#include "host/cuda/runtime.hpp"

namespace crossover::cuda {
namespace {

/// Stands in for runtime.cpp in a build without CUDA.
class AbsentRuntime : public Runtime {
 public:
  std::string_view architectures() const override { return ""; }
  Versions versions() override { fail(); }
  int device_count() override { fail(); }
  DeviceProperties properties(int) override { fail(); }
  void use_device(int) override { fail(); }
  Stream create_stream() override { fail(); }
  void destroy(Stream) noexcept override {}
  Event create_event() override { fail(); }
  void destroy(Event) noexcept override {}
  void* allocate(std::size_t) override { fail(); }
  void free(void*) noexcept override {}
  void* allocate_pinned(std::size_t) override { fail(); }
  void free_pinned(void*) noexcept override {}
  void pin(void*, std::size_t) override { fail(); }
  void unpin(void*) noexcept override {}
  std::size_t free_memory() override { fail(); }
  Grid full_grid(const Kernel&, int) override { fail(); }
  void clear(std::uint64_t*, std::size_t, Stream) override { fail(); }
  void launch(const Kernel&, const Grid&, const Launch&, std::uint64_t*, Stream) override { fail(); }
  void read_clock(ClockReading*, int, Stream) override { fail(); }
  void record(Event, Stream) override { fail(); }
  void wait_for(Event) override { fail(); }
  bool has_come_to(Event) override { fail(); }
  double seconds_between(Event, Event) override { fail(); }
  std::uint64_t sum(const std::uint64_t*, std::size_t, void*, Stream) override { fail(); }
  void copy_to_device(void*, const void*, std::size_t, Stream) override { fail(); }
  void copy_to_host(void*, const void*, std::size_t, Stream) override { fail(); }
  std::size_t scratch_bytes_of_sort(KeyType, std::size_t) override { fail(); }
  void sort(const KeySpan&, void*, std::size_t, Stream) override { fail(); }

 private:
  [[noreturn]] static void fail() { throw Failure(FailureKind::not_built, "CUDA", "not in this build"); }
};

}  // namespace

Runtime& cuda_runtime() {
  static AbsentRuntime runtime;
  return runtime;
}

}  // namespace crossover::cuda
