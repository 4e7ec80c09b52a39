#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "host/pi/backend.hpp"
#include "host/pi/schedule/lots.hpp"
#include "host/threads/worker_pool.hpp"

namespace crossover {

/// Several backends that count one range together, each as much of it as its rate allows.
class Hybrid : public Backend {
 public:
  /// At least one member. Each has a thread that waits for it.
  explicit Hybrid(std::vector<std::unique_ptr<Backend>> members);

  std::uint64_t count(Seed seed, SampleRange range) override;

  std::uint64_t first_batch() const override;
  Readings meters() const override;
  Readings setup_meters() const override;
  std::vector<DeviceWork> device_work() const override;
  std::vector<std::string> incidents() const override;

 private:
  std::vector<std::unique_ptr<Backend>> members_;
  std::mutex mutex_;  ///< Guards the lots.
  Lots lots_;
  WorkerPool pool_;
};

}  // namespace crossover
