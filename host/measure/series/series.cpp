#include "host/measure/series/series.hpp"

namespace crossover {

std::string_view name_of(RunKind kind) { return kind == RunKind::cold ? "cold" : "warm"; }

Series pair_of(const Series& series, std::size_t first, std::size_t second) {
  Series pair{.axis = series.axis, .points = {}, .growth = series.growth};
  for (const TimingsAtSize& at : series.points) {
    if (first >= at.seconds.size() || second >= at.seconds.size()) continue;
    if (at.seconds[first].empty() || at.seconds[second].empty()) continue;
    pair.points.push_back({at.size,
                           {at.seconds[first], at.seconds[second]},
                           at.machine_was_quiet,
                           {!at.is_whole(first), !at.is_whole(second)}});
  }
  return pair;
}

}  // namespace crossover
