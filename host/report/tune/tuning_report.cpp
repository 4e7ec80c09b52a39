#include "host/report/tune/tuning_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <set>
#include <string>

#include "host/report/meters/meter_words.hpp"
#include "host/report/numbers.hpp"
#include "host/report/page/table.hpp"
#include "host/report/ratio_words.hpp"
#include "host/report/saved/result_csv.hpp"
#include "host/report/tune/tuning_json.hpp"
#include "host/report/tune/tuning_words.hpp"
#include "host/report/unavailable.hpp"

namespace crossover {
namespace {

using Entries = std::vector<const BackendEntry*>;
using Chunk = std::optional<std::uint64_t>;

const char* const not_reached = "?";

/// Whose time is told is marked by what it rests on.
std::string time_cell(const Tuning& tuning, std::size_t i, const TimeUnit& unit) {
  const Candidate& candidate = tuning.candidates[i];
  if (candidate.failure) return "failed";
  const auto seconds = candidate.seconds_for(tuning.range.size());
  if (!seconds) return not_reached;
  const bool chosen = tuning.choice && tuning.choice->candidate == i;
  return fmt::format("{}{}{}", chosen ? "*" : "", candidate.samples() < tuning.range.size() ? "~" : "",
                     unit.number(*seconds));
}

TimeUnit unit_of_surface(const Tuning& tuning) {
  std::vector<double> all;
  for (const Candidate& candidate : tuning.candidates)
    all.push_back(candidate.seconds_for(tuning.range.size()).value_or(0));
  return time_unit_of(all);
}

std::string format_chunk(const Chunk& chunk) { return chunk ? format_exact(*chunk) : "own"; }

/// None, the backend's own choice, comes first.
std::set<Chunk> chunks_of(const Tuning& tuning) {
  std::set<Chunk> chunks;
  for (const Candidate& candidate : tuning.candidates) chunks.insert(candidate.configuration.chunk);
  return chunks;
}

/// One row for each backend and number of workers, one column a chunk.
Table surface(const Tuning& tuning, const Entries& unavailable) {
  Table table{.columns = {{.title = "backend", .is_key = true},
                          {.title = "kernel", .is_hoisted = true},
                          {.title = "workers", .align = Align::right, .is_key = true}},
              .rows = {}};
  const TimeUnit unit = unit_of_surface(tuning);
  const std::set<Chunk> chunks = chunks_of(tuning);
  for (const Chunk& chunk : chunks) table.columns.push_back({format_chunk(chunk), Align::right});
  const Configuration* row_of = nullptr;
  for (std::size_t i = 0; i < tuning.candidates.size(); ++i) {
    const Configuration& c = tuning.candidates[i].configuration;
    if (row_of == nullptr || row_of->backend != c.backend || row_of->workers != c.workers) {
      table.rows.push_back({std::string(c.backend->name), std::string(c.kernel->name), fmt::format("{}", c.workers)});
      table.rows.back().resize(table.columns.size(), absent);
      row_of = &c;
    }
    const auto column = 3 + std::distance(chunks.begin(), chunks.find(c.chunk));
    table.rows.back()[static_cast<std::size_t>(column)] = time_cell(tuning, i, unit);
  }
  table.notes = why_unavailable(unavailable);
  return table;
}

/// What the marks of the surface mean, those that it has.
std::string legend(const Tuning& tuning, const Table& surface) {
  const std::uint64_t n = tuning.range.size();
  const auto some = [&](const auto& is) { return std::ranges::any_of(tuning.candidates, is); };
  const std::size_t places = surface.rows.size() * chunks_of(tuning).size();
  std::string line =
      fmt::format("Time of a whole run in {}; chunk: samples a worker takes at a time", unit_of_surface(tuning).symbol);
  if (tuning.choice) line += "; * the choice";
  if (some([&](const Candidate& c) { return c.seconds_for(n) && c.samples() < n; }))
    line += "; ~ predicted from fewer samples";
  if (tuning.candidates.size() < places) line += "; - no candidate";
  if (some([&](const Candidate& c) { return !c.failure && !c.seconds_for(n); })) line += "; ? not reached";
  return line + ".";
}

std::string interval_cell(const Summary& summary, const auto& text) {
  return summary.ci95 ? text(summary.ci95->low) + " to " + text(summary.ci95->high) : std::string(absent);
}

std::string three_decimals(double ratio) { return fmt::format("{:.3f}", ratio); }

bool is_chosen(const Tuning& tuning, const Finalist& finalist) {
  return tuning.choice && finalist.candidate == tuning.choice->candidate;
}

Table finalists_table(const Tuning& tuning) {
  std::vector<double> medians;
  for (const Finalist& f : tuning.finalists) medians.push_back(f.seconds.median);
  const TimeUnit unit = time_unit_of(medians);
  const auto format_time = [&](double seconds) { return unit.number(seconds); };
  Table table{.columns = {{.title = "backend"},
                          {.title = "workers", .align = Align::right},
                          {.title = "chunk", .align = Align::right},
                          {.title = fmt::format("time, {}", unit.symbol), .align = Align::right},
                          {.title = "95 % interval", .drop = 2},
                          {.title = "to the best", .align = Align::right},
                          {.title = "95 % interval", .drop = 1},
                          {.title = "verdict", .is_prose = true}},
              .rows = {}};
  constexpr std::size_t behind_times = 7;
  std::vector<Readings> readings;
  for (const Finalist& f : tuning.finalists) {
    const Configuration& c = tuning.candidates[f.candidate].configuration;
    readings.push_back(tuning.candidates[f.candidate].meters());
    table.rows.push_back({std::string(c.backend->name), fmt::format("{}", c.workers), format_chunk(c.chunk),
                          format_time(f.seconds.median), interval_cell(f.seconds, format_time),
                          three_decimals(f.ratio.median), interval_cell(f.ratio, three_decimals),
                          is_chosen(tuning, f) ? "chosen" : describe_verdict(f.verdict)});
  }
  std::vector<MeteredRow> metered;
  metered.reserve(readings.size());
  for (const Readings& of_row : readings) metered.push_back({.readings = &of_row});
  constexpr unsigned like_an_interval = 2;
  insert_meters(table, behind_times, metered, like_an_interval);
  return table;
}

std::string heading(const Tuning& tuning) {
  return fmt::format("{} samples of seed {} from sample {} on {}", format_exact(tuning.range.size()),
                     static_cast<std::uint64_t>(tuning.seed), tuning.range.first, one_line(describe_machine()));
}

std::string partial_notice(const Tuning& tuning) {
  if (tuning.signal == 0 && !tuning.failure) return "";
  return fmt::format("PARTIAL: {} before the tuning was done.\n", tuning.failure ? "failed" : "stopped");
}

Page page_of(const Tuning& tuning, const Entries& unavailable) {
  const Table times = surface(tuning, unavailable);
  Page page{{Paragraph{partial_notice(tuning) + heading(tuning)}, times, Paragraph{legend(tuning, times)}}};
  if (!tuning.finalists.empty()) page.blocks.emplace_back(finalists_table(tuning));
  page.blocks.emplace_back(findings_of(tuning));
  return page;
}

std::vector<std::string> notes_on(const Tuning& tuning) {
  std::vector<std::string> notes = describe_failures(tuning);
  notes.insert(notes.end(), tuning.incidents.begin(), tuning.incidents.end());
  return notes;
}

}  // namespace

Document report_on(const Tuning& tuning, const Entries& unavailable) {
  const Json json = json_of(tuning, unavailable);
  return {.page = page_of(tuning, unavailable),
          .csv = csv_of_result(json),
          .json = text_of(json),
          .exit_code = tuning.ending().exit_code(),
          .failure = tuning.failure ? tuning.failure->what() : "",
          .notes = notes_on(tuning)};
}

}  // namespace crossover
