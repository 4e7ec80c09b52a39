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

Dot dot_of(const Json& run, const std::string& label, const std::string& owner) {
  const std::string words = words_of(run);
  return {.name = label,
          .look = {.colour = colour_of(owner)},
          .ratio = number_at(run, "/ratio"),
          .interval = interval_at(run, "/ratio_ci95"),
          .words = words,
          .tip = fmt::format("{}: {}, {}", label, ratio_of(run), words)};
}

/// `labels`: of each run.
Table table_of_changes(const Json& runs, const std::vector<std::string>& labels) {
  Table table{.columns = {{.title = "run", .is_key = true},
                          {.title = "before", .align = Align::right},
                          {.title = "now", .align = Align::right},
                          {.title = "now / before"},
                          {.title = "verdict"}},
              .rows = {}};
  for (std::size_t i = 0; i < labels.size(); ++i)
    table.rows.push_back({labels[i], time_of(runs.at(i), "/seconds_before"), time_of(runs.at(i), "/seconds_now"),
                          ratio_of(runs.at(i)), words_of(runs.at(i))});
  return table;
}

std::vector<std::string> labels_of(const Json& runs) {
  std::vector<Json> names;
  for (const Json& run : runs) names.push_back(named(run, names_of_run(run)));
  const auto members = members_that_distinguish(names);
  std::vector<std::string> labels;
  labels.reserve(names.size());
  for (const Json& name : names) labels.push_back(describe_run(name, members));
  return labels;
}

}  // namespace

FigureGroup change_figures(const Json& baseline, const std::string& id) {
  const Json& runs = list_at(baseline, "/runs");
  if (runs.empty()) return {};
  const std::vector<std::string> labels = labels_of(runs);
  const std::string name = text_at(baseline, "/name");
  DotPlot plot{.words = {"Time now / time before", fmt::format("Beside '{}': {}.", name, describe_changes(baseline))},
               .x_title = "ratio of the medians (log); right of 1 it takes longer now",
               .threshold = number_at(baseline, "/threshold").value_or(0.05),
               .dots = {}};
  for (std::size_t i = 0; i < labels.size(); ++i)
    plot.dots.push_back(
        dot_of(runs.at(i), labels[i], text_at(runs.at(i), runs.at(i).contains("sorter") ? "/sorter" : "/backend")));
  return {.id = id,
          .heading = fmt::format("Beside '{}'", name),
          .text = fmt::format(
              "Measured {} by commit {}. Shaded: within the threshold of {:.3g} %. Bars are 95 % intervals; it is "
              "slower, or faster, where the whole bar is past the threshold.",
              text_at(baseline, "/time"), text_at(baseline, "/commit"), 100 * plot.threshold),
          .views = {{.id = id,
                     .view = "",
                     .finding = plot.words.finding,
                     .svg = svg_of(plot),
                     .table = table_of_changes(runs, labels)}}};
}

}  // namespace crossover
