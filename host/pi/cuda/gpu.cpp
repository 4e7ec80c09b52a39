#include "host/pi/cuda/gpu.hpp"

#include <algorithm>

#include "host/cuda/wait.hpp"
#include "kernels/cuda/gpu_kernels.hpp"
#include "kernels/cuda/speed/pipe_bound.hpp"

namespace crossover::cuda {
namespace {

/// A launch shall take so long: much longer than handing it over (5 µs), and a fifth of what a display can do without
/// its GPU before somebody sees it.
constexpr double launch_seconds = 0.02;

/// Half a millisecond's work for a multiprocessor of the slowest GPU that CUDA 13 knows.
constexpr std::uint64_t first_samples_of_multiprocessor = std::uint64_t{1} << 20;

/// The first to ask the device for something; it is chosen for what follows.
DeviceProperties choose(Runtime& runtime, int device) {
  runtime.use_device(device);
  return runtime.properties(device);
}

Pace first_launch_size(const DeviceProperties& gpu) {
  return {launch_seconds, static_cast<std::uint64_t>(gpu.multiprocessors) * first_samples_of_multiprocessor};
}

/// Of the whole device.
double max_samples_per_clock(const DeviceProperties& gpu, const Kernel& kernel) {
  if (&kernel != &philox_kernel) return 0;
  return gpu.multiprocessors * max_philox_samples_per_clock(10 * gpu.major + gpu.minor);
}

}  // namespace

Gpu::Gpu(Runtime& runtime, unsigned device, const Kernel& kernel)
    : runtime_(runtime),
      device_(static_cast<int>(device)),
      kernel_(kernel),
      properties_(setup_.timed(context_meter, [&] { return choose(runtime, device_); })),
      launch_size_(first_launch_size(properties_)),
      stream_(runtime),
      full_grid_(setup_.timed(code_meter, [&] { return runtime.full_grid(kernel, device_); })),
      totals_(setup_.timed(memory_meter, [&] { return OwnedArray<std::uint64_t>(runtime, full_grid_.threads()); })),
      clock_(setup_.timed(memory_meter, [&] { return OwnedArray<ClockReading>(runtime, 2); })),
      scratch_(setup_.timed(memory_meter, [&] { return OwnedArray<std::byte>(runtime, Runtime::scratch_bytes); })),
      slots_{InFlight(runtime), InFlight(runtime)},
      counted_(runtime),
      summed_(runtime),
      work_{.device = device, .max_samples_per_clock = max_samples_per_clock(properties_, kernel)} {}

std::uint64_t Gpu::count(Seed seed, BlockSource& source) {
  runtime_.use_device(device_);
  totals_in_use_ = 0;
  since_last_finish_ = Stopwatch();
  for (InFlight& slot : slots_) slot.blocks = 0;  // of a count that failed
  bool reads_clock = false;
  std::size_t turn = 0;
  for (;; turn = 1 - turn) {
    finish(slots_[turn], source);
    const auto blocks = source.take(std::max<std::uint64_t>(1, launch_size_.samples() / 2));
    if (!blocks) break;
    if (totals_in_use_ == 0 && expected_seconds(blocks->size()) >= min_seconds_of_clock) {
      reads_clock = true;
      begin_reading_clock();
    }
    start(slots_[turn], {seed, *blocks});
  }
  if (reads_clock) runtime_.read_clock(clock_.data() + 1, device_, stream_.get());
  // The sum waits for the launch that is still in flight, but awake: a long one is slept through first.
  InFlight& last = slots_[1 - turn];
  if (expected_seconds(last.blocks) >= max_awake_seconds) finish(last, source);
  const std::uint64_t hits = sum();
  finish(last, source);
  if (reads_clock) finish_reading_clock();
  return hits;
}

void Gpu::begin_reading_clock() {
  constexpr std::size_t words = 2 * sizeof(ClockReading) / sizeof(std::uint64_t);
  runtime_.clear(reinterpret_cast<std::uint64_t*>(clock_.data()), words, stream_.get());
  runtime_.read_clock(clock_.data(), device_, stream_.get());
}

void Gpu::finish_reading_clock() {
  std::array<ClockReading, 2> read{};
  runtime_.copy_to_host(read.data(), clock_.data(), sizeof read, stream_.get());
  const auto& [before, after] = read;
  if (before.nanoseconds == 0 || after.nanoseconds <= before.nanoseconds) return;
  work_.clocks += static_cast<double>(after.clocks - before.clocks);
  work_.clock_seconds += 1e-9 * static_cast<double>(after.nanoseconds - before.nanoseconds);
}

void Gpu::start(InFlight& slot, const Launch& launch) {
  const Grid grid = grid_for(launch.blocks.size());
  if (const std::size_t threads = grid.threads(); threads > totals_in_use_) {
    runtime_.clear(totals_.data() + totals_in_use_, threads - totals_in_use_, stream_.get());
    totals_in_use_ = threads;
  }
  runtime_.record(slot.before.get(), stream_.get());
  runtime_.launch(kernel_, grid, launch, totals_.data(), stream_.get());
  runtime_.record(slot.after.get(), stream_.get());
  slot.blocks = launch.blocks.size();
}

Grid Gpu::grid_for(std::uint64_t blocks) const {
  const std::uint64_t of_cuda_block = min_blocks_of_thread * full_grid_.threads_per_block;
  const std::uint64_t wanted = std::min<std::uint64_t>(full_grid_.blocks, blocks / of_cuda_block + 1);
  return {static_cast<unsigned>(wanted), full_grid_.threads_per_block};
}

void Gpu::finish(InFlight& slot, BlockSource& source) {
  if (slot.blocks == 0) return;
  wait_for(runtime_, slot.after, expected_seconds(slot.blocks));
  const double seconds = runtime_.seconds_between(slot.before.get(), slot.after.get());
  launch_size_.learn(2 * slot.blocks, seconds);
  // What the GPU took, or longer where others use it too, or the host was late to hand over.
  source.finished(slot.blocks, std::max(seconds, since_last_finish_.seconds()));
  since_last_finish_ = Stopwatch();
  work_.busy_seconds += seconds;
  work_.samples += 2 * slot.blocks;
  slot.blocks = 0;
}

std::uint64_t Gpu::sum() {
  if (totals_in_use_ == 0) return 0;
  runtime_.record(counted_.get(), stream_.get());
  const std::uint64_t hits = runtime_.sum(totals_.data(), totals_in_use_, scratch_.data(), stream_.get());
  runtime_.record(summed_.get(), stream_.get());
  wait_for_soon(runtime_, summed_);
  reduce_seconds_ += runtime_.seconds_between(counted_.get(), summed_.get());
  return hits;
}

double Gpu::expected_seconds(std::uint64_t blocks) const {
  return launch_seconds * 2 * static_cast<double>(blocks) / static_cast<double>(launch_size_.samples());
}

}  // namespace crossover::cuda
