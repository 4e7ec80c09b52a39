#include "host/report/pi/walk/walk_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "host/report/numbers.hpp"
#include "host/report/pi/comparison_table.hpp"
#include "host/report/pi/comparison_words.hpp"
#include "host/report/pi/pi_columns.hpp"
#include "host/report/pi/walk/walk_json.hpp"
#include "host/report/pi/walk/walk_tables.hpp"
#include "host/report/pi/walk/walk_words.hpp"
#include "host/report/rounds_csv.hpp"
#include "host/system/stop_signals.hpp"

namespace crossover {
namespace {

using Entries = std::vector<const BackendEntry*>;

std::string partial_notice(const PiWalk& walk) {
  if (walk.complete()) return "";
  const PiPoint& last = walk.points.back();
  std::string what = "stopped";
  if (walk.signal != 0) what = fmt::format("{} stopped it", name_of_stop_signal(walk.signal));
  if (walk.first_failure()) what = "some of it failed";
  if (walk.disagreement) what = "the hits differ";
  return fmt::format("PARTIAL: {}; the last size is {} samples.\n", what, format_size(last.samples()));
}

std::string heading(const PiWalk& walk) {
  const Comparison& first = walk.points.front().comparison;
  return fmt::format("{} to {} samples of seed {} from sample {} on {}", format_exact(walk.sizes.front()),
                     format_exact(walk.sizes.back()), static_cast<std::uint64_t>(first.seed), first.range.first,
                     one_line(describe_machine())) +
         device_lines(last_measured(walk).comparison);
}

/// First the largest size, then from where on each pays, then what that is by.
Page page_of(const PiWalk& walk, const PiFindings& findings, const Entries& unavailable) {
  const PiPoint& last = last_measured(walk);
  Page page{{Paragraph{partial_notice(walk) + heading(walk)}}};
  const auto add = [&](const std::string& title, Table table) {
    if (table.rows.empty()) return;
    page.blocks.emplace_back(Paragraph{title});
    page.blocks.emplace_back(std::move(table));
  };
  add(format_exact(last.samples()) + " samples:", table_of(last.comparison, unavailable));
  page.blocks.emplace_back(findings_on_runs(last.comparison));
  add("From how many samples on it pays:", table_of_crossings(walk, findings));
  page.blocks.emplace_back(sentences_on(walk, findings));
  add("Time of N samples by the lines T0 + N / R:", table_of_models(walk, findings));
  for (const RunKind kind : run_kinds)
    add(fmt::format("Msamples/s of {} runs; a star marks the fastest where it clearly is, (brackets) what is "
                    "predicted:",
                    name_of(kind)),
        table_of_sizes(walk, findings, kind));
  return page;
}

std::string failure_of(const PiWalk& walk) {
  const auto failure = walk.first_failure();
  return failure ? failure->what() : "";
}

std::vector<std::string> incidents_of(const PiWalk& walk) {
  std::vector<std::string> all;
  for (const PiPoint& point : walk.points)
    for (const PiRun& run : point.comparison.runs)
      all.insert(all.end(), run.timing.incidents.begin(), run.timing.incidents.end());
  return all;
}

}  // namespace

Document report_on(const PiWalk& walk, const Entries& unavailable) {
  const PiFindings findings = find_in(walk);
  const Json json = json_of(walk, findings, unavailable);
  return {.page = page_of(walk, findings, unavailable),
          .csv = csv_of(json["runs"], pi_columns() + comparison_columns()),
          .json = text_of(json),
          .csv_rounds = csv_of_rounds(json),
          .exit_code = walk.ending().exit_code(),
          .failure = failure_of(walk),
          .notes = incidents_of(walk)};
}

}  // namespace crossover
