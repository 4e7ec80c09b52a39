#include "host/report/pi/device_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

#include "host/report/numbers.hpp"
#include "host/report/ratio_words.hpp"

namespace crossover {

std::string describe(const DeviceWork& work, const WorkOfDevices& all) {
  const auto rate = work.samples_per_second();
  if (!rate) return "nothing to do";
  std::string words = fmt::format("{} while it counts, {:.1f} % of the samples, busy {:.1f} % of the time",
                                  format_rate(*rate), 100 * all.share_of(work), 100 * all.efficiency_of(work));
  if (const auto hertz = work.clock_hertz()) words += fmt::format(", at {:.2f} GHz", *hertz / 1e9);
  if (const auto share = work.share_of_bound())
    words += fmt::format(" ({} of the bound by its pipes, modelled)", format_ratio(*share));
  if (work.load.celsius) words += fmt::format(", {:.0f} °C", *work.load.celsius);
  if (!work.load.throttle_reasons.empty())
    words += fmt::format(", clocks throttled by {}", fmt::join(work.load.throttle_reasons, " and "));
  return words;
}

std::string describe_device_work(const PiRun& run) {
  std::vector<std::string> parts;
  for (const DeviceWork& work : run.device_work.by_device)
    parts.push_back(fmt::format("GPU {}: {}", work.device, describe(work, run.device_work)));
  if (parts.empty()) return "";
  const Configuration& c = run.configuration;
  return fmt::format("{}, kernel {}: {}.", describe_configuration(c), c.kernel->name, fmt::join(parts, "; "));
}

Json json_of(const WorkOfDevices& all) {
  Json json = Json::array();
  for (const DeviceWork& work : all.by_device)
    json.push_back({{"device", work.device},
                    {"samples", work.samples},
                    {"share", all.share_of(work)},
                    {"samples_per_second", or_null(work.samples_per_second())},
                    {"efficiency", all.efficiency_of(work)},
                    {"clock_hertz", or_null(work.clock_hertz())},
                    {"share_of_bound", or_null(work.share_of_bound())},
                    {"celsius", or_null(work.load.celsius)},
                    {"clock_throttle_reasons", work.load.throttle_reasons}});
  return json;
}

}  // namespace crossover
