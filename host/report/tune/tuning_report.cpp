#include "host/report/tune/tuning_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <set>
#include <string>

#include "host/report/numbers.hpp"
#include "host/report/page/table.hpp"
#include "host/report/ratio_words.hpp"
#include "host/report/tune/tuning_json.hpp"
#include "host/report/tune/tuning_words.hpp"
#include "host/report/unavailable.hpp"

namespace crossover {
namespace {

using Entries = std::vector<const BackendEntry*>;
using Chunk = std::optional<std::uint64_t>;

const char* const absent = "-";
const char* const not_reached = "?";

/// Whose time is told is marked by what it rests on.
std::string time_cell(const Tuning& tuning, std::size_t i) {
  const Candidate& candidate = tuning.candidates[i];
  if (candidate.failure) return "failed";
  const auto seconds = candidate.seconds_for(tuning.range.size());
  if (!seconds) return not_reached;
  const bool chosen = tuning.choice && tuning.choice->candidate == i;
  return fmt::format("{}{}{}", chosen ? "*" : "", candidate.samples() < tuning.range.size() ? "~" : "",
                     duration_text(*seconds));
}

std::string chunk_text(const Chunk& chunk) { return chunk ? exact_text(*chunk) : "own"; }

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
  const std::set<Chunk> chunks = chunks_of(tuning);
  for (const Chunk& chunk : chunks) table.columns.push_back({chunk_text(chunk), Align::right});
  const Configuration* row_of = nullptr;
  for (std::size_t i = 0; i < tuning.candidates.size(); ++i) {
    const Configuration& c = tuning.candidates[i].configuration;
    if (row_of == nullptr || row_of->backend != c.backend || row_of->workers != c.workers) {
      table.rows.push_back({std::string(c.backend->name), std::string(c.kernel->name), fmt::format("{}", c.workers)});
      table.rows.back().resize(table.columns.size(), absent);
      row_of = &c;
    }
    const auto column = 3 + std::distance(chunks.begin(), chunks.find(c.chunk));
    table.rows.back()[static_cast<std::size_t>(column)] = time_cell(tuning, i);
  }
  table.notes = why_unavailable(unavailable);
  return table;
}

/// What the marks of the surface mean, those that it has.
std::string legend(const Table& surface) {
  const auto some = [&](const std::string& mark) {
    return std::ranges::any_of(surface.rows, [&](const auto& row) {
      return row.size() == surface.columns.size() &&
             std::any_of(row.begin() + 3, row.end(),
                         [&](const std::string& cell) { return cell.substr(0, 2).find(mark) != std::string::npos; });
    });
  };
  std::string line = "Seconds of a whole run; chunk: samples a worker takes at a time";
  if (some("*")) line += "; * the choice";
  if (some("~")) line += "; ~ predicted from fewer samples";
  if (some(absent)) line += "; - no candidate";
  if (some(not_reached)) line += "; ? not reached";
  return line + ".";
}

std::string interval_cell(const Summary& summary, std::string (*text)(double)) {
  return summary.ci95 ? text(summary.ci95->low) + " to " + text(summary.ci95->high) : std::string(absent);
}

std::string three_decimals(double ratio) { return fmt::format("{:.3f}", ratio); }

bool is_chosen(const Tuning& tuning, const Finalist& finalist) {
  return tuning.choice && finalist.candidate == tuning.choice->candidate;
}

Table finalists_table(const Tuning& tuning) {
  Table table{.columns = {{.title = "backend"},
                          {.title = "workers", .align = Align::right},
                          {.title = "chunk", .align = Align::right},
                          {.title = "time", .align = Align::right},
                          {.title = "95 % interval", .drop = 2},
                          {.title = "to the best", .align = Align::right},
                          {.title = "95 % interval", .drop = 1},
                          {.title = "verdict", .is_prose = true}},
              .rows = {}};
  for (const Finalist& f : tuning.finalists) {
    const Configuration& c = tuning.candidates[f.candidate].configuration;
    table.rows.push_back({std::string(c.backend->name), fmt::format("{}", c.workers), chunk_text(c.chunk),
                          duration_text(f.seconds.median), interval_cell(f.seconds, duration_text),
                          three_decimals(f.ratio.median), interval_cell(f.ratio, three_decimals),
                          is_chosen(tuning, f) ? "chosen" : verdict_in_words(f.verdict)});
  }
  return table;
}

Table figures_of(const Tuning& tuning) {
  Table table;
  for (const char* title : {"backend", "kernel", "workers", "chunk", "samples", "seconds", "predicted", "setup_seconds",
                            "runs", "chosen", "failure"})
    table.columns.push_back({title});
  for (std::size_t i = 0; i < tuning.candidates.size(); ++i) {
    const Candidate& candidate = tuning.candidates[i];
    const Configuration& c = candidate.configuration;
    const auto seconds = candidate.seconds_for(tuning.range.size());
    table.rows.push_back(
        {std::string(c.backend->name), std::string(c.kernel->name), fmt::format("{}", c.workers),
         c.chunk ? fmt::format("{}", *c.chunk) : "", fmt::format("{}", candidate.samples()),
         seconds ? fmt::format("{}", *seconds) : "", candidate.samples() < tuning.range.size() ? "yes" : "no",
         candidate.runs.empty() ? "" : fmt::format("{}", candidate.runs.back().setup_seconds),
         fmt::format("{}", candidate.runs.size()), tuning.choice && tuning.choice->candidate == i ? "yes" : "no",
         candidate.failure ? candidate.failure->what() : ""});
  }
  return table;
}

std::string heading(const Tuning& tuning) {
  return fmt::format("{} samples of seed {} from sample {} on {}", exact_text(tuning.range.size()),
                     static_cast<std::uint64_t>(tuning.seed), tuning.range.first, one_line(describe_machine()));
}

std::string partial_notice(const Tuning& tuning) {
  if (tuning.signal == 0 && !tuning.failure) return "";
  return fmt::format("PARTIAL: {} before the tuning was done.\n", tuning.failure ? "failed" : "stopped");
}

Page page_of(const Tuning& tuning, const Entries& unavailable) {
  const Table times = surface(tuning, unavailable);
  Page page{{Paragraph{partial_notice(tuning) + heading(tuning)}, times, Paragraph{legend(times)}}};
  if (!tuning.finalists.empty()) page.blocks.emplace_back(finalists_table(tuning));
  page.blocks.emplace_back(sentences_on(tuning));
  return page;
}

std::vector<std::string> notes_on(const Tuning& tuning) {
  std::vector<std::string> notes = failures_in_words(tuning);
  notes.insert(notes.end(), tuning.incidents.begin(), tuning.incidents.end());
  return notes;
}

}  // namespace

Document report_on(const Tuning& tuning, const Entries& unavailable) {
  return {.page = page_of(tuning, unavailable),
          .csv = csv(figures_of(tuning)),
          .json = text_of(json_of(tuning, unavailable)),
          .exit_code = tuning.ending().exit_code(),
          .failure = tuning.failure ? tuning.failure->what() : "",
          .notes = notes_on(tuning)};
}

}  // namespace crossover
