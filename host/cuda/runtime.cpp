#include "host/cuda/runtime.hpp"

#include <fmt/format.h>

#include <span>
#include <variant>

#include "kernels/cuda/checked.hpp"
#include "kernels/cuda/device_code.hpp"

namespace crossover::cuda {
namespace {

int attribute(cudaDeviceAttr which, int device) {
  int value = 0;
  check(cudaDeviceGetAttribute(&value, which, device), "cudaDeviceGetAttribute");
  return value;
}

/// Where it is the host's memory that does not suffice.
void check_on_host(cudaError_t error, const char* call) {
  try {
    check(error, call);
  } catch (const Failure& failure) {
    if (failure.kind() != FailureKind::out_of_memory) throw;
    throw Failure(FailureKind::out_of_pinned_memory, call, cudaGetErrorString(error));
  }
}

cudaStream_t stream_of(Stream s) { return reinterpret_cast<cudaStream_t>(s); }
cudaEvent_t event_of(Event e) { return reinterpret_cast<cudaEvent_t>(e); }

class CudaRuntime : public Runtime {
 public:
  std::string_view architectures() const override { return CROSSOVER_CUDA_ARCHITECTURES; }

  Versions versions() override {
    Versions v{};
    check(cudaDriverGetVersion(&v.driver), "cudaDriverGetVersion");
    check(cudaRuntimeGetVersion(&v.runtime), "cudaRuntimeGetVersion");
    return v;
  }

  int device_count() override {
    int count = 0;
    check(cudaGetDeviceCount(&count), "cudaGetDeviceCount");
    return count;
  }

  DeviceProperties properties(int device) override {
    cudaDeviceProp p;
    check(cudaGetDeviceProperties(&p, device), "cudaGetDeviceProperties");
    return {.name = p.name,
            .major = p.major,
            .minor = p.minor,
            .multiprocessors = p.multiProcessorCount,
            .memory_bytes = p.totalGlobalMem,
            .has_time_limit = attribute(cudaDevAttrKernelExecTimeout, device) != 0,
            .is_prohibited = attribute(cudaDevAttrComputeMode, device) == cudaComputeModeProhibited,
            .address = fmt::format("{:04x}:{:02x}:{:02x}.0", p.pciDomainID, p.pciBusID, p.pciDeviceID),
            .corrects_errors = p.ECCEnabled != 0};
  }

  void use_device(int device) override { check(cudaSetDevice(device), "cudaSetDevice"); }

  Stream create_stream() override {
    cudaStream_t stream = nullptr;
    check(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking), "cudaStreamCreate");
    return reinterpret_cast<Stream>(stream);
  }

  Event create_event() override {
    cudaEvent_t event = nullptr;
    check(cudaEventCreateWithFlags(&event, cudaEventBlockingSync), "cudaEventCreate");
    return reinterpret_cast<Event>(event);
  }

  void* allocate(std::size_t bytes) override {
    void* memory = nullptr;
    check(cudaMalloc(&memory, bytes), "cudaMalloc");
    return memory;
  }

  void* allocate_pinned(std::size_t bytes) override {
    void* memory = nullptr;
    check_on_host(cudaHostAlloc(&memory, bytes, cudaHostAllocDefault), "cudaHostAlloc");
    return memory;
  }

  void pin(void* memory, std::size_t bytes) override {
    check_on_host(cudaHostRegister(memory, bytes, cudaHostRegisterDefault), "cudaHostRegister");
  }

  std::size_t free_memory() override {
    std::size_t free = 0, total = 0;
    check(cudaMemGetInfo(&free, &total), "cudaMemGetInfo");
    return free;
  }

  // Giving back fails only where the context is lost already, which an earlier call has said.
  void destroy(Stream stream) noexcept override { static_cast<void>(cudaStreamDestroy(stream_of(stream))); }
  void destroy(Event event) noexcept override { static_cast<void>(cudaEventDestroy(event_of(event))); }
  void free(void* memory) noexcept override { static_cast<void>(cudaFree(memory)); }
  void free_pinned(void* memory) noexcept override { static_cast<void>(cudaFreeHost(memory)); }
  void unpin(void* memory) noexcept override { static_cast<void>(cudaHostUnregister(memory)); }

  Grid full_grid(const Kernel& kernel, int device) override { return full_grid_of(kernel, device); }

  void clear(std::uint64_t* totals, std::size_t count, Stream stream) override {
    check(cudaMemsetAsync(totals, 0, count * sizeof *totals, stream_of(stream)), "cudaMemsetAsync");
  }

  void launch(const Kernel& kernel, const Grid& grid, const Launch& launch, std::uint64_t* totals,
              Stream stream) override {
    launch_kernel(kernel, grid, launch, totals, stream_of(stream));
  }

  void read_clock(ClockReading* reading, int device, Stream stream) override {
    read_clock_of_first_multiprocessor(reading, attribute(cudaDevAttrMultiProcessorCount, device), stream_of(stream));
  }

  void record(Event event, Stream stream) override {
    check(cudaEventRecord(event_of(event), stream_of(stream)), "cudaEventRecord");
  }

  void wait_for(Event event) override { check(cudaEventSynchronize(event_of(event)), "cudaEventSynchronize"); }

  bool has_come_to(Event event) override {
    const cudaError_t answer = cudaEventQuery(event_of(event));
    if (answer == cudaErrorNotReady) {
      static_cast<void>(cudaGetLastError());  // no error, but kept as one
      return false;
    }
    check(answer, "cudaEventQuery");
    return true;
  }

  double seconds_between(Event a, Event b) override {
    float milliseconds = 0;
    check(cudaEventElapsedTime(&milliseconds, event_of(a), event_of(b)), "cudaEventElapsedTime");
    return milliseconds / 1e3;
  }

  std::uint64_t sum(const std::uint64_t* totals, std::size_t count, void* scratch, Stream stream) override {
    return sum_by_thrust(totals, count, scratch, scratch_bytes, stream_of(stream));
  }

  void copy_to_device(void* to, const void* from, std::size_t bytes, Stream stream) override {
    check(cudaMemcpyAsync(to, from, bytes, cudaMemcpyHostToDevice, stream_of(stream)), "cudaMemcpyAsync");
  }

  void copy_to_host(void* to, const void* from, std::size_t bytes, Stream stream) override {
    check(cudaMemcpyAsync(to, from, bytes, cudaMemcpyDeviceToHost, stream_of(stream)), "cudaMemcpyAsync");
  }

  std::size_t scratch_bytes_of_sort(KeyType type, std::size_t keys) override {
    return std::visit([keys]<Key T>(std::span<T>) { return scratch_bytes_of_thrust_sort<T>(keys); },
                      view_as(type, nullptr, 0));
  }

  void sort(const KeySpan& keys, void* scratch, std::size_t bytes, Stream stream) override {
    std::visit([&](auto span) { sort_by_thrust(span, scratch, bytes, stream_of(stream)); }, keys);
  }
};

}  // namespace

Runtime& cuda_runtime() {
  static CudaRuntime runtime;
  return runtime;
}

}  // namespace crossover::cuda
