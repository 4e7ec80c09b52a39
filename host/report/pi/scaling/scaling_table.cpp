#include "host/report/pi/scaling/scaling_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "host/report/pi/scaling/scaling_words.hpp"
#include "host/report/ratio_words.hpp"

namespace crossover {
namespace {

std::string speed_up_interval(const Summary& speed_up) {
  if (!speed_up.ci95) return absent;
  return fmt::format("{} to {}", format_ratio(speed_up.ci95->low), format_ratio(speed_up.ci95->high));
}

std::string fraction_cell(const ScaledRun& run) {
  return run.serial_fraction ? fmt::format("{:.3f}", *run.serial_fraction) : absent;
}

std::string fraction_interval(const ScaledRun& run) {
  if (!run.serial_fraction_ci95) return absent;
  return fmt::format("{:.3f} to {:.3f}", run.serial_fraction_ci95->low, run.serial_fraction_ci95->high);
}

}  // namespace

Table table_of(const std::vector<ScalingOfBackend>& all) {
  const bool of_devices = std::ranges::any_of(all, &ScalingOfBackend::is_of_devices);
  Table table{.columns = {{.title = "backend", .is_key = true},
                          {.title = "scaling", .is_key = true, .is_hoisted = true},
                          {.title = of_devices ? "GPUs" : "workers", .align = Align::right, .is_key = true},
                          {.title = "speed-up", .align = Align::right},
                          {.title = "95 % interval", .drop = 1},
                          {.title = "efficiency", .align = Align::right},
                          {.title = "serial fraction", .align = Align::right},
                          {.title = "95 % interval", .drop = 2}},
              .rows = {}};
  for (const ScalingOfBackend& found : all)
    for (const ScaledRun& run : found.runs)
      table.rows.push_back({label_of(found, all), std::string(name_of(found.scaling)), fmt::format("{}", run.workers),
                            format_ratio(run.speed_up.median), speed_up_interval(run.speed_up),
                            format_ratio(run.efficiency()), fraction_cell(run), fraction_interval(run)});
  return table;
}

}  // namespace crossover
