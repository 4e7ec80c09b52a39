#include "host/report/pi/comparison_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "host/compare/scaling/scaling.hpp"
#include "host/machine/topology/cpu_layout.hpp"
#include "host/report/numbers.hpp"
#include "host/report/pi/comparison_json.hpp"
#include "host/report/pi/comparison_table.hpp"
#include "host/report/pi/comparison_words.hpp"
#include "host/report/pi/pi_columns.hpp"
#include "host/report/pi/scaling/scaling_table.hpp"
#include "host/report/rounds_csv.hpp"

namespace crossover {
namespace {

using Entries = std::vector<const BackendEntry*>;

std::vector<std::string> incidents_of(const Comparison& comparison) {
  std::vector<std::string> all;
  for (const PiRun& run : comparison.runs)
    all.insert(all.end(), run.timing.incidents.begin(), run.timing.incidents.end());
  return all;
}

/// "1e8", "1e8 to 8e8".
std::string describe_sizes(const Comparison& comparison) {
  std::uint64_t least = comparison.range.size();
  for (const PiRun& run : comparison.runs) least = std::min(least, run.asked.size());
  const std::string most = format_exact(comparison.range.size());
  return least < comparison.range.size() ? fmt::format("{} to {}", format_exact(least), most) : most;
}

std::string heading(const Comparison& comparison) {
  return fmt::format("{} samples of seed {} from sample {} on {}", describe_sizes(comparison),
                     static_cast<std::uint64_t>(comparison.seed), comparison.range.first,
                     one_line(describe_machine())) +
         device_lines(comparison);
}

std::string partial_notice(const Comparison& comparison) {
  const auto failed = std::ranges::count_if(comparison.runs, [](const PiRun& run) { return run.failure.has_value(); });
  if (comparison.signal == 0 && !comparison.failure) {
    if (failed > 0) return fmt::format("PARTIAL: {} of {} configurations failed.\n", failed, comparison.runs.size());
    return comparison.first_failure() ? "PARTIAL: the start of workers could not be timed.\n" : "";
  }
  const char* where = "a warm round";
  if (comparison.rounds == 0) where = "the recount or the first warm round";
  if (comparison.runs.empty() || !comparison.runs.back().complete()) where = "the first runs";
  return fmt::format("PARTIAL: {} in {}.\n", comparison.failure ? "failed" : "stopped", where);
}

std::string failure_of(const Comparison& comparison) {
  const auto failure = comparison.first_failure();
  return failure ? failure->what() : "";
}

Page page_of(const Comparison& comparison, const Entries& unavailable) {
  Page page{{Paragraph{partial_notice(comparison) + heading(comparison)}, table_of(comparison, unavailable)}};
  if (const auto scaling = find_scaling(comparison, cpu_layout()); !scaling.empty()) {
    const bool of_devices = scaling.front().is_of_devices;
    page.blocks.emplace_back(
        Paragraph{fmt::format("Beside one {} of the same backend:", of_devices ? "GPU" : "worker")});
    page.blocks.emplace_back(table_of(scaling));
  }
  page.blocks.emplace_back(findings_of(comparison));
  return page;
}

}  // namespace

Document report_on(const Comparison& comparison, const Entries& unavailable) {
  const Json json = json_of(comparison, unavailable);
  return {.page = page_of(comparison, unavailable),
          .csv = csv_of(json["runs"], pi_columns() + comparison_columns()),
          .json = text_of(json),
          .csv_rounds = csv_of_rounds(json),
          .exit_code = comparison.ending().exit_code(),
          .failure = failure_of(comparison),
          .notes = incidents_of(comparison)};
}

}  // namespace crossover
