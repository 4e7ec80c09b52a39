#include <cstdint>
#include <optional>

#include "host/compare/comparison.hpp"
#include "host/machine/cpus.hpp"
#include "host/pi/backends/entries.hpp"
#include "kernels/cpu_kernels.hpp"

namespace crossover {

std::optional<std::uint64_t> count_by_plain_loop(Seed seed, SampleRange part, const OnBatch& goes_on) {
  const auto count_by = [&](const BackendEntry& backend, unsigned workers) -> std::optional<std::uint64_t> {
    const PiRun reference = Runner({&backend, &scalar_kernel, workers}).run_cold(seed, part, goes_on);
    if (!reference.complete()) return std::nullopt;
    return reference.tally.hits;
  };
  try {
    return count_by(threads_backend, usable_cpus());
  } catch (const Error&) {
    return count_by(serial_backend, 1);
  }
}

}  // namespace crossover
