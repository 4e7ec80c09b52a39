#include "host/report/devices/devices_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "host/cuda/instruction_set.hpp"
#include "host/report/csv.hpp"
#include "host/report/devices/gpu_words.hpp"
#include "host/report/json.hpp"
#include "host/report/page/table.hpp"
#include "host/report/sort/sort_json.hpp"
#include "host/sensors/cpu_energy.hpp"
#include "host/sensors/nvml.hpp"

namespace crossover {
namespace {

/// None where the backend cannot run, or fails just now.
std::vector<Device> devices_of(const BackendEntry& entry) try {
  const bool has_some = entry.takes_devices() && entry.why_unavailable().empty();
  return has_some ? entry.devices() : std::vector<Device>();
} catch (const Error&) {
  return {};
}

std::size_t workers_of(const BackendEntry& entry) {
  if (entry.takes_devices() && !entry.takes_workers()) return usable(devices_of(entry)).size();
  return std::max(1U, entry.default_workers_beside({}));
}

Table usable_or_not(const char* kind) {
  return {.columns = {{.title = kind},
                      {.title = "usable"},
                      {.title = "workers", .align = Align::right},
                      {.title = "what it is, or why not", .is_prose = true}},
          .rows = {}};
}

Table backends_table() {
  Table table = usable_or_not("backend");
  for (const BackendEntry* entry : backends()) {
    const std::string why_not = entry->why_unavailable();
    const bool usable = why_not.empty();
    table.rows.push_back({std::string(entry->name), usable ? "yes" : "no",
                          usable ? fmt::format("{}", workers_of(*entry)) : "-",
                          usable ? std::string(entry->summary) : why_not});
  }
  return table;
}

Table sorters_table() {
  Table table = usable_or_not("sorter");
  for (const SorterEntry* entry : sorters()) {
    const std::string why_not = entry->why_unavailable();
    const bool usable = why_not.empty();
    table.rows.push_back({std::string(entry->name), usable ? "yes" : "no",
                          usable ? fmt::format("{}", std::max(1U, entry->default_workers())) : "-",
                          usable ? std::string(entry->summary) : why_not});
  }
  return table;
}

/// Those of the backends that can run here, each once.
std::vector<const Kernel*> usable_kernels() {
  std::vector<const Kernel*> kernels;
  for (const BackendEntry* entry : backends()) {
    if (!entry->why_unavailable().empty()) continue;
    for (const Kernel* kernel : entry->kernels())
      if (std::find(kernels.begin(), kernels.end(), kernel) == kernels.end()) kernels.push_back(kernel);
  }
  return kernels;
}

Table kernels_table() {
  Table table{.columns = {{.title = "kernel"}, {.title = "runs on"}, {.title = "what it is", .is_prose = true}},
              .rows = {}};
  for (const Kernel* kernel : usable_kernels())
    table.rows.push_back({std::string(kernel->name), instruction_set_of(*kernel), std::string(kernel->summary)});
  return table;
}

std::string text_of(const Device& device) {
  return device.why_unusable.empty() ? device.description
                                     : fmt::format("{}, cannot be used: {}", device.description, device.why_unusable);
}

/// Whether the CPUs' energy can be read: empty, or why not.
std::string why_no_cpu_energy() { return CpuEnergy().joules().why_none; }

/// A line for each device of a backend that has nothing else: "cuda device 0: ...", and below it how it is.
std::string device_lines(const std::vector<cuda::GpuState>& states) {
  std::string lines;
  for (const BackendEntry* entry : backends()) {
    if (entry->takes_workers()) continue;
    unsigned number = 0;
    for (const Device& device : devices_of(*entry)) {
      lines += fmt::format("{} device {}: {}\n", entry->name, number, text_of(device));
      if (number < states.size()) lines += fmt::format("  {}\n", describe(states[number]));
      ++number;
    }
  }
  if (!states.empty()) lines += fmt::format("CUDA: {}\n", cuda::describe_software(cuda::cuda_runtime()));
  const std::string why_not = why_no_cpu_energy();
  return lines + fmt::format("CPU energy: {}\n", why_not.empty() ? "can be read" : why_not);
}

Json json_of_gpus(const std::vector<cuda::GpuState>& states) {
  Json gpus = Json::array();
  for (const cuda::GpuState& state : states) gpus.push_back(json_of(state));
  return gpus;
}

Json json_of_backend(const BackendEntry& entry) {
  const std::string why_not = entry.why_unavailable();
  if (!why_not.empty()) return json_of_unavailable(entry);
  Json json{{"backend", entry.name},
            {"summary", entry.summary},
            {"workers", workers_of(entry)},
            {"takes_workers", entry.takes_workers()},
            {"takes_devices", entry.takes_devices()},
            {"takes_chunk", entry.takes_chunk},
            {"kernels", Json::array()}};
  for (const Kernel* kernel : entry.kernels()) json["kernels"].push_back(kernel->name);
  if (entry.takes_devices()) {
    json["devices"] = Json::array();
    for (const Device& device : devices_of(entry)) json["devices"].push_back(text_of(device));
  }
  return json;
}

Json json_of_sorter(const SorterEntry& entry) {
  if (!entry.why_unavailable().empty()) return json_of_unavailable(entry);
  return {{"sorter", entry.name}, {"summary", entry.summary}, {"workers", std::max(1U, entry.default_workers())}};
}

Json json_report(const std::vector<cuda::GpuState>& states) {
  Json document = json_head("devices");
  const std::string why_not = why_no_cpu_energy();
  document["cpu_energy"] = {{"can_be_read", why_not.empty()},
                            {"why_none", why_not.empty() ? Json(nullptr) : Json(why_not)}};
  document["cuda"] = states.empty() ? Json(nullptr) : Json(cuda::describe_software(cuda::cuda_runtime()));
  document["gpus"] = json_of_gpus(states);
  document["backends"] = Json::array();
  for (const BackendEntry* entry : backends()) document["backends"].push_back(json_of_backend(*entry));
  document["kernels"] = Json::array();
  for (const Kernel* kernel : usable_kernels())
    document["kernels"].push_back(
        {{"kernel", kernel->name}, {"summary", kernel->summary}, {"instruction_set", instruction_set_of(*kernel)}});
  document["sorters"] = Json::array();
  for (const SorterEntry* entry : sorters()) document["sorters"].push_back(json_of_sorter(*entry));
  return document;
}

/// All three in one, for scripts; what a kind has not is empty.
std::string csv_of_all(const Json& document) {
  Json rows = Json::array();
  for (const auto& [kind, list] : {std::pair{"backend", "backends"}, {"kernel", "kernels"}, {"sorter", "sorters"}})
    for (const Json& item : document[list]) {
      Json row = {{"kind", kind}, {"name", item[kind]}, {"usable", !item.contains("unavailable")}, {"item", item}};
      if (item.contains("unavailable")) row["why_not"] = item["unavailable"];
      rows.push_back(row);
    }
  return csv_of(rows, {{"kind", "/kind"},
                       {"name", "/name"},
                       {"usable", "/usable"},
                       {"workers", "/item/workers"},
                       {"instruction_set", "/item/instruction_set"},
                       {"summary", "/item/summary"},
                       {"why_not", "/why_not"}});
}

}  // namespace

Document report_on_devices() {
  const auto states = cuda::states_of_gpus(cuda::cuda_runtime(), nvml());
  const Json json = json_report(states);
  return {.page = {{Paragraph{one_line(describe_machine())}, Paragraph{device_lines(states)}, backends_table(),
                    kernels_table(), sorters_table()}},
          .csv = csv_of_all(json),
          .json = text_of(json)};
}

}  // namespace crossover
