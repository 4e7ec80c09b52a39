// Thrust's sort, as the sorter `cuda` calls it, beside CUB's radix sort called directly, with offsets of 64 bits, as
// Thrust calls it, and of 32: in turn on the same keys, while a kernel before them holds the stream until all is handed
// over, so that no launch is waited for. Then Thrust's with the copies there and back, from and to pageable memory and
// pinned. Every sorted array is verified.
// Prints one JSON object a line, for a type and number of keys each (a decade between numbers), as soon as it is
// measured; "seconds" are those of every round. After SECONDS no further row begins.

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cub/device/device_radix_sort.cuh>
#include <span>
#include <string>
#include <vector>

#include "bench/gpu/checked.hpp"
#include "bench/gpu/keys_on_gpu.cuh"
#include "bench/gpu/owned.hpp"
#include "kernels/cuda/device_code.hpp"
#include "kernels/cuda/failure.hpp"

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

using Seconds = std::vector<double>;

/// So long a stream is held: longer than it takes to hand over the 12 to 20 launches of a sort, 3 to 5 µs each.
constexpr std::uint64_t held_nanoseconds = 300'000;

__global__ void hold() {
  const auto now = [] {
    std::uint64_t nanoseconds;
    asm volatile("mov.u64 %0, %%globaltimer;" : "=l"(nanoseconds));
    return nanoseconds;
  };
  for (const std::uint64_t start = now(); now() - start < held_nanoseconds;) {
  }
}

std::string list(const Seconds& seconds) {
  std::string text;
  for (const double s : seconds) text += (text.empty() ? "[" : ", ") + std::to_string(1e6 * s) + "e-6";
  return text.empty() ? "[]" : text + "]";
}

/// Without copies, a value a round.
struct Sorts {
  Seconds thrust, cub, cub32;

  std::string text() const {
    return "\"thrust\": " + list(thrust) + ", \"cub\": " + list(cub) + ", \"cub32\": " + list(cub32);
  }
};

struct Copies {
  Seconds to_device, to_host, all;

  std::string text() const {
    return "{\"to_device\": " + list(to_device) + ", \"to_host\": " + list(to_host) + ", \"seconds\": " + list(all) +
           "}";
  }
};

/// Keys of one type and number, and the sorts of them.
template <Key T>
class Row {
 public:
  /// What it takes of the device.
  static std::size_t bytes(std::size_t n) { return 2 * n * sizeof(T) + scratch_bytes(n) + (std::size_t{1} << 20); }

  Row(std::size_t n, cudaStream_t stream)
      : n_(n),
        stream_(stream),
        cub_bytes_(cub_bytes(n)),
        scratch_bytes_(scratch_bytes(n)),
        keys_(n),
        work_(n),
        scratch_(scratch_bytes_),
        account_(1),
        events_(stream) {
    make_keys<<<blocks, threads_per_block, 0, stream>>>(keys_.get(), n);
    check(cudaGetLastError(), "launch");
    made_ = account_of(keys_.get());
  }

  /// In turn; each begins a round as often as the others. The first round warms up.
  Sorts without_copies(int rounds) {
    Sorts sorts;
    for (int round = 0; round <= rounds; ++round)
      for (int i = 0; i < 3; ++i) {
        const int which = (round + i) % 3;
        Seconds& seconds = which == 0 ? sorts.thrust : which == 1 ? sorts.cub : sorts.cub32;
        const double taken = which == 0   ? timed_sort([this](auto&) { by_thrust(); })
                             : which == 1 ? timed_sort([this](auto& buffers) { sort_by_cub<std::ptrdiff_t>(buffers); })
                                          : timed_sort([this](auto& buffers) { sort_by_cub<std::int32_t>(buffers); });
        if (round > 0) seconds.push_back(taken);
      }
    return sorts;
  }

