#include "host/report/meters/meter_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <optional>

#include "host/report/numbers.hpp"

namespace crossover {
namespace {

constexpr double min_setup_seconds = 0.5e-3;

/// The readings of one meter, and the unit in which its column shows them.
struct MeterColumn {
  const Meter& meter;
  std::vector<std::optional<double>> values;  ///< A row each.
  std::optional<TimeUnit> time_unit;          ///< None where it reads something else.

  MeterColumn(const Meter& of, std::span<const MeteredRow> rows) : meter(of) {
    std::vector<double> read;
    for (const MeteredRow& row : rows) {
      values.push_back(row.readings != nullptr ? value_of(*row.readings, meter) : std::nullopt);
      if (values.back()) read.push_back(*values.back());
    }
    if (meter.unit.symbol == unit_seconds.symbol) time_unit = time_unit_of(read);
  }

  bool is_empty() const {
    return std::ranges::none_of(values, [](const auto& value) { return value.has_value(); });
  }
  std::string title() const {
    return fmt::format("{}, {}", meter.title, time_unit ? time_unit->symbol : meter.unit.symbol);
  }
  std::string cell(std::size_t row) const {
    if (!values[row]) return "-";
    return time_unit ? time_unit->number(*values[row]) : fmt::format("{:.3g}", *values[row]);
  }
};

/// "driver start 0.30 s, context 0.15 s"; empty where nothing is known of it.
std::string parts_of_setup(const Timing& timing) {
  std::vector<std::string> parts;
  for (const Meter* meter : setup_meters())
    if (const auto value = value_of(timing.setup_meters, *meter))
      parts.push_back(fmt::format("{} {}", meter->title, format_reading({meter, *value})));
  return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace

std::string format_reading(const Reading& reading) {
  if (reading.meter->unit.symbol == unit_seconds.symbol) return format_duration(reading.value);
  return fmt::format("{:.3g} {}", reading.value, reading.meter->unit.symbol);
}

std::vector<std::string> parts_of_time(const Timing& timing) {
  std::vector<std::string> parts;
  if (timing.setup_seconds >= min_setup_seconds) {
    const std::string of_setup = parts_of_setup(timing);
    parts.push_back(fmt::format("set-up {}{}", format_duration(timing.setup_seconds),
                                of_setup.empty() ? "" : fmt::format(" ({})", of_setup)));
  }
  for (const Reading& reading : timing.meters)
    if (reading.meter->is_part_of_time)
      parts.push_back(fmt::format("{} {}", reading.meter->title, format_reading(reading)));
  return parts;
}

std::string describe_parts_of_time(const std::string& name, const Timing& timing,
                                   const std::function<std::string(const Meter&)>& rate_of) {
  std::vector<std::string> parts;
  for (const Reading& reading : timing.meters) {
    if (!reading.meter->is_part_of_time) continue;
    const std::string rate = rate_of ? rate_of(*reading.meter) : "";
    parts.push_back(fmt::format("{} {} ({:.1f} %{}{})", reading.meter->title, format_reading(reading),
                                100 * reading.value / timing.seconds(), rate.empty() ? "" : ", ", rate));
  }
  if (parts.empty() || timing.seconds() <= 0) return "";
  const std::string of_setup = parts_of_setup(timing);
  return fmt::format("{}: {}: {}; set-up took {} once{}.", name, format_duration(timing.seconds()),
                     fmt::join(parts, ", "), format_duration(timing.setup_seconds),
                     of_setup.empty() ? "" : ": " + of_setup);
}

void insert_meters(Table& table, std::size_t at, std::span<const MeteredRow> rows, unsigned drop) {
  constexpr unsigned first_to_go = 9;  // sentences tell of energy too
  for (const Meter* meter : meters()) {
    const MeterColumn column(*meter, rows);
    if (meter->is_part_of_time || column.is_empty()) continue;
    const auto place = static_cast<std::ptrdiff_t>(at);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      auto& cells = table.rows[i];
      const char* mark = rows[i].was_held_up && meter == &cpu_meter ? "!" : "";
      if (cells.size() > at) cells.insert(cells.begin() + place, column.cell(i) + mark);
    }
    table.columns.insert(
        table.columns.begin() + place,
        {.title = column.title(), .align = Align::right, .drop = meter == &cpu_meter ? drop : first_to_go});
    ++at;
  }
}

}  // namespace crossover
