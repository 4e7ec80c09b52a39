#include "host/machine/meter.hpp"

#include <algorithm>
#include <array>

namespace crossover {
namespace {

auto find(auto& readings, const Meter& meter) { return std::ranges::find(readings, &meter, &Reading::meter); }

}  // namespace

std::span<const Meter* const> meters() {
  static constexpr std::array<const Meter*, 6> all{&cpu_meter,     &kernel_meter, &reduce_meter,
                                                   &copy_in_meter, &sort_meter,   &copy_out_meter};
  return all;
}

std::span<const Meter* const> setup_meters() {
  static constexpr std::array<const Meter*, 4> all{&driver_start_meter, &context_meter, &code_meter, &memory_meter};
  return all;
}

std::optional<double> value_of(const Readings& readings, const Meter& meter) {
  const auto found = find(readings, meter);
  return found == readings.end() ? std::nullopt : std::optional(found->value);
}

Readings added_since(const Readings& before, const Readings& now) {
  Readings added = now;
  for (Reading& reading : added) reading.value -= value_of(before, *reading.meter).value_or(0);
  return added;
}

Readings mean_of(std::span<const Readings> all) {
  Readings mean = all.front();
  for (Reading& reading : mean) {
    double sum = 0;
    for (const Readings& one : all) sum += value_of(one, *reading.meter).value_or(0);
    reading.value = sum / static_cast<double>(all.size());
  }
  return mean;
}

Readings sum_of(const Readings& a, const Readings& b) {
  Readings sum = a;
  for (const Reading& reading : b) {
    const auto found = find(sum, *reading.meter);
    if (found == sum.end())
      sum.push_back(reading);
    else
      found->value += reading.value;
  }
  return sum;
}

Readings larger_of(const Readings& a, const Readings& b) {
  Readings larger = a;
  for (const Reading& reading : b) {
    const auto found = find(larger, *reading.meter);
    if (found == larger.end())
      larger.push_back(reading);
    else
      found->value = std::max(found->value, reading.value);
  }
  return larger;
}

}  // namespace crossover
