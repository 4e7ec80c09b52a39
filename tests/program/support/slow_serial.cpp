// A table of backends that takes the place of the program's own: the backend serial with a kernel that is slower. The
// environment variable CROSSOVER_SLOWER says by how many per cent; 10 without it.

#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "host/pi/backend.hpp"
#include "host/pi/backends/entries.hpp"

namespace crossover {
namespace {

double slower_by() {
  const char* const percent = std::getenv("CROSSOVER_SLOWER");
  return percent != nullptr ? std::strtod(percent, nullptr) / 100 : 0.1;
}

/// Counts right, then part of it once more.
class SlowSerial : public Backend {
 public:
  explicit SlowSerial(const Kernel& kernel) : kernel_(kernel) {}

  std::uint64_t count(Seed seed, SampleRange range) override {
    const std::uint64_t hits = kernel_.count(seed, range);
    const auto again = static_cast<std::uint64_t>(slower_by_ * static_cast<double>(range.size()));
    counted_in_vain_ = kernel_.count(seed, {range.first, range.first + again});
    return hits;
  }

 private:
  const Kernel& kernel_;
  const double slower_by_ = slower_by();
  volatile std::uint64_t counted_in_vain_ = 0;
};

constexpr BackendEntry slow_serial{
    .name = "serial",
    .summary = "takes longer than it must",
    .why_unavailable = [] { return std::string(); },
    .default_workers = [] { return 0U; },
    .kernels = cpu_kernels,
    .make = [](const Resources& r) -> std::unique_ptr<Backend> { return std::make_unique<SlowSerial>(r.kernel); }};

}  // namespace

std::span<const BackendEntry* const> backends() {
  static constexpr std::array table{&slow_serial};
  return table;
}

}  // namespace crossover
