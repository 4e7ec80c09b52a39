#include "host/report/sort/sort_crossing_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "host/report/crossings/crossing_words.hpp"
#include "host/report/sort/sort_words.hpp"

namespace crossover {
namespace {

std::string describe_border(const Crossing& crossing) {
  return fmt::format("between {} keys", format_bracket(crossing));
}

}  // namespace

std::string describe_where_it_pays(const SortWalk& walk, std::size_t run) {
  const auto against = walk.against_one_core(run);
  if (against.points.empty()) return "";
  std::vector<std::string> findings;
  for (const Crossing& crossing : find_crossings(against))
    findings.push_back(
        fmt::format("{} to pay {}", crossing.after == 1 ? "begins" : "ceases", describe_border(crossing)));
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
