#include "host/measure/series/crossings.hpp"

#include <algorithm>
#include <cmath>

#include "host/measure/round_kinds.hpp"

namespace crossover {
namespace {

using Winners = std::vector<std::optional<std::size_t>>;

/// Those who have won at two sizes with no other winner between, or at either end.
Winners lasting_winners(const std::vector<TimingsAtSize>& all) {
  Winners winners;
  std::vector<std::size_t> won;  // sizes with a winner
  for (std::size_t i = 0; i < all.size(); ++i) {
    winners.push_back(clear_winner(all[i]));
    if (winners.back()) won.push_back(i);
  }
  Winners lasting(all.size());
  for (std::size_t n = 0; n < won.size(); ++n) {
    const std::size_t i = won[n];
    const bool at_an_end = i == 0 || i + 1 == all.size();
    const bool as_before = n > 0 && winners[won[n - 1]] == winners[i];
    const bool as_after = n + 1 < won.size() && winners[won[n + 1]] == winners[i];
    if (at_an_end || as_before || as_after) lasting[i] = winners[i];
  }
  return lasting;
}

}  // namespace

std::optional<Verdict> why_not_judged(const TimingsAtSize& timings) {
  if (!timings.machine_was_quiet) return Verdict::machine_busy;
  bool nothing = true;
  for (const auto& seconds : timings.seconds) {
    if (seconds.empty()) continue;
    nothing = false;
    if (!median_ci95(seconds)) return Verdict::too_few_rounds;
  }
  if (nothing) return Verdict::too_few_rounds;
  const bool two_kinds = std::ranges::any_of(timings.seconds, [](const auto& seconds) {
    const auto kinds = two_kinds_of_rounds(seconds);
    return kinds && kinds->are_far_apart();
  });
  return two_kinds ? std::optional(Verdict::two_kinds_of_rounds) : std::nullopt;
}

std::optional<std::size_t> clear_winner(const TimingsAtSize& timings) {
  if (why_not_judged(timings)) return std::nullopt;
  const auto& seconds = timings.seconds;
  for (std::size_t i = 0; i < seconds.size(); ++i) {
    bool beats_all = !seconds[i].empty();
    for (std::size_t other = 0; other < seconds.size() && beats_all; ++other)
      beats_all = other == i || seconds[other].empty() || verdict_on(seconds[i], seconds[other], true) == Verdict::pays;
    if (beats_all) return i;
  }
  return std::nullopt;
}

std::vector<Crossing> find_crossings(const Series& series) {
  const std::vector<TimingsAtSize>& all = series.points;
  const Winners winners = lasting_winners(all);
  std::vector<Crossing> crossings;
  std::optional<std::size_t> leader;
  std::uint64_t leads_up_to = 0;
  for (std::size_t i = 0; i < all.size(); ++i) {
    const auto winner = winners[i];
    if (!winner) continue;
    if (leader && *leader != *winner) crossings.push_back({*leader, *winner, leads_up_to, all[i].size});
    leader = winner;
    leads_up_to = all[i].size;
  }
  return crossings;
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
