#include <cstdint>
#include <memory>
#include <string>

#include "host/pi/backends/entries.hpp"

namespace crossover {
namespace {

class Serial : public Backend {
 public:
  explicit Serial(const Kernel& kernel) : kernel_(kernel) {}

  std::uint64_t count(Seed seed, SampleRange range) override { return kernel_.count(seed, range); }

 private:
  const Kernel& kernel_;
};

}  // namespace

const BackendEntry serial_backend{
    .name = "serial",
    .summary = "one worker, the caller",
    .why_unavailable = [] { return std::string(); },
    .default_workers = [] { return 0U; },
    .kernels = cpu_kernels,
    .make = [](const Resources& r) -> std::unique_ptr<Backend> { return std::make_unique<Serial>(r.kernel); },
};

}  // namespace crossover
