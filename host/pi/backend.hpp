#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "kernels/cpu_kernels.hpp"
#include "kernels/sample.hpp"

namespace crossover {

/// A way of spreading the counting over workers.
class Backend {
 public:
  virtual ~Backend() = default;

  /// The exact number of hits in `range`. Blocks. Throws Error. Law: count(a,b) + count(b,c) == count(a,c).
  virtual std::uint64_t count(Seed seed, SampleRange range) = 0;
};

/// What a backend works with.
struct Resources {
  const CpuKernel& kernel;
  unsigned workers;
};

/// A row of the table of backends: the command line's value, a test's name and the JSON field are all `name`.
struct BackendEntry {
  std::string_view name, summary;
  /// Empty: usable here; else the reason, and after a semicolon the next step.
  std::string (*why_unavailable)();
  /// How many workers it takes unless told; 0: always exactly one, which cannot be chosen.
  unsigned (*default_workers)();
  std::unique_ptr<Backend> (*make)(const Resources&);

  bool takes_workers() const { return default_workers() > 0; }
};

/// Every backend there is. The tests of the contract, `compare`, `devices` and the reports go by this table.
std::span<const BackendEntry* const> backends();

}  // namespace crossover
