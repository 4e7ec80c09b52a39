#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "host/report/chart/kinds/line_chart.hpp"
#include "host/report/figures/figure.hpp"
#include "host/report/ratio_words.hpp"
#include "host/report/saved/json_values.hpp"

/// Speed-up and efficiency over the number of workers or GPUs.
namespace crossover {
namespace {

/// What is drawn of each: a member of its points.
struct Quantity {
  std::string id, name, title;
  bool is_efficiency;
};

std::string name_of_scaling(const Json& scaling, bool with_kernel, bool with_law) {
  std::string name = text_at(scaling, "/backend");
  if (with_kernel) name += ", " + text_at(scaling, "/kernel");
  if (with_law) name += ", " + text_at(scaling, "/scaling");
  return name;
}

std::size_t different(const Json& scalings, const std::string& pointer) {
  std::set<std::string> values;
  for (const Json& scaling : scalings) values.insert(text_at(scaling, pointer));
  return values.size();
}

std::vector<std::string> names_of(const Json& scalings) {
  std::vector<std::string> names;
  for (const Json& scaling : scalings)
    names.push_back(name_of_scaling(scaling, different(scalings, "/kernel") > 1, different(scalings, "/scaling") > 1));
  return names;
}

/// With one worker, which the others are measured against, everything is 1.
std::vector<ChartPoint> points_of(const Json& scaling, const std::string& name, const Quantity& quantity) {
  std::vector<ChartPoint> points{
      {.x = 1, .y = 1, .tip = fmt::format("{}, 1: what the others are measured against", name)}};
  for (const Json& point : list_at(scaling, "/points")) {
    const auto workers = number_at(point, "/workers"), speed_up = number_at(point, "/speed_up/median");
    if (!workers || !speed_up || !(*workers >= 1)) continue;
    auto interval = interval_at(point, "/speed_up/ci95");
    const double divided_by = quantity.is_efficiency ? *workers : 1;
    if (interval) interval = Interval{interval->low / divided_by, interval->high / divided_by};
    const std::string range =
        interval ? fmt::format(" ({} to {})", format_ratio(interval->low), format_ratio(interval->high)) : "";
    points.push_back({.x = *workers,
                      .y = *speed_up / divided_by,
                      .interval = interval,
                      .tip = fmt::format("{}, {:g} {}: {} {}{}", name, *workers, text_at(scaling, "/of"), quantity.name,
                                         format_ratio(*speed_up / divided_by), range)});
  }
  return points;
}

/// Amdahl's law of a fit (Gustafson's for weak scaling), up to the largest number of workers.
void add_fit(LineChart& chart, const Json& scaling, const Quantity& quantity, double most) {
  const auto serial = number_at(scaling, "/fit/serial_fraction");
  if (!serial) return;
  const bool is_weak = text_at(scaling, "/scaling") == "weak";
  ChartCurve curve{.name = fmt::format("{}: s = {:.3g}", is_weak ? "p - s (p - 1)" : "1 / (s + (1 - s) / p)", *serial),
                   .points = {}};
  constexpr int steps = 40;
  for (int i = 0; i <= steps; ++i) {
    const double p = 1 + (most - 1) * i / steps;
    const double speed_up = is_weak ? p - *serial * (p - 1) : 1 / (*serial + (1 - *serial) / p);
    curve.points.emplace_back(p, quantity.is_efficiency ? speed_up / p : speed_up);
  }
  chart.curves.push_back(std::move(curve));
}

double most_workers(const Json& scalings) {
  double most = 1;
  for (const Json& scaling : scalings)
    for (const Json& point : list_at(scaling, "/points"))
      most = std::max(most, number_at(point, "/workers").value_or(1));
  return most;
}

std::string finding_of(const Json& scalings, const std::vector<std::string>& names) {
  std::vector<std::string> parts;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Json& points = list_at(scalings.at(i), "/points");
    if (points.empty()) continue;
    const auto workers = number_at(points.back(), "/workers"), speed_up = number_at(points.back(), "/speed_up/median");
    if (workers && speed_up)
      parts.push_back(fmt::format("{} with {:g} {} is {} times as fast as with one", names[i], *workers,
                                  text_at(scalings.at(i), "/of"), format_ratio(*speed_up)));
  }
  return parts.empty() ? "" : fmt::format("{}.", fmt::join(parts, "; "));
}

Table table_of_scaling(const Json& scalings, const std::vector<std::string>& names) {
  Table table{.columns = {{.title = "configuration", .is_key = true},
                          {.title = "workers", .align = Align::right},
                          {.title = "speed-up", .align = Align::right},
                          {.title = "efficiency", .align = Align::right},
                          {.title = "serial fraction", .align = Align::right}},
              .rows = {}};
  const auto ratio = [](const std::optional<double>& value) {
    return value ? fmt::format("{:.3f}", *value) : std::string(absent);
  };
  for (std::size_t i = 0; i < names.size(); ++i)
    for (const Json& point : list_at(scalings.at(i), "/points"))
      table.rows.push_back({names[i], fmt::format("{:g}", number_at(point, "/workers").value_or(0)),
                            ratio(number_at(point, "/speed_up/median")), ratio(number_at(point, "/efficiency")),
                            ratio(number_at(point, "/serial_fraction"))});
  return table;
}

Figure figure_of(const Json& scalings, const Quantity& quantity) {
  const std::vector<std::string> names = names_of(scalings);
  std::vector<std::string> owners;
  for (const Json& scaling : scalings) owners.push_back(text_at(scaling, "/backend"));
  const auto looks = looks_for(owners);
  const double most = most_workers(scalings);
  LineChart chart{.words = {quantity.title, finding_of(scalings, names)},
                  .x = {text_at(scalings.at(0), "/of"), AxisKind::count, 0},
                  .y = {quantity.name, AxisKind::linear, 0},
                  .lines = {}};
  chart.curves.push_back({"ideal", {{1, 1}, {most, quantity.is_efficiency ? 1 : most}}});
  for (std::size_t i = 0; i < names.size(); ++i) {
    chart.lines.push_back(
        {.name = names[i], .look = looks[i], .points = points_of(scalings.at(i), names[i], quantity)});
    add_fit(chart, scalings.at(i), quantity, most);
  }
  return {.id = quantity.id,
          .view = quantity.name,
          .finding = chart.words.finding,
          .svg = svg_of(chart),
          .table = table_of_scaling(scalings, names)};
}

}  // namespace

FigureGroup scaling_figures(const Json& document) {
  const Json& scalings = list_at(document, "/scaling");
  if (scalings.empty()) return {};
  return {.id = "scaling",
          .heading = "How it scales",
          .text =
              "Each against itself with one. The dashed line without points is what would be ideal; the others are "
              "the law that fits best, of Amdahl (strong scaling) or Gustafson (weak scaling), with the serial "
              "fraction s.",
          .views = {figure_of(scalings, {"scaling-speed-up", "speed-up", "Speed-up over workers", false}),
                    figure_of(scalings, {"scaling-efficiency", "efficiency", "Efficiency over workers", true})}};
}

}  // namespace crossover
