#include <fmt/format.h>

#include <utility>
#include <vector>

#include "host/report/figures/figure.hpp"
#include "host/report/saved/json_values.hpp"
#include "host/report/trace/timelines_svg.hpp"

namespace crossover {

FigureGroup timeline_figures(const std::vector<Timeline>& timelines) {
  if (timelines.empty()) return {};
  Table table{.columns = {{.title = "run"},
                          {.title = "worker", .align = Align::right},
                          {.title = "events", .align = Align::right}},
              .rows = {}};
  for (const Timeline& timeline : timelines)
    for (std::size_t w = 0; w < timeline.workers.size(); ++w)
      table.rows.push_back(
          {timeline.title, fmt::format("{}", w + 1), fmt::format("{}", timeline.workers[w].events().size())});
  return {.id = "timeline",
          .heading = "What each worker did when",
          .text = "What is too short for the picture is drawn as what the worker did most there.",
          .views = {{.id = "timeline",
                     .view = "",
                     .finding = "A bar for each worker, coloured by what it did when.",
                     .svg = timelines_svg(timelines),
                     .table = std::move(table)}}};
}

std::vector<FigureGroup> figures_of(const Json& document, const std::vector<Timeline>& timelines) {
  std::vector<FigureGroup> groups{crossover_figures(document), scaling_figures(document)};
  for (FigureGroup& group : rounds_figures(document)) groups.push_back(std::move(group));
  groups.push_back(time_figures(document));
  groups.push_back(timeline_figures(timelines));
  groups.push_back(tuning_figures(document));
  groups.push_back(change_figures(value_at(document, "/baseline"), "change"));
  const Json& more = list_at(document, "/more_baselines");
  for (std::size_t i = 0; i < more.size(); ++i)
    groups.push_back(change_figures(more.at(i), fmt::format("change-{}", i + 2)));
  std::erase_if(groups, [](const FigureGroup& group) { return group.views.empty(); });
  return groups;
}

}  // namespace crossover
