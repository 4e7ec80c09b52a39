#include "host/report/pi/comparison_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "host/report/numbers.hpp"
#include "host/report/pi/comparison_json.hpp"
#include "host/report/pi/comparison_table.hpp"
#include "host/report/pi/comparison_words.hpp"
#include "host/report/pi/pi_columns.hpp"

namespace crossover {
namespace {

using Entries = std::vector<const BackendEntry*>;

std::vector<std::string> incidents_of(const Comparison& comparison) {
  std::vector<std::string> all;
  for (const PiRun& run : comparison.runs)
    all.insert(all.end(), run.timing.incidents.begin(), run.timing.incidents.end());
  return all;
}

std::string heading(const Comparison& comparison) {
  return fmt::format("{} samples of seed {} from sample {} on {}", format_exact(comparison.range.size()),
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

}  // namespace

Document report_on(const Comparison& comparison, const Entries& unavailable) {
  const Json json = json_of(comparison, unavailable);
  return {.page = {{Paragraph{partial_notice(comparison) + heading(comparison)}, table_of(comparison, unavailable),
                    findings_of(comparison)}},
          .csv = csv_of(json["runs"], pi_columns() + comparison_columns()),
          .json = text_of(json),
          .exit_code = comparison.ending().exit_code(),
          .failure = failure_of(comparison),
          .notes = incidents_of(comparison)};
}

}  // namespace crossover
