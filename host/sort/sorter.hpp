#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "host/cuda/device.hpp"
#include "host/machine/meter.hpp"
#include "kernels/key_type.hpp"

namespace crossover {

/// A way of sorting one array.
class Sorter {
 public:
  virtual ~Sorter() = default;

  /// Puts the keys into the total order of order.hpp. Blocks. Throws Error. Those whose entry has one worker may be
  /// called from several threads at a time.
  virtual void sort(const KeySpan& keys) = 0;

  /// What it has read itself since it was made, such as where the time went of those that hand the keys to a device.
  virtual Readings meters() const { return {}; }

  /// What making it was spent on, for those that get a device ready.
  virtual Readings setup_meters() const { return {}; }
};

/// What a sorter works with.
struct SortResources {
  KeyType type;
  std::size_t keys;  ///< The most that an array will have: what it needs beside them is taken once.
  unsigned workers;  ///< On one array.
  std::vector<unsigned> devices =
      {};  ///< The number of the one that sorts, for those that have some; none: the first that can.
  std::vector<KeySpan> arrays = {};  ///< Some that it will sort often, as long as it lives. It may sort others.
};

/// A row of the table of sorters: the command line's value, a test's name and the JSON field are all `name`.
struct SorterEntry {
  std::string_view name, summary;
  /// Empty: usable here; else the reason, and after a semicolon the next step.
  std::string (*why_unavailable)();
  /// How many workers it takes for one array unless told; 0: always exactly one, which cannot be chosen.
  unsigned (*default_workers)();
  /// The memory that it takes beside an array, in units of the array.
  double extra_memory;
  /// The devices that there are for it; null for a sorter that has none. Throws Error.
  std::vector<Device> (*devices)() = nullptr;
  std::unique_ptr<Sorter> (*make)(const SortResources&);
  /// As that of a backend.
  void (*rehearse)(const SortResources&) = nullptr;

  bool takes_workers() const { return default_workers() > 0; }
  bool takes_devices() const { return devices != nullptr; }
  /// Whether it uses one core alone, so that several arrays can be shared out over threads.
  bool is_for_one_core() const { return !takes_workers() && !takes_devices(); }
};

/// Every sorter there is. The tests of the contract, `sort`, `devices` and the reports go by this table.
std::span<const SorterEntry* const> sorters();

}  // namespace crossover
