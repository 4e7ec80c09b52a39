#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "host/report/chart/kinds/heat_map.hpp"
#include "host/report/figures/figure.hpp"
#include "host/report/numbers.hpp"
#include "host/report/ratio_words.hpp"
#include "host/report/saved/json_values.hpp"

/// What tune has found: a map of workers and chunks for each backend.
namespace crossover {
namespace {

/// What a backend was tried with: 0 where it has no choice of that.
double choice_of(const Json& candidate, const std::string& member) {
  return number_at(candidate, "/" + member).value_or(0);
}

std::string name_of(double number) { return number > 0 ? format_exact(whole_number(number)) : "its own"; }

double best_of(const Json& candidates) {
  double best = std::numeric_limits<double>::infinity();
  for (const Json& candidate : candidates)
    if (const auto seconds = number_at(candidate, "/seconds"); seconds && *seconds > 0) best = std::min(best, *seconds);
  return best;
}

std::optional<HeatCell> cell_of(const Json& candidate, double best) {
  const auto seconds = number_at(candidate, "/seconds");
  if (!seconds || !(*seconds > 0)) return std::nullopt;
  const bool is_predicted = value_at(candidate, "/predicted") == true;
  return HeatCell{
      .value = *seconds / best,
      .words = format_duration(*seconds),
      .tip = fmt::format("{}, {} workers, chunk {}: {}, {} times the best{}", text_at(candidate, "/backend"),
                         name_of(choice_of(candidate, "workers")), name_of(choice_of(candidate, "chunk")),
                         format_duration(*seconds), format_ratio(*seconds / best),
                         is_predicted ? ", predicted from fewer samples" : ""),
      .is_predicted = is_predicted,
      .is_chosen = value_at(candidate, "/chosen") == true};
}

std::size_t place_in(const std::set<double>& choices, double choice) {
  return static_cast<std::size_t>(std::distance(choices.begin(), choices.find(choice)));
}

/// Of the candidates of one backend: its numbers of workers below one another, its chunks side by side.
HeatMap map_of(const Json& candidates, double best) {
  std::set<double> workers, chunks;
  for (const Json& candidate : candidates) {
    workers.insert(choice_of(candidate, "workers"));
    chunks.insert(choice_of(candidate, "chunk"));
  }
  HeatMap map{
      .words = {}, .row_title = "workers", .column_title = "chunk in samples", .rows = {}, .columns = {}, .cells = {}};
  for (const double number : chunks) map.columns.push_back(name_of(number));
  for (const double number : workers) {
    map.rows.push_back(name_of(number));
    map.cells.emplace_back(chunks.size());
  }
  for (const Json& candidate : candidates)
    if (const auto cell = cell_of(candidate, best))
      map.cells[place_in(workers, choice_of(candidate, "workers"))][place_in(chunks, choice_of(candidate, "chunk"))] =
          cell;
  return map;
}

Table table_of(const HeatMap& map) {
  Table table{.columns = {{.title = map.row_title, .align = Align::right}}, .rows = {}};
  for (const std::string& title : map.columns) table.columns.push_back({.title = title, .align = Align::right});
  for (std::size_t r = 0; r < map.rows.size(); ++r) {
    table.rows.push_back({map.rows[r]});
    for (const auto& cell : map.cells[r]) table.rows.back().push_back(cell ? cell->words : absent);
  }
  return table;
}

std::string finding_of(const HeatMap& map, const std::string& backend) {
  std::optional<double> least;
  for (const auto& row : map.cells)
    for (const auto& cell : row)
      if (cell) least = std::min(least.value_or(cell->value), cell->value);
  return least ? fmt::format("The best split of {} takes {} times as long as the best of all.", backend,
                             format_ratio(*least))
               : fmt::format("No split of {} was measured.", backend);
}

Figure figure_of(const Json& candidates, const std::string& backend, const std::string& kernel, double best) {
  Json its = Json::array();
  for (const Json& candidate : candidates)
    if (text_at(candidate, "/backend") == backend && text_at(candidate, "/kernel") == kernel) its.push_back(candidate);
  HeatMap map = map_of(its, best);
  map.words = {fmt::format("{}, {}: time of a whole run", backend, kernel), finding_of(map, backend)};
  return {.id = fmt::format("map-{}-{}", backend, kernel),
          .view = backend,
          .finding = map.words.finding,
          .svg = svg_of(map),
          .table = table_of(map)};
}

}  // namespace

FigureGroup tuning_figures(const Json& document) {
  const Json candidates =
      list_at(document, text_at(document, "/command") == "lesson" ? "/split/candidates" : "/candidates");
  const double best = best_of(candidates);
  if (!(best < std::numeric_limits<double>::infinity())) return {};
  FigureGroup group{
      .id = "map",
      .heading = "The map of splits",
      .text =
          "A cell is a split: so many workers, and so many samples that each takes at a time. The fuller its "
          "colour, the nearer to the best of all backends; the choice is framed, and what was predicted "
          "from a run of fewer samples is hatched.",
      .views = {}};
  std::vector<std::pair<std::string, std::string>> seen;
  for (const Json& candidate : candidates) {
    std::pair key{text_at(candidate, "/backend"), text_at(candidate, "/kernel")};
    if (std::ranges::count(seen, key) > 0) continue;
    group.views.push_back(figure_of(candidates, key.first, key.second, best));
    seen.push_back(std::move(key));
  }
  const auto chosen =
      std::ranges::find(seen, std::pair{text_at(document, "/choice/backend"), text_at(document, "/choice/kernel")});
  if (chosen != seen.end())
    std::rotate(group.views.begin(), group.views.begin() + (chosen - seen.begin()),
                group.views.begin() + (chosen - seen.begin()) + 1);
  return group;
}

}  // namespace crossover
