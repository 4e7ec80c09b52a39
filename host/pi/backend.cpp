#include "host/pi/backend.hpp"

#include <algorithm>
#include <cstddef>

#include "host/system/stopwatch.hpp"

namespace crossover {

std::uint64_t Backend::count_lots(Seed seed, LotSource& lots) {
  std::uint64_t hits = 0;
  while (const auto lot = lots.take()) {
    const Stopwatch watch;
    hits += count(seed, *lot);
    lots.learn(lot->size(), watch.seconds());
  }
  return hits;
}

unsigned BackendEntry::default_workers_beside(const std::vector<unsigned>& chosen) const {
  const unsigned workers = default_workers();
  if (!takes_workers() || !takes_devices() || !why_unavailable().empty()) return workers;
  const std::size_t feeding = chosen.empty() ? usable(devices()).size() : chosen.size();
  return workers > feeding ? workers - static_cast<unsigned>(feeding) : 1;
}

}  // namespace crossover
