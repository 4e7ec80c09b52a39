#include "host/measure/regression.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

#include "host/measure/bootstrap.hpp"

namespace crossover {
namespace {

Interval interval_of_ratio(std::span<const double> before, std::span<const double> now) {
  const std::vector<double> drawn_before = in_groups({before.begin(), before.end()}),
                            drawn_now = in_groups({now.begin(), now.end()});
  DrawnNumbers numbers;
  std::vector<double> ratios;
  ratios.reserve(bootstrap_draws);
  for (std::size_t draw = 0; draw < bootstrap_draws; ++draw) {
    const double of_before = median_of_drawn(drawn_before, numbers.next(drawn_before.size()));
    ratios.push_back(median_of_drawn(drawn_now, numbers.next(drawn_now.size())) / of_before);
  }
  return middle_of(std::move(ratios));
}

/// How many times as long one half of the rounds took as the other.
double drift_of(std::span<const double> rounds) {
  const std::size_t half = rounds.size() / 2;
  const double ratio = median(rounds.last(half)) / median(rounds.first(half));
  return std::max(ratio, 1 / ratio);
}

Change judged(const TimeChange& time, double threshold) {
  const double slower = 1 + threshold, faster = 1 / slower;
  const bool is_more_than_drift = std::max(time.ratio, 1 / time.ratio) > time.drift;
  if (time.ci95.low > slower && is_more_than_drift) return Change::slower;
  if (time.ci95.high < faster && is_more_than_drift) return Change::faster;
  return time.ci95.low >= faster && time.ci95.high <= slower ? Change::same : Change::not_clear;
}

}  // namespace

std::string_view name_of(Change change) {
  switch (change) {
    case Change::faster:
      return "faster";
    case Change::same:
      return "same";
    case Change::slower:
      return "slower";
    case Change::not_clear:
      break;
  }
  return "not_clear";
}

std::optional<TimeChange> change_between(std::span<const double> before, std::span<const double> now,
                                         double threshold) {
  if (std::min(before.size(), now.size()) < rounds_for_an_interval) return std::nullopt;
  TimeChange time{.ratio = median(now) / median(before),
                  .ci95 = interval_of_ratio(before, now),
                  .drift = std::max(drift_of(before), drift_of(now)),
                  .change = Change::not_clear};
  time.change = judged(time, threshold);
  return time;
}

bool may_be_the_machine(const TimeChange& time, double machine_ratio, double threshold) {
  constexpr double beyond = 2;
  if (std::max(machine_ratio, 1 / machine_ratio) <= 1 + threshold / 2) return false;
  if (time.change == Change::slower) return time.ci95.low <= beyond * std::max(1.0, machine_ratio);
  if (time.change == Change::faster) return time.ci95.high >= std::min(1.0, machine_ratio) / beyond;
  return true;
}

}  // namespace crossover
