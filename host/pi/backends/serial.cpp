#include <cstdint>
#include <memory>
#include <string>

#include "host/pi/backends/entries.hpp"

namespace crossover {
namespace {

class Serial : public Backend {
 public:
  explicit Serial(const Resources& r) : kernel_(r.kernel), trace_(r.trace) {}

  std::uint64_t count(Seed seed, SampleRange range) override {
    Tracer tracer(trace_, 0, time_of_call(trace_));
    tracer.begins(Activity::counting);
    return kernel_.count(seed, range);
  }

 private:
  const Kernel& kernel_;
  Trace* const trace_;
};

}  // namespace

const BackendEntry serial_backend{
    .name = "serial",
    .summary = "one worker, the caller",
    .why_unavailable = [] { return std::string(); },
    .default_workers = [] { return 0U; },
    .kernels = cpu_kernels,
    .can_be_traced = true,
    .make = [](const Resources& r) -> std::unique_ptr<Backend> { return std::make_unique<Serial>(r); },
};

}  // namespace crossover
