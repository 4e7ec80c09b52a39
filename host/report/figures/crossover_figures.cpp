#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/report/chart/kinds/line_chart.hpp"
#include "host/report/figures/figure.hpp"
#include "host/report/figures/shown_runs.hpp"
#include "host/report/numbers.hpp"
#include "host/report/ratio_words.hpp"
#include "host/report/saved/json_values.hpp"

/// Time, rate and speed-up over the size, and where one way overtakes another.
namespace crossover {
namespace {

/// What stands on the y axis, made of a run's times; none where it cannot be told.
struct View {
  std::string id, name, y_title;
  AxisKind y_kind;
  std::function<std::optional<ChartPoint>(const ShownRun&, bool is_cold)> point_of;
};

bool is_cold(LineKind kind) { return kind == LineKind::cold; }

/// What of the work a size is: keys of all arrays.
double work_of(const ShownRun& run) { return run.size * number_at(*run.json, "/arrays").value_or(1); }

/// One cold run by itself, such as the first of all, says little.
bool has_cold_rounds(const ShownRun& run) { return !run.cold.rounds.empty() || run.warm.rounds.empty(); }

std::optional<ChartPoint> time_point(const ShownRun& run, bool cold) {
  const ShownTimes& times = cold ? run.cold : run.warm;
  if (!times.median || (cold && !has_cold_rounds(run))) return std::nullopt;
  return ChartPoint{.x = run.size, .y = *times.median, .interval = times.interval};
}

std::optional<ChartPoint> rate_point(const ShownRun& run, bool cold) {
  auto point = time_point(run, cold);
  if (!point || !(point->y > 0)) return std::nullopt;
  point->y = work_of(run) / point->y;
  if (point->interval && point->interval->low > 0)
    point->interval = Interval{work_of(run) / point->interval->high, work_of(run) / point->interval->low};
  return point;
}

std::optional<ChartPoint> speed_up_point(const ShownRun& run, bool cold) {
  const auto& ratio = cold ? run.cold_speed_up : run.speed_up;
  if (!ratio) return std::nullopt;
  return ChartPoint{.x = run.size, .y = *ratio, .interval = cold ? run.cold_speed_up_interval : run.speed_up_interval};
}

/// A configuration of `shown` that has all the names of a JSON object; the number of them where there is none.
std::size_t configuration_named(const ShownRuns& shown, const Json& names) {
  const auto has_all = [&](const ShownConfiguration& configuration) {
    if (!names.is_object()) return false;
    Json its = names;
    for (auto& [member, value] : its.items()) value = configuration.names.value(member, Json(nullptr));
    return its == names;
  };
  return static_cast<std::size_t>(std::ranges::find_if(shown.configurations, has_all) - shown.configurations.begin());
}

/// By which a point is known in all views: "3w7", "3c7"; at a size that nobody was run at, "3w1.000000e+09".
std::string key_of(const ShownRuns& shown, std::size_t configuration, double size, LineKind kind) {
  const auto at = std::ranges::find(shown.sizes, size);
  const char* const letter = is_cold(kind) ? "c" : "w";
  return at == shown.sizes.end() ? fmt::format("{}{}{:e}", configuration, letter, size)
                                 : fmt::format("{}{}{}", configuration, letter, at - shown.sizes.begin());
}

/// What its line says of sizes at which a configuration was not run.
std::vector<ChartPoint> predictions_for(const Json& document, const ShownRuns& shown, std::size_t configuration,
                                        LineKind kind, const View& view) {
  std::vector<ChartPoint> points;
  for (const Json& prediction : list_at(document, "/predictions")) {
    const auto size = number_at(prediction, "/" + shown.what), seconds = number_at(prediction, "/seconds");
    if (!size || !seconds || text_at(prediction, "/kind") != (is_cold(kind) ? "cold" : "warm")) continue;
    if (configuration_named(shown, value_at(prediction, "/configuration")) != configuration) continue;
    const ShownRun guess{.configuration = configuration,
                         .size = *size,
                         .cold = {.median = *seconds, .interval = {}, .rounds = {}},
                         .warm = {.median = *seconds, .interval = {}, .rounds = {}},
                         .json = &prediction};
    auto point = view.point_of(guess, is_cold(kind));
    if (!point) continue;
    point->is_predicted = true;
    point->key = key_of(shown, configuration, *size, kind);
    point->tip = fmt::format("{}, {}: {} (predicted, not run)", shown.configurations[configuration].name,
                             format_sized(shown, *size), format_duration(*seconds));
    points.push_back(*point);
  }
  return points;
}

std::vector<ChartLine> lines_of(const Json& document, const ShownRuns& shown, const View& view) {
  std::vector<ChartLine> lines;
  for (const LineKind kind : {LineKind::warm, LineKind::cold})
    for (std::size_t c = 0; c < shown.configurations.size(); ++c) {
      ChartLine line{
          .name = shown.configurations[c].name, .look = shown.configurations[c].look, .kind = kind, .points = {}};
      for (const ShownRun& run : shown.of(c)) {
        auto point = view.point_of(run, is_cold(kind));
        if (!point) continue;
        point->tip = tip_of(shown, run, is_cold(kind));
        point->key = key_of(shown, c, run.size, kind);
        line.points.push_back(*point);
      }
      for (const ChartPoint& guess : predictions_for(document, shown, c, kind, view)) line.points.push_back(guess);
      if (!line.points.empty()) lines.push_back(std::move(line));
    }
  return lines;
}

/// The configuration that was fastest at a size.
std::optional<std::size_t> fastest_at(const ShownRuns& shown, double size, LineKind kind) {
  std::optional<std::size_t> fastest;
  double least = 0;
  for (const ShownRun& run : shown.runs) {
    const auto& median = is_cold(kind) ? run.cold.median : run.warm.median;
    if (is_cold(kind) && !has_cold_rounds(run)) continue;
    if (run.size != size || !median || (fastest && *median >= least)) continue;
    fastest = run.configuration;
    least = *median;
  }
  return fastest;
}

/// Who was fastest where: from halfway, on the axis, to the size before up to halfway to the next.
ChartStrip strip_of(const ShownRuns& shown, LineKind kind) {
  ChartStrip strip{.title = is_cold(kind) ? "fastest, cold" : "fastest, warm", .parts = {}};
  std::optional<std::size_t> last;
  for (std::size_t i = 0; i < shown.sizes.size(); ++i) {
    const double size = shown.sizes[i];
    const double from = i == 0 ? size : std::sqrt(size * shown.sizes[i - 1]),
                 to = i + 1 == shown.sizes.size() ? size : std::sqrt(size * shown.sizes[i + 1]);
    const auto fastest = fastest_at(shown, size, kind);
    if (fastest && fastest == last)
      strip.parts.back().to = to;
    else if (fastest)
      strip.parts.push_back({from, to, shown.configurations[*fastest].name, shown.configurations[*fastest].look});
    last = fastest;
  }
  return strip;
}

/// Crossings where the fastest of all changes, or else those of each against its baseline.
std::vector<ChartMark> marks_of(const Json& document, const ShownRuns& shown, std::string_view among) {
  std::vector<ChartMark> marks;
  for (const Json& crossing : list_at(document, "/crossings")) {
    if (text_at(crossing, "/among") != among) continue;
    const std::size_t to = configuration_named(shown, value_at(crossing, "/to"));
    if (to == shown.configurations.size()) continue;
    const auto before = number_at(crossing, "/last_before"), after = number_at(crossing, "/first_after"),
               n_star = number_at(crossing, "/n_star");
    const bool has_bracket = before && after;
    if (!has_bracket && !n_star) continue;
    const bool cold = text_at(crossing, "/kind") == "cold";
    const double told = n_star ? *n_star : std::sqrt(*before * *after);
    marks.push_back({.at = n_star,
                     .band = has_bracket ? std::optional(Interval{*before, *after}) : std::nullopt,
                     .label = fmt::format("{} from {}{}{}", shown.configurations[to].name, n_star ? "N* = " : "about ",
                                          format_size(whole_number(told)), cold ? ", cold" : ""),
                     .look = shown.configurations[to].look,
                     .kind = cold ? LineKind::cold : LineKind::warm});
  }
  return marks;
}

std::vector<ChartMark> marks_of(const Json& document, const ShownRuns& shown) {
  const auto among_all = marks_of(document, shown, "all");
  return among_all.empty() ? marks_of(document, shown, "pair") : among_all;
}

/// "warm, threads is the fastest from 1e5 samples on": a sentence for those who cannot see the strips.
std::string finding_of(const ShownRuns& shown) {
  std::vector<std::string> parts;
  for (const LineKind kind : {LineKind::warm, LineKind::cold}) {
    const ChartStrip strip = strip_of(shown, kind);
    std::vector<std::string> names;
    std::optional<std::size_t> last;
    for (const double size : shown.sizes) {
      const auto fastest = fastest_at(shown, size, kind);
      if (fastest && fastest != last)
        names.push_back(fmt::format("{} from {}", shown.configurations[*fastest].name, format_sized(shown, size)));
      last = fastest;
    }
    if (!names.empty()) parts.push_back(fmt::format("{}: {}", is_cold(kind) ? "cold" : "warm", fmt::join(names, ", ")));
  }
  return fmt::format("Fastest by the medians, {}.", fmt::join(parts, "; "));
}

/// A line for each size and kind of run, with the times of all configurations side by side.
Table table_of(const ShownRuns& shown) {
  Table table{.columns = {{.title = shown.what, .align = Align::right}, {.title = "runs"}}, .rows = {}};
  for (const ShownConfiguration& configuration : shown.configurations)
    table.columns.push_back({.title = configuration.name, .align = Align::right});
  for (const double size : shown.sizes)
    for (const LineKind kind : {LineKind::cold, LineKind::warm}) {
      std::vector<std::string> row(shown.configurations.size(), absent);
      for (const ShownRun& run : shown.runs)
        if (const auto& median = is_cold(kind) ? run.cold.median : run.warm.median; run.size == size && median)
          row[run.configuration] = format_duration(*median);
      row.insert(row.begin(), {format_size(whole_number(size)), is_cold(kind) ? "cold" : "warm"});
      table.rows.push_back(std::move(row));
    }
  return table;
}

std::vector<View> views_of(const ShownRuns& shown) {
  return {{"crossover-time", "time", "time of a run in s (log)", AxisKind::logarithmic, time_point},
          {"crossover-rate", "rate", fmt::format("{} per second (log)", shown.what), AxisKind::logarithmic, rate_point},
          {"crossover-speed-up", "speed-up", "times as fast as the baseline (log)", AxisKind::ratio, speed_up_point}};
}

Figure figure_of(const Json& document, const ShownRuns& shown, const View& view) {
  LineChart chart{.words = {fmt::format("{} over the number of {}",
                                        view.name == "time"   ? "Time"
                                        : view.name == "rate" ? "Rate"
                                                              : "Speed-up",
                                        shown.what),
                            finding_of(shown)},
                  .x = {fmt::format("{} (log)", shown.what), AxisKind::logarithmic},
                  .y = {view.y_title, view.y_kind},
                  .lines = lines_of(document, shown, view),
                  .marks = marks_of(document, shown)};
  for (const LineKind kind : {LineKind::warm, LineKind::cold})
    if (ChartStrip strip = strip_of(shown, kind); !strip.parts.empty()) chart.strips.push_back(std::move(strip));
  if (chart.lines.empty()) return {};
  return {
      .id = view.id, .view = view.name, .finding = chart.words.finding, .svg = svg_of(chart), .table = table_of(shown)};
}

}  // namespace

FigureGroup crossover_figures(const Json& document) {
  const ShownRuns shown = shown_runs(value_at(document, "/runs"));
  if (shown.sizes.size() < 2 || text_at(document, "/command") == "lesson" || document.contains("scaling")) return {};
  FigureGroup group{.id = "crossover",
                    .heading = "Where the lines cross",
                    .text =
                        "Solid lines are warm runs, dashed ones cold. Bars are 95 % intervals of the median. A shaded "
                        "band is the bracket in which one way was seen to overtake another, the dashed line in it "
                        "N*, where their models T0 + N / R cross. What is hollow was predicted, not run.",
                    .views = {}};
  for (const View& view : views_of(shown))
    if (Figure figure = figure_of(document, shown, view); !figure.svg.empty()) group.views.push_back(std::move(figure));
  group.views_share_points = true;
  group.has_cold_and_warm =
      std::ranges::any_of(shown.runs, [](const ShownRun& run) { return !run.cold.rounds.empty() && run.warm.median; });
  return group;
}

}  // namespace crossover
