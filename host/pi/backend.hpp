#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "kernels/cpu_kernels.hpp"
#include "kernels/sample.hpp"

namespace crossover {

/// How long devices were busy, each time in seconds of the one that was busy longest.
struct DeviceSeconds {
  double kernel = 0;  ///< Counting.
  double reduce = 0;  ///< Summing up what its threads counted, with the transfer of the sum.
};

/// A way of spreading the counting over workers.
class Backend {
 public:
  virtual ~Backend() = default;

  /// The exact number of hits in `range`. Blocks. Throws Error. Law: count(a,b) + count(b,c) == count(a,c).
  virtual std::uint64_t count(Seed seed, SampleRange range) = 0;

  /// How many samples to begin with: certainly no long work for it. By default 10 ms for one core with the plain loop.
  virtual std::uint64_t first_chunk() const { return std::uint64_t{1} << 20; }

  /// Where the time went since it was made, for those that hand the work to a device.
  virtual std::optional<DeviceSeconds> device_seconds() const { return std::nullopt; }
};

/// What a backend works with.
struct Resources {
  const Kernel& kernel;
  unsigned workers;                    ///< With devices, one for each.
  std::vector<unsigned> devices = {};  ///< Their numbers; none for all that there are.
};

/// A row of the table of backends: the command line's value, a test's name and the JSON field are all `name`.
struct BackendEntry {
  std::string_view name, summary;
  /// Empty: usable here; else the reason, and after a semicolon the next step.
  std::string (*why_unavailable)();
  /// How many workers it takes unless told; 0: always exactly one, which cannot be chosen.
  unsigned (*default_workers)();
  /// Those it can count with; the first is the default.
  std::span<const Kernel* const> (*kernels)();
  /// What each device that it can use is, for people; null for a backend that has none. Throws Error.
  std::vector<std::string> (*devices)() = nullptr;
  std::unique_ptr<Backend> (*make)(const Resources&);

  bool takes_workers() const { return default_workers() > 0; }
  bool takes_devices() const { return devices != nullptr; }
};

/// Every backend there is. The tests of the contract, `compare`, `devices` and the reports go by this table.
std::span<const BackendEntry* const> backends();

}  // namespace crossover
