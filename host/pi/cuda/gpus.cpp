#include "host/pi/cuda/gpus.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdint>

#include "host/cuda/usable_gpus.hpp"

namespace crossover::cuda {

template <class Step>
auto Gpus::with_gpu(unsigned device, const Step& step) {
  try {
    return step();
  } catch (const Failure& failure) {
    throw error_of(failure, runtime_, fmt::format("GPU {}", device), instead_of_gpus);
  }
}

Gpus::Gpus(Runtime& runtime, const Kernel& kernel, const std::vector<unsigned>& devices)
    : runtime_(runtime),
      devices_(devices.empty() ? usable_gpus(runtime, instead_of_gpus) : devices),
      pool_(static_cast<unsigned>(std::max<std::size_t>(1, devices_.size()))) {
  for (const unsigned device : devices_)
    gpus_.push_back(with_gpu(device, [&] { return std::make_unique<Gpu>(runtime_, device, kernel); }));
}

std::uint64_t Gpus::count(Seed seed, SampleRange range) {
  const WholeBlocks whole(range);
  BlockQueue queue(whole.blocks, pool_.workers());
  std::atomic<std::uint64_t> hits = count_hits(seed, whole.before) + count_hits(seed, whole.after);
  pool_.run(pool_.workers(),
            [&](unsigned i) { hits += with_gpu(devices_[i], [&] { return gpus_[i]->count(seed, queue); }); });
  return hits;
}

std::uint64_t Gpus::count_lots(Seed seed, LotSource& lots) {
  std::atomic<std::uint64_t> hits = 0;
  pool_.run(pool_.workers(), [&](unsigned i) {
    LotBlocks blocks(seed, lots);
    hits += with_gpu(devices_[i], [&] { return gpus_[i]->count(seed, blocks); });
    hits += blocks.hits_of_ends();
  });
  return hits;
}

std::uint64_t Gpus::first_batch() const {
  std::uint64_t samples = 0;
  for (const auto& gpu : gpus_) samples += gpu->samples_of_launch();
  return samples;
}

Readings Gpus::setup_meters() const {
  Readings readings;
  for (const auto& gpu : gpus_) readings = sum_of(readings, gpu->setup_meters());
  return readings;
}

std::vector<DeviceWork> Gpus::device_work() const {
  std::vector<DeviceWork> work;
  for (const auto& gpu : gpus_) work.push_back(gpu->work());
  return work;
}

Readings Gpus::meters() const {
  Readings readings;
  for (const auto& gpu : gpus_) readings = larger_of(readings, gpu->meters());
  return readings;
}

}  // namespace crossover::cuda
