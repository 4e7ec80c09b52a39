#include "host/report/sort/sort_crossing_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "host/measure/series/models.hpp"
#include "host/measure/series/overtaking.hpp"
#include "host/report/crossings/crossing_words.hpp"
#include "host/report/sort/sort_words.hpp"

namespace crossover {
namespace {

std::string describe_border(const Crossing& crossing) {
  return fmt::format("between {} keys", format_bracket(crossing));
}

/// " (by the lines at 2.5e4, 2.2e4 to 2.9e4)", and by how much that is off what was measured.
std::string describe_model(const Overtaking& overtaking) {
  if (!overtaking.model) return "";
  const std::string difference = describe_difference(overtaking);
  if (!difference.empty()) return fmt::format(" ({})", difference);
  return fmt::format(" (by the lines at {}, {})", format_model_size(*overtaking.model),
                     format_model_interval(*overtaking.model));
}

}  // namespace

std::string describe_where_it_pays(const SortWalk& walk, std::size_t run) {
  const auto against = walk.against_one_core(run);
  if (against.points.empty()) return "";
  std::vector<std::string> findings;
  for (const Overtaking& o : overtakings_of(against, Lines(against), 0, 1))
    if (o.measured)
      findings.push_back(fmt::format("{} to pay {}{}", o.to == 1 ? "begins" : "ceases", describe_border(*o.measured),
                                     describe_model(o)));
  if (findings.empty()) findings = findings_at_sizes(walk.sizes, against);
  const SortComparison& point = walk.points.front();
  const SortConfiguration& c = point.runs[run].configuration;
  const char* other = c.sharing == Sharing::sequential ? "the fastest on one core" : "one after the other";
  return fmt::format("{}, against {}: {}.", describe_configuration(c, point.task.arrays), other,
                     fmt::join(findings, ", "));
}

std::string describe_crossing(const SortWalk& walk, const Crossing& crossing) {
  const SortComparison& point = walk.points.front();
  const auto name = [&](std::size_t i) {
    return describe_configuration(point.runs[i].configuration, point.task.arrays);
  };
  const std::string before = name(crossing.before);
  return fmt::format("The fastest changes {}: {}{} gives way to {}.", describe_border(crossing), before,
                     before.find(',') == std::string::npos ? "" : ",", name(crossing.after));
}

}  // namespace crossover
