#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "host/report/chart/kinds/dot_plot.hpp"
#include "host/report/figures/figure.hpp"
#include "host/report/numbers.hpp"
#include "host/report/saved/answers.hpp"
#include "host/report/saved/json_values.hpp"
#include "host/report/saved/run_columns.hpp"
#include "host/report/saved/run_names.hpp"

/// Before and after: a result beside its baseline.
namespace crossover {
namespace {

std::string words_of(const Json& run) {
  const std::string verdict = text_at(run, "/verdict");
  if (verdict == "not_clear") return "not clear";
  return verdict == absent ? text_at(run, "/why_not_judged") : verdict;
}

std::string ratio_of(const Json& run) {
  const auto ratio = number_at(run, "/ratio");
  const auto interval = interval_at(run, "/ratio_ci95");
  if (!ratio) return absent;
  return fmt::format("{:.3f}{}", *ratio,
                     interval ? fmt::format(" ({:.3f} to {:.3f})", interval->low, interval->high) : "");
}

std::string time_of(const Json& run, const char* pointer) {
  const auto seconds = number_at(run, pointer);
  return seconds ? format_duration(*seconds) : absent;
}

}  // namespace

FigureGroup change_figures(const Json& baseline, const std::string& id) {
  const Json& runs = list_at(baseline, "/runs");
  if (runs.empty()) return {};
  std::vector<Json> names;
  std::vector<std::string> owners;
  for (const Json& run : runs) {
    names.push_back(named(run, names_of_run(run)));
    owners.push_back(text_at(run, run.contains("sorter") ? "/sorter" : "/backend"));
  }
  const auto members = members_that_distinguish(names);
  const std::string name = text_at(baseline, "/name");
  DotPlot plot{.words = {"Time now / time before", ""},
               .x_title = "ratio of the medians (log); right of 1 it takes longer now",
               .threshold = number_at(baseline, "/threshold").value_or(0.05),
               .dots = {}};
  Table table{.columns = {{.title = "run", .is_key = true},
                          {.title = "before", .align = Align::right},
                          {.title = "now", .align = Align::right},
                          {.title = "now / before"},
                          {.title = "verdict"}},
              .rows = {}};
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Json& run = runs.at(i);
    const std::string label = describe_run(names[i], members), words = words_of(run);
    plot.dots.push_back({.name = label,
                         .look = {.colour = colour_of(owners[i])},
                         .ratio = number_at(run, "/ratio"),
                         .interval = interval_at(run, "/ratio_ci95"),
                         .words = words,
                         .tip = fmt::format("{}: {}, {}", label, ratio_of(run), words)});
    table.rows.push_back({label, time_of(run, "/seconds_before"), time_of(run, "/seconds_now"), ratio_of(run), words});
  }
  plot.words.finding = fmt::format("Beside '{}': {}.", name, describe_changes(baseline));
  return {
      .id = id,
      .heading = fmt::format("Beside '{}'", name),
      .text = fmt::format(
          "Measured {} by commit {}. Shaded: within the threshold of {:.3g} %. Bars are 95 % intervals; it is "
          "slower, or faster, where the whole bar is past the threshold.",
          text_at(baseline, "/time"), text_at(baseline, "/commit"), 100 * plot.threshold),
      .views = {{.id = id, .view = "", .finding = plot.words.finding, .svg = svg_of(plot), .table = std::move(table)}}};
}

}  // namespace crossover
