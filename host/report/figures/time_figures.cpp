#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "host/report/chart/kinds/bar_chart.hpp"
#include "host/report/figures/figure.hpp"
#include "host/report/figures/shown_runs.hpp"
#include "host/report/numbers.hpp"
#include "host/report/saved/json_values.hpp"

/// Where the time of a cold run goes.
namespace crossover {
namespace {

namespace part {
constexpr std::size_t start = 0, count = 1, messages = 2, wait = 3, device = 4, copies = 5;
}
constexpr std::array names_of_parts{
    "start", "count or sort on CPUs", "messages", "wait and the rest", "work of the device", "copies"};

double meter(const Json& run, const std::string& name) {
  return number_at(run, "/meters/" + name + "/value").value_or(0);
}

/// How many workers share the work: those that had some, and no more than can be at work at the same time.
double workers_of(const Json& run, double usable_cpus) {
  const double on_an_array = number_at(run, "/workers").value_or(1), arrays = number_at(run, "/threads").value_or(1);
  return std::max(1.0, std::min(on_an_array * arrays, usable_cpus));
}

/// What a run's time was spent on, in seconds, each worker's work side by side. A model of it: the start is what a cold
/// run takes beyond a warm one; what workers counted is their CPU time shared by all of them.
std::array<double, names_of_parts.size()> parts_of(const ShownRun& run, double usable_cpus) {
  std::array<double, names_of_parts.size()> parts{};
  const double cold = run.cold.median.value_or(0), run_time = run.warm.median.value_or(cold);
  parts[part::start] =
      run.warm.median ? std::max(0.0, cold - *run.warm.median) : number_at(*run.json, "/seconds/setup").value_or(0);
  const double work = run.warm.median ? run_time : run_time - parts[part::start];
  const double workers = workers_of(*run.json, usable_cpus);
  parts[part::device] =
      std::min(work, meter(*run.json, "kernel") + meter(*run.json, "reduce") + meter(*run.json, "sort"));
  parts[part::copies] =
      std::min(work - parts[part::device], meter(*run.json, "to_device") + meter(*run.json, "to_host"));
  double left = work - parts[part::device] - parts[part::copies];
  if (parts[part::device] > 0) {
    parts[part::wait] = left;
    return parts;
  }
  const double messages_of_all = number_at(*run.json, "/messages/sent").value_or(0) *
                                 number_at(*run.json, "/messages/seconds_per_message").value_or(0);
  const double busy = std::min(left, meter(*run.json, "cpu") / workers);
  parts[part::messages] = std::min(busy, messages_of_all / workers);
  parts[part::count] = busy - parts[part::messages];
  left -= busy;
  parts[part::wait] = std::max(0.0, left);
  return parts;
}

/// The runs at the largest size at which all configurations that have times were run.
std::vector<ShownRun> runs_to_show(const ShownRuns& shown) {
  std::vector<ShownRun> best;
  for (const double size : shown.sizes) {
    std::vector<ShownRun> here;
    std::ranges::copy_if(shown.runs, std::back_inserter(here),
                         [&](const ShownRun& run) { return run.size == size && run.cold.median; });
    if (here.size() >= best.size()) best = here;
  }
  return best;
}

std::string finding_of(const ShownRuns& shown, const std::vector<ShownRun>& runs, double usable_cpus) {
  const auto share = [&](const ShownRun& run) { return parts_of(run, usable_cpus)[part::start] / *run.cold.median; };
  const auto most = std::ranges::max_element(runs, {}, share);
  return fmt::format("Of the cold runs at {}, the start takes the largest share of {}: {:.2g} % of {}.",
                     format_sized(shown, runs.front().size), shown.configurations[most->configuration].name,
                     100 * share(*most), format_duration(*most->cold.median));
}

Bar bar_of(const ShownConfiguration& configuration, const std::array<double, names_of_parts.size()>& parts) {
  Bar bar{.name = configuration.name, .look = configuration.look, .parts = {}};
  for (std::size_t kind = 0; kind < parts.size(); ++kind)
    bar.parts.push_back(
        {kind, parts[kind],
         fmt::format("{}: {} {}", configuration.name, names_of_parts[kind], format_duration(parts[kind]))});
  return bar;
}

Table table_of(const BarChart& chart) {
  Table table{.columns = {{.title = "configuration", .is_key = true}}, .rows = {}};
  for (const std::string& kind : chart.kinds) table.columns.push_back({.title = kind, .align = Align::right});
  for (const Bar& bar : chart.bars) {
    table.rows.push_back({bar.name});
    for (const BarPart& part : bar.parts)
      table.rows.back().push_back(part.value > 0 ? format_duration(part.value) : absent);
  }
  return table;
}

}  // namespace

FigureGroup time_figures(const Json& document) {
  if (text_at(document, "/command") == "lesson") return {};
  const ShownRuns shown = shown_runs(value_at(document, "/runs"));
  std::vector<ShownRun> runs = runs_to_show(shown);
  std::erase_if(runs, [](const ShownRun& run) { return !(*run.cold.median > 0); });
  if (runs.empty()) return {};
  const double usable_cpus = number_at(document, "/machine/usable_cpus").value_or(1);
  double longest = 0;
  for (const ShownRun& run : runs) longest = std::max(longest, *run.cold.median);
  const TimeUnit unit = time_unit(longest);
  BarChart chart{
      .words = {fmt::format("Where the time of a cold run goes at {}", format_sized(shown, runs.front().size)),
                finding_of(shown, runs, usable_cpus)},
      .unit_title = fmt::format("time in {}", unit.symbol),
      .unit = unit.size,
      .kinds = {names_of_parts.begin(), names_of_parts.end()},
      .bars = {}};
  for (const ShownRun& run : runs)
    chart.bars.push_back(bar_of(shown.configurations[run.configuration], parts_of(run, usable_cpus)));
  return {
      .id = "time",
      .heading = "Where the time goes",
      .text =
          "The start is what a cold run takes beyond a warm one: threads, processes or a device set up. Counting, "
          "or sorting, is the CPU time of all workers, shared by as many as can be at work at the same time; "
          "what is left of the wall time is waiting, for others, for a lock or for a CPU, and what is done by one.",
      .views = {
          {.id = "time", .view = "", .finding = chart.words.finding, .svg = svg_of(chart), .table = table_of(chart)}}};
}

}  // namespace crossover
