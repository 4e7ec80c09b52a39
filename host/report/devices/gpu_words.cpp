#include "host/report/devices/gpu_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace crossover {
namespace {

Json json_of(const PcieLink& link) { return {{"generation", link.generation}, {"lanes", link.lanes}}; }
template <class T>
Json json_of(const T& value) {
  return value;
}

/// Gathers what is told, and why the rest is not: each reason once, with all that it holds for.
class Told {
 public:
  template <class T, class Words>
  void add(std::string_view what, const Sensed<T>& sensed, const Words& words) {
    if (sensed.value)
      told_.push_back(words(*sensed.value));
    else
      untold(what, sensed.why_none);
  }
  void add(std::string words) { told_.push_back(std::move(words)); }

  std::string line() const {
    std::string line = fmt::format("{}", fmt::join(told_, ", "));
    constexpr std::size_t few = 4;
    for (const auto& [why, what] : untold_)
      line += fmt::format("; {}: {}", what.size() > few ? "sensors" : fmt::format("{}", fmt::join(what, ", ")), why);
    return line;
  }

 private:
  void untold(std::string_view what, const std::string& why) {
    const auto found = std::ranges::find(untold_, why, &Untold::first);
    (found != untold_.end() ? *found : untold_.emplace_back(why, std::vector<std::string_view>()))
        .second.push_back(what);
  }

  using Untold = std::pair<std::string, std::vector<std::string_view>>;
  std::vector<std::string> told_;
  std::vector<Untold> untold_;
};

std::string describe_persistence(bool is_on) {
  return is_on ? "persistence on" : "persistence off (each program waits for the driver; sudo nvidia-smi -pm 1)";
}

std::string describe_clocks(const std::vector<std::string>& throttle_reasons) {
  return throttle_reasons.empty() ? "clocks not throttled"
                                  : fmt::format("clocks throttled by {}", fmt::join(throttle_reasons, " and "));
}

}  // namespace

std::string describe(const cuda::GpuState& gpu) {
  Told told;
  told.add("nvidia-smi's number", gpu.smi_index, [](unsigned index) { return fmt::format("nvidia-smi {}", index); });
  told.add("PCIe", gpu.link, [&](const PcieLink& link) {
    const auto& widest = gpu.max_link.value;
    return "PCIe " + cuda::format_link(link) +
           (widest && *widest != link ? " of " + cuda::format_link(*widest) : std::string());
  });
  told.add(gpu.corrects_errors ? "ECC on" : "ECC off");
  told.add("persistence", gpu.is_persistent, describe_persistence);
  told.add("temperature", gpu.celsius, [](double degrees) { return fmt::format("{:.0f} °C", degrees); });
  told.add("power", gpu.watts, [&](double watts) {
    const auto& most = gpu.max_watts.value;
    return fmt::format("{:.3g} W{}", watts, most ? fmt::format(" of {:.3g} W", *most) : std::string());
  });
  told.add("clocks", gpu.throttle_reasons, describe_clocks);
  if (!gpu.joules.value) told.add("energy", gpu.joules, [](double) { return std::string(); });
  return told.line();
}

Json json_of(const cuda::GpuState& gpu) {
  Json json{{"pci_address", gpu.address}, {"ecc", gpu.corrects_errors}}, why = Json::object();
  const auto add = [&](const char* name, const auto& sensed) {
    json[name] = sensed.value ? json_of(*sensed.value) : Json(nullptr);
    if (!sensed.value) why[name] = sensed.why_none;
  };
  add("nvidia_smi_index", gpu.smi_index);
  add("pcie", gpu.link);
  add("pcie_max", gpu.max_link);
  add("persistence", gpu.is_persistent);
  add("celsius", gpu.celsius);
  add("watts", gpu.watts);
  add("max_watts", gpu.max_watts);
  add("joules", gpu.joules);
  add("clock_throttle_reasons", gpu.throttle_reasons);
  json["why_none"] = why;
  return json;
}

}  // namespace crossover
