#include "host/measure/crossings.hpp"

#include <algorithm>
#include <cmath>

namespace crossover {
namespace {

bool clearly_faster(std::span<const double> a, std::span<const double> b) {
  const auto ratio = summarize_ratios(b, a).ci95;
  return ratio && ratio->low > least_gain;
}

}  // namespace

std::optional<std::size_t> clear_winner(const Standings& standings) {
  const auto& seconds = standings.seconds;
  for (std::size_t i = 0; i < seconds.size(); ++i) {
    bool beats_all = !seconds[i].empty();
    for (std::size_t other = 0; other < seconds.size() && beats_all; ++other)
      beats_all = other == i || seconds[other].empty() || clearly_faster(seconds[i], seconds[other]);
    if (beats_all) return i;
  }
  return std::nullopt;
}

std::vector<Crossing> find_crossings(std::span<const Standings> all) {
  std::vector<Crossing> crossings;
  std::optional<std::size_t> leader;
  std::uint64_t leads_up_to = 0;
  for (const Standings& standings : all) {
    const auto winner = clear_winner(standings);
    if (!winner) continue;
    if (leader && *leader != *winner) crossings.push_back({*leader, *winner, leads_up_to, standings.size});
    leader = winner;
    leads_up_to = standings.size;
  }
  return crossings;
}

std::optional<std::size_t> only_winner(std::span<const Standings> all) {
  std::optional<std::size_t> only;
  for (const Standings& standings : all) {
    const auto winner = clear_winner(standings);
    if (winner && only && *only != *winner) return std::nullopt;
    if (winner) only = winner;
  }
  return only;
}

std::vector<std::uint64_t> sizes_between(std::uint64_t first, std::uint64_t last, unsigned points_per_decade) {
  std::vector<std::uint64_t> sizes;
  for (unsigned step = 0;; ++step) {
    const double size = static_cast<double>(first) * std::pow(10.0, static_cast<double>(step) / points_per_decade);
    if (size >= static_cast<double>(last)) break;
    const auto rounded = static_cast<std::uint64_t>(std::round(size));
    if (rounded < last && (sizes.empty() || rounded > sizes.back())) sizes.push_back(rounded);
  }
  sizes.push_back(last);
  return sizes;
}

}  // namespace crossover
