// A table of backends that takes the place of the program's own: one is honest, the others count what is not so.

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "host/pi/backend.hpp"
#include "host/pi/backends/entries.hpp"

namespace crossover {
namespace {

/// Counts right, then tells something else.
class Liar : public Backend {
 public:
  /// `is_start`: of a run, whose later batches a slow machine counts by calls of their own.
  using Lie = std::uint64_t (*)(std::uint64_t hits, bool is_start, unsigned calls);

  Liar(const Kernel& kernel, Lie lie) : kernel_(kernel), lie_(lie) {}

  std::uint64_t count(Seed seed, SampleRange range) override {
    return lie_(kernel_.count(seed, range), range.first == 0, ++calls_);
  }

 private:
  const Kernel& kernel_;
  Lie lie_;
  unsigned calls_ = 0;
};

std::uint64_t one_too_many(std::uint64_t hits, bool is_start, unsigned) { return hits + is_start; }
std::uint64_t one_too_many_from_the_third_call(std::uint64_t hits, bool is_start, unsigned calls) {
  return hits + (is_start && calls >= 3);
}
std::uint64_t a_tenth_too_many(std::uint64_t hits, bool, unsigned) { return hits + hits / 10; }

template <Liar::Lie lie>
constexpr BackendEntry liar_entry(std::string_view name) {
  return {.name = name,
          .summary = "counts what is not so",
          .why_unavailable = [] { return std::string(); },
          .default_workers = [] { return 0U; },
          .kernels = cpu_kernels,
          .make = [](const Resources& r) -> std::unique_ptr<Backend> { return std::make_unique<Liar>(r.kernel, lie); }};
}

constexpr BackendEntry liar = liar_entry<one_too_many>("liar");
constexpr BackendEntry late_liar = liar_entry<one_too_many_from_the_third_call>("late-liar");
constexpr BackendEntry biased = liar_entry<a_tenth_too_many>("biased");

}  // namespace

std::span<const BackendEntry* const> backends() {
  static constexpr std::array table{&serial_backend, &liar, &late_liar, &biased};
  return table;
}

}  // namespace crossover
