#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "host/report/chart/kinds/line_chart.hpp"
#include "host/report/chart/kinds/violin_chart.hpp"
#include "host/report/figures/figure.hpp"
#include "host/report/figures/shown_runs.hpp"
#include "host/report/numbers.hpp"
#include "host/report/ratio_words.hpp"
#include "host/report/saved/json_values.hpp"

/// How the times of rounds are spread, and how they went on.
namespace crossover {
namespace {

/// The runs at the largest size at which most configurations have so many warm rounds.
std::vector<ShownRun> runs_with_rounds(const ShownRuns& shown, std::size_t fewest_rounds) {
  std::vector<ShownRun> best;
  for (const double size : shown.sizes) {
    std::vector<ShownRun> here;
    std::ranges::copy_if(shown.runs, std::back_inserter(here), [&](const ShownRun& run) {
      return run.size == size && run.warm.rounds.size() >= fewest_rounds && run.warm.median;
    });
    if (here.size() >= best.size()) best = here;
  }
  return best;
}

/// Of enough rounds for an interval, where there are such.
std::vector<ShownRun> runs_at_one_size(const ShownRuns& shown) {
  constexpr std::size_t for_an_outline = 3;
  const auto runs = runs_with_rounds(shown, rounds_for_an_interval);
  return runs.empty() ? runs_with_rounds(shown, for_an_outline) : runs;
}

TimeUnit unit_of(const std::vector<ShownRun>& runs) {
  double longest = 0;
  for (const ShownRun& run : runs) longest = std::max(longest, *run.warm.median);
  return time_unit(longest);
}

std::string name_of(const ShownRuns& shown, const ShownRun& run) {
  return shown.configurations[run.configuration].name;
}

std::string finding_of(const ShownRuns& shown, const std::vector<ShownRun>& runs) {
  const auto fastest = std::ranges::min_element(runs, {}, [](const ShownRun& run) { return *run.warm.median; });
  const auto rounds = runs.front().warm.rounds.size();
  return fmt::format("At {}, {} has the least median of {}: {}.", format_sized(shown, runs.front().size),
                     name_of(shown, *fastest), plural(rounds, "round"), format_times(fastest->warm));
}

Figure spread_of(const ShownRuns& shown, const std::vector<ShownRun>& runs, const std::string& id) {
  const TimeUnit unit = unit_of(runs);
  ViolinChart chart{.words = {fmt::format("Times of warm rounds at {}", format_sized(shown, runs.front().size)),
                              finding_of(shown, runs)},
                    .unit_title = fmt::format("time of a round in {}", unit.symbol),
                    .unit = unit.size,
                    .violins = {}};
  Table table{.columns = {{.title = "configuration", .is_key = true},
                          {.title = "rounds", .align = Align::right},
                          {.title = "median", .align = Align::right},
                          {.title = "least", .align = Align::right},
                          {.title = "most", .align = Align::right}},
              .rows = {}};
  for (const ShownRun& run : runs) {
    chart.violins.push_back({.name = name_of(shown, run),
                             .look = shown.configurations[run.configuration].look,
                             .values = run.warm.rounds,
                             .median = *run.warm.median,
                             .interval = run.warm.interval,
                             .tip = tip_of(shown, run, false)});
    table.rows.push_back({name_of(shown, run), fmt::format("{}", run.warm.rounds.size()), format_times(run.warm),
                          format_duration(std::ranges::min(run.warm.rounds)),
                          format_duration(std::ranges::max(run.warm.rounds))});
  }
  return {.id = id, .view = "spread", .finding = chart.words.finding, .svg = svg_of(chart), .table = std::move(table)};
}

/// A line each over the number of the round, so that drift and disturbances are seen.
Figure course_of(const ShownRuns& shown, const std::vector<ShownRun>& runs, const std::string& id, const Table& table) {
  const TimeUnit unit = unit_of(runs);
  LineChart chart{.words = {fmt::format("Warm rounds in their order at {}", format_sized(shown, runs.front().size)),
                            finding_of(shown, runs)},
                  .x = {"round", AxisKind::count},
                  .y = {fmt::format("time of a round in {}", unit.symbol), AxisKind::linear, 0},
                  .lines = {},
                  .has_markers = false};
  for (const ShownRun& run : runs) {
    ChartLine line{.name = name_of(shown, run), .look = shown.configurations[run.configuration].look, .points = {}};
    const auto& rounds = run.warm.rounds;
    const std::size_t every = (rounds.size() + max_dots - 1) / max_dots;
    for (std::size_t i = 0; i < rounds.size(); i += every)
      line.points.push_back({.x = static_cast<double>(i + 1), .y = rounds[i] / unit.size});
    chart.lines.push_back(std::move(line));
  }
  return {.id = id, .view = "by round", .finding = chart.words.finding, .svg = svg_of(chart), .table = table};
}

FigureGroup group_of(const ShownRuns& shown, const std::vector<ShownRun>& runs, const std::string& id) {
  FigureGroup group{.id = id,
                    .heading = fmt::format("Rounds at {}", format_sized(shown, runs.front().size)),
                    .text =
                        "A dot is a round: above the middle those that ran forward through the configurations, below "
                        "it, paler, those backward. The outline is their density, the upright line the median, the "
                        "bar its 95 % interval.",
                    .views = {spread_of(shown, runs, id + "-spread")}};
  group.views.push_back(course_of(shown, runs, id + "-course", group.views.front().table));
  const auto most = std::ranges::max_element(runs, {}, [](const ShownRun& run) { return run.warm.rounds.size(); });
  if (most->warm.rounds.size() > max_dots)
    group.text +=
        fmt::format(" Of {} rounds, evenly chosen ones are drawn, {} at most.", most->warm.rounds.size(), max_dots);
  return group;
}

/// Those of a lesson, which has several comparisons: runs behind one another of one size and as many rounds.
std::vector<FigureGroup> groups_of_lesson(const Json& runs, const std::string& id) {
  std::vector<FigureGroup> groups;
  Json together = Json::array();
  const auto key_of = [](const Json& run) {
    return std::pair(value_at(run, run.contains("sorter") ? "/keys" : "/samples"), value_at(run, "/rounds"));
  };
  const auto finish = [&] {
    const ShownRuns shown = shown_runs(together);
    const auto at_one_size = runs_at_one_size(shown);
    if (at_one_size.size() > 1)
      groups.push_back(group_of(shown, at_one_size, fmt::format("{}-{}", id, groups.size() + 1)));
    together = Json::array();
  };
  for (const Json& run : runs) {
    if (!run.is_object()) continue;
    if (!together.empty() && key_of(together.back()) != key_of(run)) finish();
    together.push_back(run);
  }
  if (!together.empty()) finish();
  return groups;
}

/// The finalists of a tuning, in the form of runs.
Json runs_of_finalists(const Json& document) {
  Json runs = Json::array();
  for (const Json& finalist : list_at(document, "/finalists")) {
    if (!finalist.is_object()) continue;
    runs.push_back(finalist);
    runs.back()["seconds"] = {{"warm", value_at(finalist, "/seconds")}};
  }
  return runs;
}

}  // namespace

std::vector<FigureGroup> rounds_figures(const Json& document) {
  if (text_at(document, "/command") == "lesson") {
    auto groups = groups_of_lesson(list_at(document, "/runs"), "rounds");
    for (FigureGroup& group : groups_of_lesson(list_at(document, "/sorts"), "sort-rounds"))
      groups.push_back(std::move(group));
    return groups;
  }
  const Json finalists = runs_of_finalists(document);
  const ShownRuns shown = shown_runs(finalists.empty() ? value_at(document, "/runs") : finalists);
  const auto runs = runs_at_one_size(shown);
  if (runs.empty()) return {};
  return {group_of(shown, runs, "rounds")};
}

}  // namespace crossover
