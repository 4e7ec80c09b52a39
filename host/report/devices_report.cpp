#include "host/report/devices_report.hpp"

#include <fmt/format.h>

#include "host/report/json.hpp"
#include "host/report/table.hpp"

namespace crossover {
namespace {

std::string workers_of(const BackendEntry& entry) {
  return entry.takes_workers() ? fmt::format("{}", entry.default_workers()) : std::string("1");
}

Table backends_table() {
  Table table{.columns = {{"backend"}, {"usable"}, {"workers", Align::right}, {"what it is, or why not"}}, .rows = {}};
  for (const BackendEntry* entry : backends()) {
    const std::string why_not = entry->why_unavailable();
    const bool usable = why_not.empty();
    table.rows.push_back({std::string(entry->name), usable ? "yes" : "no", usable ? workers_of(*entry) : "-",
                          usable ? std::string(entry->summary) : why_not});
  }
  return table;
}

Table kernels_table() {
  Table table{.columns = {{"kernel"}, {"runs on"}, {"what it is"}}, .rows = {}};
  for (const CpuKernel* kernel : cpu_kernels())
    table.rows.push_back({std::string(kernel->name), kernel->instruction_set(), std::string(kernel->summary)});
  return table;
}

Json json_of_backend(const BackendEntry& entry) {
  const std::string why_not = entry.why_unavailable();
  if (!why_not.empty()) return json_of_unavailable(entry);
  return {{"backend", entry.name}, {"workers", entry.takes_workers() ? entry.default_workers() : 1}};
}

Json json_report() {
  Json document = json_head("devices");
  document["backends"] = Json::array();
  for (const BackendEntry* entry : backends()) document["backends"].push_back(json_of_backend(*entry));
  document["kernels"] = Json::array();
  for (const CpuKernel* kernel : cpu_kernels())
    document["kernels"].push_back({{"kernel", kernel->name}, {"instruction_set", kernel->instruction_set()}});
  return document;
}

}  // namespace

Document report_on_devices() {
  const std::string machine = one_line(describe_machine()) + "\n\n";
  return {.text = machine + aligned(backends_table()) + "\n" + aligned(kernels_table()),
          .markdown = machine + markdown(backends_table()) + "\n" + markdown(kernels_table()),
          .csv = csv(backends_table()),
          .json = text_of(json_report())};
}

}  // namespace crossover
