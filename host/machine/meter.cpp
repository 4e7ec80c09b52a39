#include "host/machine/meter.hpp"

#include <algorithm>
#include <array>

namespace crossover {
namespace {

auto find(auto& readings, const Meter& meter) { return std::ranges::find(readings, &meter, &Reading::meter); }

/// Of meters that both have, what `of_both` makes of the two values; of the others their one.
template <class OfBoth>
Readings combined(Readings all, const Readings& more, const OfBoth& of_both) {
  for (const Reading& reading : more) {
    const auto found = find(all, *reading.meter);
    if (found == all.end())
      all.push_back(reading);
    else if (!reading.was_read())
      *found = reading;
    else if (found->was_read())
      found->value = of_both(found->value, reading.value);
  }
  return all;
}

}  // namespace

std::span<const Meter* const> meters() {
  static constexpr std::array<const Meter*, 8> all{&cpu_meter,  &kernel_meter,   &reduce_meter,     &copy_in_meter,
                                                   &sort_meter, &copy_out_meter, &cpu_energy_meter, &gpu_energy_meter};
  return all;
}

std::span<const Meter* const> setup_meters() {
  static constexpr std::array<const Meter*, 5> all{&driver_start_meter, &context_meter, &code_meter, &memory_meter,
                                                   &pinning_meter};
  return all;
}

std::optional<double> value_of(const Readings& readings, const Meter& meter) {
  const auto found = find(readings, meter);
  return found == readings.end() || !found->was_read() ? std::nullopt : std::optional(found->value);
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
    std::size_t read = 0;
    for (const Readings& one : all)
      if (const auto value = value_of(one, *reading.meter)) {
        sum += *value;
        ++read;
      }
    if (read > 0) reading = {reading.meter, sum / static_cast<double>(read)};
  }
  return mean;
}

Readings sum_of(const Readings& a, const Readings& b) {
  return combined(a, b, [](double x, double y) { return x + y; });
}

Readings larger_of(const Readings& a, const Readings& b) {
  return combined(a, b, [](double x, double y) { return std::max(x, y); });
}

}  // namespace crossover
