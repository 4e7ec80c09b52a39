#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace crossover {

/// Does what is to be timed, once, and returns its seconds; none when it was stopped before its end.
using Timed = std::function<std::optional<double>()>;

enum class StoppedBy { precision, time_limit, round_limit, interruption };
std::string_view name_of(StoppedBy reason);

struct RoundPolicy {
  std::size_t min_rounds = 5;
  std::size_t max_rounds = 10'000;  ///< More do not help what these leave uncertain.
  double min_seconds = 1;           ///< For all rounds: short ones must not agree by all meeting the same moment.
  double precision = 0.01;          ///< Enough when every median's 95 % interval is within this fraction of it.
  double time_limit;                ///< Seconds for all rounds: none is begun that would likely end after it.
  double first_round = 0;           ///< Seconds that the first round will likely take.
};

struct Rounds {
  std::vector<std::vector<double>> seconds;  ///< [subject][round]; only whole rounds
  StoppedBy stopped_by;
};

/// Times all subjects in turn, round by round, so that a drift of the machine's speed meets them alike; every other
/// round backwards, so that none always follows the same one. Looks at the intervals only now and then, each time at a
/// quarter more rounds, since looking often makes it likely to find them narrow by chance. `on_round` hears how many
/// rounds are done. `before`, [subject][round]: those that were done before, the first of them forward, which these
/// rounds go on from.
Rounds measure_in_rounds(std::span<const Timed> subjects, const RoundPolicy& policy,
                         const std::function<void(std::size_t rounds)>& on_round,
                         std::vector<std::vector<double>> before = {});

}  // namespace crossover
