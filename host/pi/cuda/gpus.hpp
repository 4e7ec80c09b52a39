#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "host/pi/cuda/gpu.hpp"
#include "host/threads/worker_pool.hpp"

namespace crossover::cuda {

/// What an error advises where GPUs cannot count.
inline constexpr std::string_view instead_of_gpus = "--backend threads";

/// The backend `cuda` on a runtime: every GPU has a host thread, which takes blocks of the range from a queue.
class Gpus : public Backend {
 public:
  /// No `devices` means all that can be used. Throws Error.
  Gpus(Runtime& runtime, const Kernel& kernel, const std::vector<unsigned>& devices);

  std::uint64_t count(Seed seed, SampleRange range) override;
  std::uint64_t count_lots(Seed seed, LotSource& lots) override;
  std::uint64_t first_batch() const override;
  Readings meters() const override;
  Readings setup_meters() const override;
  std::vector<DeviceWork> device_work() const override;

 private:
  /// Does something with a GPU; a Failure becomes the Error that names it.
  template <class Step>
  auto with_gpu(unsigned device, const Step& step);

  Runtime& runtime_;
  std::vector<unsigned> devices_;
  std::vector<std::unique_ptr<Gpu>> gpus_;
  WorkerPool pool_;
};

}  // namespace crossover::cuda
