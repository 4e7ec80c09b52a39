#pragma once

#include <string>
#include <vector>

#include "host/report/json.hpp"
#include "host/report/page/table.hpp"
#include "host/threads/trace.hpp"

/// Which charts a result has: pure functions of its JSON document.
namespace crossover {

/// A chart, and the figures in it.
struct Figure {
  std::string id;       ///< "crossover-time": what it is called in links and as a file.
  std::string view;     ///< What its switch says where a group has several: "time".
  std::string finding;  ///< A sentence.
  std::string svg;
  Table table = {};
};

/// Several views of one matter, of which one is shown at a time; the first until somebody switches.
struct FigureGroup {
  std::string id, heading;
  std::string text;  ///< How to read it.
  std::vector<Figure> views;
  bool views_share_points = false;  ///< All views have the points of the first, in another way.
  bool has_cold_and_warm = false;   ///< Its lines are of two kinds, with a switch each.
};

/// Those that a document, of whatever command, has figures for. `timelines`: of a run just made, which no document has.
std::vector<FigureGroup> figures_of(const Json& document, const std::vector<Timeline>& timelines = {});

// The kinds of them; empty groups where a document has nothing of the kind.
FigureGroup crossover_figures(const Json& document);
FigureGroup scaling_figures(const Json& document);
std::vector<FigureGroup> rounds_figures(const Json& document);
FigureGroup time_figures(const Json& document);
FigureGroup timeline_figures(const std::vector<Timeline>& timelines);
FigureGroup tuning_figures(const Json& document);
FigureGroup change_figures(const Json& baseline, const std::string& id);

}  // namespace crossover
