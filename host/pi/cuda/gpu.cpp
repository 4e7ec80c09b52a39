#include "host/pi/cuda/gpu.hpp"

#include <algorithm>

namespace crossover::cuda {
namespace {

/// A launch shall take so long: much longer than handing it over (5 µs), and a fifth of what a display can do without
/// its GPU before somebody sees it.
constexpr double launch_seconds = 0.02;

/// Half a millisecond's work for a multiprocessor of the slowest GPU that CUDA 13 knows.
constexpr std::uint64_t first_samples_of_multiprocessor = std::uint64_t{1} << 20;

Pace first_launch_size(Runtime& runtime, int device) {
  runtime.use_device(device);
  const auto multiprocessors = static_cast<std::uint64_t>(runtime.properties(device).multiprocessors);
  return {launch_seconds, multiprocessors * first_samples_of_multiprocessor};
}

}  // namespace

Gpu::Gpu(Runtime& runtime, unsigned device, const Kernel& kernel)
    : runtime_(runtime),
      device_(static_cast<int>(device)),
      kernel_(kernel),
      launch_size_(first_launch_size(runtime, device_)),
      stream_(runtime),
      grid_(runtime.full_grid(kernel, device_)),
      totals_(runtime, grid_.threads()),
      scratch_(runtime, Runtime::scratch_bytes),
      slots_{InFlight(runtime), InFlight(runtime)},
      counted_(runtime),
      summed_(runtime) {}

std::uint64_t Gpu::count(Seed seed, BlockQueue& queue) {
  runtime_.use_device(device_);
  runtime_.clear(totals_.data(), totals_.size(), stream_.get());
  for (std::size_t turn = 0;; turn = 1 - turn) {
    finish(slots_[turn]);
    const auto blocks = queue.take(std::max<std::uint64_t>(1, launch_size_.samples() / 2));
    if (!blocks) break;
    start(slots_[turn], {seed, *blocks});
  }
  for (InFlight& slot : slots_) finish(slot);
  return sum();
}

void Gpu::start(InFlight& slot, const Launch& launch) {
  runtime_.record(slot.before.get(), stream_.get());
  runtime_.launch(kernel_, grid_, launch, totals_.data(), stream_.get());
  runtime_.record(slot.after.get(), stream_.get());
  slot.blocks = launch.blocks.size();
}

void Gpu::finish(InFlight& slot) {
  if (slot.blocks == 0) return;
  runtime_.wait_for(slot.after.get());
  const double seconds = runtime_.seconds_between(slot.before.get(), slot.after.get());
  launch_size_.learn(2 * slot.blocks, seconds);
  kernel_seconds_ += seconds;
  slot.blocks = 0;
}

std::uint64_t Gpu::sum() {
  runtime_.record(counted_.get(), stream_.get());
  const std::uint64_t hits = runtime_.sum(totals_.data(), totals_.size(), scratch_.data(), stream_.get());
  runtime_.record(summed_.get(), stream_.get());
  runtime_.wait_for(summed_.get());
  reduce_seconds_ += runtime_.seconds_between(counted_.get(), summed_.get());
  return hits;
}

}  // namespace crossover::cuda
