#include "host/measure/series/overtaking.hpp"

#include <algorithm>
#include <array>

namespace crossover {

std::optional<double> Overtaking::model_over_measured() const {
  if (!measured || !model) return std::nullopt;
  const auto low = static_cast<double>(measured->last_before), high = static_cast<double>(measured->first_after);
  if (model->low > high) return model->low / high;
  if (model->high && *model->high < low) return *model->high / low;
  return 1;
}

std::vector<Overtaking> overtakings_of(const Series& series, const Lines& lines, std::size_t first,
                                       std::size_t second) {
  const std::array candidates{first, second};
  std::vector<Overtaking> all;
  for (Crossing crossing : find_crossings(pair_of(series, first, second))) {
    crossing.before = candidates.at(crossing.before);
    crossing.after = candidates.at(crossing.after);
    all.push_back({crossing.before, crossing.after, crossing, {}});
  }
  const auto model = lines.crossing_of(first, second);
  if (!model) return all;
  const auto same = std::ranges::find_if(all, [&](const Overtaking& o) { return o.from == first; });
  if (same != all.end()) same->model = model;
  if (all.empty()) all.push_back({first, second, {}, model});
  return all;
}

std::vector<Overtaking> overtakings_of_the_fastest(const Series& series, const Lines& lines) {
  std::vector<Overtaking> all;
  for (const Crossing& crossing : find_crossings(series))
    all.push_back({crossing.before, crossing.after, crossing, lines.crossing_of(crossing.before, crossing.after)});
  return all;
}

}  // namespace crossover