  /// From host memory that holds the keys at first, and back to it.
  void with_copies(void* host, Copies& copies) {
    copy(host, keys_.get(), cudaMemcpyDeviceToHost);
    check(cudaStreamSynchronize(stream_), "cudaStreamSynchronize");
    const auto start = Clock::now();
    events_.record(0);
    copy(work_.get(), host, cudaMemcpyHostToDevice);
    events_.record(1);
    by_thrust();
    events_.record(2);
    copy(host, work_.get(), cudaMemcpyDeviceToHost);
    events_.record(3);
    copies.to_host.push_back(events_.seconds(2, 3));
    copies.all.push_back(seconds_since(start));
    copies.to_device.push_back(events_.seconds(0, 1));
    copy(work_.get(), host, cudaMemcpyHostToDevice);
    verify(work_.get());
  }

 private:
  static std::size_t cub_bytes(std::size_t n) {
    cub::DoubleBuffer<T> buffers(nullptr, nullptr);
    return std::max(by_cub<std::ptrdiff_t>(nullptr, 0, buffers, n, nullptr),
                    by_cub<std::int32_t>(nullptr, 0, buffers, n, nullptr));
  }
  /// For either: CUB is given an array to sort into and what it asks for beside, Thrust the whole.
  static std::size_t scratch_bytes(std::size_t n) {
    return std::max(crossover::cuda::scratch_bytes_of_thrust_sort<T>(n), aligned(n * sizeof(T)) + cub_bytes(n));
  }
  static std::size_t aligned(std::size_t bytes) { return (bytes + 255) / 256 * 256; }

  /// At most 2^31 - 1 keys where `Offset` has 32 bits.
  template <class Offset>
  static std::size_t by_cub(void* memory, std::size_t bytes, cub::DoubleBuffer<T>& buffers, std::size_t n,
                            cudaStream_t stream) {
    check(cub::DeviceRadixSort::SortKeys(memory, bytes, buffers, static_cast<Offset>(n), 0, 8 * sizeof(T), stream),
          "cub::DeviceRadixSort");
    return bytes;
  }

  void by_thrust() {
    crossover::cuda::sort_by_thrust(std::span<T>(work_.get(), n_), scratch_.get(), scratch_bytes_, stream_);
  }

  template <class Offset>
  void sort_by_cub(cub::DoubleBuffer<T>& buffers) {
    by_cub<Offset>(scratch_.get() + aligned(n_ * sizeof(T)), cub_bytes_, buffers, n_, stream_);
  }

  double timed_sort(const auto& sort) {
    copy(work_.get(), keys_.get(), cudaMemcpyDeviceToDevice);
    cub::DoubleBuffer<T> buffers(work_.get(), reinterpret_cast<T*>(scratch_.get()));
    hold<<<1, 1, 0, stream_>>>();
    check(cudaGetLastError(), "launch");
    events_.record(0);
    sort(buffers);
    events_.record(1);
    const double seconds = events_.seconds(0, 1);
    verify(buffers.Current());
    return seconds;
  }

  void copy(void* to, const void* from, cudaMemcpyKind kind) {
    check(cudaMemcpyAsync(to, from, n_ * sizeof(T), kind, stream_), "cudaMemcpyAsync");
  }

  Account account_of(const T* keys) {
    Account account;
    check(cudaMemsetAsync(account_.get(), 0, sizeof account, stream_), "cudaMemsetAsync");
    take_account<<<blocks, threads_per_block, 0, stream_>>>(keys, n_, account_.get());
    check(cudaGetLastError(), "launch");
    check(cudaMemcpyAsync(&account, account_.get(), sizeof account, cudaMemcpyDeviceToHost, stream_),
          "cudaMemcpyAsync");
    check(cudaStreamSynchronize(stream_), "cudaStreamSynchronize");
    return account;
  }

  void verify(const T* keys) {
    const Account sorted = account_of(keys);
    if (sorted.disorder == 0 && sorted.low == made_.low && sorted.high == made_.high) return;
    std::fprintf(stderr, "sort_rates: %zu keys of type %s came back wrong: %llu out of order\n", n_, name<T>,
                 sorted.disorder);
    std::exit(3);
  }

