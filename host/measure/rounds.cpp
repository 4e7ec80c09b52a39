#include "host/measure/rounds.hpp"

#include <algorithm>
#include <utility>

#include "host/measure/statistics.hpp"
#include "host/system/stopwatch.hpp"

namespace crossover {
namespace {

bool precise_enough(const Rounds& rounds, double precision) {
  return std::all_of(rounds.seconds.begin(), rounds.seconds.end(),
                     [&](const auto& values) { return summarize(values).is_within(precision); });
}

/// One value a subject; none when one of them was stopped.
std::optional<std::vector<double>> time_one_round(std::span<const Timed> subjects, bool backwards) {
  std::vector<double> round(subjects.size());
  for (std::size_t step = 0; step < subjects.size(); ++step) {
    const std::size_t i = backwards ? subjects.size() - 1 - step : step;
    const auto seconds = subjects[i]();
    if (!seconds) return std::nullopt;
    round[i] = *seconds;
  }
  return round;
}

}  // namespace

std::string_view name_of(StoppedBy reason) {
  switch (reason) {
    case StoppedBy::precision:
      return "precision";
    case StoppedBy::time_limit:
      return "time limit";
    case StoppedBy::round_limit:
      return "round limit";
    case StoppedBy::interruption:
      return "interruption";
  }
  return "";
}

Rounds measure_in_rounds(std::span<const Timed> subjects, const RoundPolicy& policy,
                         const std::function<void(std::size_t)>& on_round, std::vector<std::vector<double>> before) {
  before.resize(subjects.size());
  const std::size_t done_before = before.empty() ? 0 : before.front().size();
  Rounds rounds{std::move(before), StoppedBy::precision};
  const Stopwatch since_start;
  std::size_t next_look = policy.min_rounds;
  for (std::size_t done = done_before;;) {
    if (done >= next_look && since_start.seconds() >= policy.min_seconds) {
      if (precise_enough(rounds, policy.precision)) return rounds;
      next_look = done + std::max<std::size_t>(1, done / 4);
    }
    const std::size_t new_ones = done - done_before;
    const double next_round =
        new_ones == 0 ? policy.first_round : since_start.seconds() / static_cast<double>(new_ones);
    if (done == policy.max_rounds) rounds.stopped_by = StoppedBy::round_limit;
    if (since_start.seconds() + next_round > policy.time_limit) rounds.stopped_by = StoppedBy::time_limit;
    if (rounds.stopped_by != StoppedBy::precision) return rounds;

    const auto round = time_one_round(subjects, done % 2 == 1);
    if (!round) {
      rounds.stopped_by = StoppedBy::interruption;
      return rounds;
    }
    for (std::size_t i = 0; i < subjects.size(); ++i) rounds.seconds[i].push_back((*round)[i]);
    on_round(++done);
  }
}

}  // namespace crossover
