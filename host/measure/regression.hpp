#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "host/measure/statistics.hpp"

/// Whether something takes longer than it did in an earlier run of the program.
namespace crossover {

enum class Change { faster, same, slower, not_clear };

/// "faster", "same", "slower" or "not_clear".
std::string_view name_of(Change change);

struct TimeChange {
  double ratio;   ///< Of the medians, now over before: 1.1 where it takes a tenth longer.
  Interval ci95;  ///< Of that, by drawing the rounds of both runs anew.
  double drift;  ///< How far apart the medians of the two halves of a run are, of the run where they are further: 1.02.
  Change change;
};

/// By the seconds of a run's warm rounds, in the order measured, before and now. With a threshold of 0.05, changes by
/// less than a twentieth are none: it is the same where the whole interval lies within the threshold, slower or faster
/// where the whole interval is past it and the ratio is further from 1 than the halves of either run are from each
/// other; else that is not clear. None for fewer than rounds_for_an_interval.
std::optional<TimeChange> change_between(std::span<const double> before, std::span<const double> now, double threshold);

/// Whether the machine itself may be what changed, where its CPUs take so many times as long for work that is always
/// the same. A difference of half the threshold is none. Beyond, a kernel may feel by much more, or by less, what slows
/// that work down: only what changed by twice as much as the machine is told.
bool may_be_the_machine(const TimeChange& time, double machine_ratio, double threshold);

}  // namespace crossover