  const std::size_t n_;
  cudaStream_t stream_;
  const std::size_t cub_bytes_, scratch_bytes_;
  DeviceArray<T> keys_, work_;
  DeviceArray<char> scratch_;
  DeviceArray<Account> account_;
  Events events_;
  Account made_;
};

double seconds_to_pin(void* memory, std::size_t bytes) {
  const auto start = Clock::now();
  check(cudaHostRegister(memory, bytes, cudaHostRegisterDefault), "cudaHostRegister");
  check(cudaHostUnregister(memory), "cudaHostUnregister");
  return seconds_since(start);
}

/// Rounds with copies of either kind, in turn.
std::string copies_in_json(auto& row, std::size_t n, std::size_t bytes, HostMemory& host) {
  if (!host.holds(bytes)) return {};
  Copies pageable, pinned;
  for (int round = 0; round < (n > 100'000'000 ? 2 : 3); ++round) {
    row.with_copies(host.pageable(), pageable);
    row.with_copies(host.pinned(), pinned);
  }
  return ", \"pageable\": " + pageable.text() + ", \"pinned\": " + pinned.text() +
         ", \"pinning_seconds\": " + std::to_string(1e6 * seconds_to_pin(host.pageable(), bytes)) + "e-6";
}

template <Key T>
std::string measured_in_json(std::size_t n, cudaStream_t stream, HostMemory& host) {
  std::size_t free = 0, total = 0;
  check(cudaMemGetInfo(&free, &total), "cudaMemGetInfo");
  if (Row<T>::bytes(n) > free) return "\"left_out\": \"the GPU's memory is too small\"";
  const int rounds = n > 100'000'000 ? 7 : n > 10'000'000 ? 11 : 21;
  Row<T> row(n, stream);
  return row.without_copies(rounds).text() + copies_in_json(row, n, n * sizeof(T), host);
}

/// The whole line at once, so that a reader of a run that was cut has whole lines.
template <Key T>
void print_row(std::size_t n, cudaStream_t stream, HostMemory& host, bool in_time) {
  const std::string measured =
      in_time ? measured_in_json<T>(n, stream, host) : std::string("\"left_out\": \"no time was left\"");
  std::printf("{\"type\": \"%s\", \"keys\": %zu, %s}\n", name<T>, n, measured.c_str());
  std::fflush(stdout);
}

}  // namespace

int main(int argc, char** argv) try {
  const auto start = Clock::now();
  const double max_seconds = argc > 1 ? std::atof(argv[1]) : 60;
  const double min_keys = argc > 2 ? std::atof(argv[2]) : 1e6, max_keys = argc > 3 ? std::atof(argv[3]) : 1e9;
  if (!(max_seconds > 0 && min_keys >= 1 && min_keys <= max_keys && max_keys < 0x1p31)) {
    std::fprintf(stderr, "usage: sort_rates [SECONDS=60] [MIN_KEYS=1e6] [MAX_KEYS=1e9]\n");
    return 2;
  }
  int devices = 0;
  if (const cudaError_t error = cudaGetDeviceCount(&devices); error != cudaSuccess || devices == 0) {
    std::fprintf(stderr, "sort_rates: no GPU to sort on: %s\n", cudaGetErrorString(error));
    return 5;
  }
  cudaStream_t stream = nullptr;
  check(cudaStreamCreateWithFlags(&stream, cudaStreamNonBlocking), "cudaStreamCreate");
  HostMemory host;
  for (auto n = static_cast<std::size_t>(min_keys); n <= static_cast<std::size_t>(max_keys); n *= 10) {
    const auto in_time = [&] { return seconds_since(start) < max_seconds; };
    print_row<std::uint32_t>(n, stream, host, in_time());
    print_row<std::uint64_t>(n, stream, host, in_time());
    print_row<std::int64_t>(n, stream, host, in_time());
    print_row<float>(n, stream, host, in_time());
    print_row<double>(n, stream, host, in_time());
  }
} catch (const crossover::cuda::Failure& failure) {
  std::fprintf(stderr, "sort_rates: %s\n", failure.what());
  return 1;
}
