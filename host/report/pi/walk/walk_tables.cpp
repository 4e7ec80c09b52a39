#include "host/report/pi/walk/walk_tables.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "host/report/crossings/crossing_words.hpp"
#include "host/report/numbers.hpp"
#include "host/report/pi/walk/walk_words.hpp"

namespace crossover {
namespace {

/// "between 1e5 and 1.1e5", "up to between ...", or what was found where nothing crosses.
std::string measured_cell(const PiWalk& walk, const PairFindings& found) {
  std::vector<std::string> brackets;
  for (const Overtaking& o : found.overtakings)
    if (o.measured)
      brackets.push_back(
          fmt::format("{}between {}", o.to == found.pair.other ? "" : "up to ", format_bracket(*o.measured)));
  if (brackets.empty()) return tally_at_sizes(walk.sizes, found.series);
  return fmt::format("{}", fmt::join(brackets, ", "));
}

std::vector<std::string> row_of(const PiWalk& walk, const PairFindings& found) {
  const auto& [pair, kind, _, overtakings] = found;
  const auto by_lines = std::ranges::find_if(overtakings, [](const Overtaking& o) { return o.model.has_value(); });
  const bool has_lines = by_lines != overtakings.end();
  return {label_of(walk, pair.other),
          label_of(walk, pair.baseline),
          fmt::format("{}", walk.configurations.at(pair.other).workers),
          std::string(name_of(kind)),
          measured_cell(walk, found),
          has_lines ? format_model_size(*by_lines->model) : absent,
          has_lines ? format_model_interval(*by_lines->model) : absent};
}

/// The rate of a cell, and what stands beside it.
struct Cell {
  std::optional<double> samples_per_second;
  bool is_predicted = false, is_fastest = false, is_one_run = false;
};

Cell cell_of(const PiPoint* point, const PiFindings& findings, std::size_t configuration, RunKind kind,
             std::uint64_t size) {
  const PiRun* run = point != nullptr ? point->run_of(configuration) : nullptr;
  if (run != nullptr && !run->failure) {
    const auto& rounds = kind == RunKind::cold ? run->timing.cold_rounds : run->timing.warm_seconds;
    if (!rounds) return {};
    return {.samples_per_second = static_cast<double>(size) / rounds->median, .is_one_run = rounds->raw.size() == 1};
  }
  const auto predicted = std::ranges::find_if(findings.predictions, [&](const PiPrediction& p) {
    return p.configuration == configuration && p.kind == kind && p.samples == size;
  });
  if (predicted == findings.predictions.end()) return {};
  return {.samples_per_second = static_cast<double>(size) / predicted->seconds, .is_predicted = true};
}

std::string text_of(const Cell& cell) {
  if (!cell.samples_per_second) return std::string(absent) + " ";
  const std::string rate = format_mega(*cell.samples_per_second);
  if (cell.is_predicted) return "(" + rate + ")";
  return (cell.is_one_run ? "~" : "") + rate + (cell.is_fastest ? "*" : " ");
}

const PiPoint* point_at(const PiWalk& walk, std::uint64_t size) {
  const auto at = std::ranges::find_if(walk.points, [&](const PiPoint& p) { return p.samples() == size; });
  return at == walk.points.end() ? nullptr : &*at;
}

}  // namespace

Table table_of_crossings(const PiWalk& walk, const PiFindings& findings) {
  Table table{.columns = {{.title = "backend", .is_key = true},
                          {.title = "against", .is_hoisted = true},
                          {.title = "workers", .align = Align::right, .drop = 2},
                          {.title = "runs", .is_key = true},
                          {.title = "pays from", .is_prose = true},
                          {.title = "N* by the lines", .align = Align::right},
                          {.title = "95 % interval", .drop = 1}},
              .rows = {}};
  for (const PairFindings& found : findings.pairs) table.rows.push_back(row_of(walk, found));
  return table;
}

Table table_of_models(const PiWalk& walk, const PiFindings& findings) {
  if (findings.models.empty()) return {};
  std::vector<double> rates;
  for (const ModelOfRuns& of : findings.models) rates.push_back(of.model.line.rate());
  constexpr TimeUnit time{1e-6, "µs"};  // from a microsecond for serial to milliseconds for processes
  const auto format_t0 = [&](double seconds) {
    constexpr double none = 1e-9;
    return seconds < none ? std::string("0") : time.number(seconds);
  };
  const RateUnit rate = rate_unit(*std::ranges::min_element(rates));
  Table table{.columns = {{.title = "backend", .is_key = true},
                          {.title = "runs", .is_key = true},
                          {.title = fmt::format("T0, {}", time.symbol), .align = Align::right},
                          {.title = "95 % interval", .drop = 1},
                          {.title = fmt::format("R, {}samples/s", rate.prefix), .align = Align::right},
                          {.title = "95 % interval", .drop = 2},
                          {.title = "off by", .align = Align::right}},
              .rows = {}};
  for (const auto& [configuration, kind, model] : findings.models)
    table.rows.push_back({label_of(walk, configuration), std::string(name_of(kind)), format_t0(model.line.t0),
                          fmt::format("{} to {}", format_t0(model.t0_ci95.low), format_t0(model.t0_ci95.high)),
                          rate.number(model.line.rate()),
                          fmt::format("{} to {}", rate.number(model.rate_ci95.low), rate.number(model.rate_ci95.high)),
                          fmt::format("{:.0f} %", 100 * model.relative_error)});
  return table;
}

Table table_of_sizes(const PiWalk& walk, const PiFindings& findings, RunKind kind) {
  Table table{.columns = {{.title = "samples", .align = Align::right, .is_key = true}}, .rows = {}};
  for (std::size_t i = 0; i < walk.configurations.size(); ++i)
    table.columns.push_back({label_of(walk, i), Align::right});
  const Series series = walk.series_of_points(kind);
  for (const std::uint64_t size : walk.sizes) {
    const PiPoint* point = point_at(walk, size);
    const auto at = std::ranges::find_if(series.points, [&](const TimingsAtSize& s) { return s.size == size; });
    const auto winner = at == series.points.end() ? std::nullopt : clear_winner(*at);
    std::vector<std::string> row{format_size(size)};
    bool is_empty = true;
    for (std::size_t i = 0; i < walk.configurations.size(); ++i) {
      Cell cell = cell_of(point, findings, i, kind, size);
      cell.is_fastest = winner == i && walk.configurations.size() > 1;
      is_empty = is_empty && !cell.samples_per_second;
      row.push_back(text_of(cell));
    }
    if (!is_empty) table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace crossover
