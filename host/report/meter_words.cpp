#include "host/report/meter_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <optional>

#include "host/report/numbers.hpp"

namespace crossover {
namespace {

constexpr double min_setup_seconds = 0.5e-3;

std::string cell_of(const MeteredRow& row, const Meter& meter) {
  const auto value = row.readings != nullptr ? value_of(*row.readings, meter) : std::nullopt;
  if (!value) return "-";
  return reading_text({&meter, *value}) + (row.was_held_up && &meter == &cpu_meter ? "!" : "");
}

}  // namespace

std::string reading_text(const Reading& reading) {
  if (reading.meter->unit.symbol == unit_seconds.symbol) return duration_text(reading.value);
  return fmt::format("{:.3g} {}", reading.value, reading.meter->unit.symbol);
}

std::vector<std::string> parts_of_time(const Timing& timing) {
  std::vector<std::string> parts;
  if (timing.setup_seconds >= min_setup_seconds) parts.push_back("set-up " + duration_text(timing.setup_seconds));
  for (const Reading& reading : timing.meters)
    if (reading.meter->is_part_of_time)
      parts.push_back(fmt::format("{} {}", reading.meter->title, reading_text(reading)));
  return parts;
}

std::string sentence_on_parts_of_time(const std::string& name, const Timing& timing) {
  std::vector<std::string> parts;
  for (const Reading& reading : timing.meters)
    if (reading.meter->is_part_of_time)
      parts.push_back(fmt::format("{} {} ({:.1f} %)", reading.meter->title, reading_text(reading),
                                  100 * reading.value / timing.seconds()));
  if (parts.empty() || timing.seconds() <= 0) return "";
  return fmt::format("{}: {}: {}; set-up took {} once.", name, duration_text(timing.seconds()), fmt::join(parts, ", "),
                     duration_text(timing.setup_seconds));
}

void insert_meters(Table& table, std::size_t at, std::span<const MeteredRow> rows) {
  const auto place = static_cast<std::ptrdiff_t>(at);
  for (const Meter* meter : meters()) {
    const auto has_it = [&](const MeteredRow& row) {
      return row.readings != nullptr && value_of(*row.readings, *meter).has_value();
    };
    if (meter->is_part_of_time || std::ranges::none_of(rows, has_it)) continue;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      auto& cells = table.rows[i];
      if (cells.size() > at) cells.insert(cells.begin() + place, cell_of(rows[i], *meter));
    }
    table.columns.insert(table.columns.begin() + place, {.title = std::string(meter->title), .align = Align::right});
  }
}

}  // namespace crossover
