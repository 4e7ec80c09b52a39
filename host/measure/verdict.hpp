#pragma once

#include <span>
#include <string_view>

#include "host/measure/statistics.hpp"

/// What two measured times say of each other: the one rule by which everything is judged.
namespace crossover {

enum class Verdict { pays, does_not_pay, tie, undecided, too_few_rounds, two_kinds_of_rounds, machine_busy };

/// "pays", "does_not_pay", ...
std::string_view name_of(Verdict verdict);

/// By the 95 % interval of how many times as fast something is: it pays where all of that is above `min_gain`, it
/// does not where all of it is below 1 / `min_gain`; else it is a tie, or undecided where the interval is wider than
/// 10 %.
Verdict verdict_by(const Summary& ratio);

/// Whether something pays against another, by the seconds of both in the same rounds; neither is empty. Nothing is
/// judged on a machine that was not quiet, nor by too few rounds, nor by rounds of two kinds that are far apart. Where
/// they are of two kinds, or the paired rounds and the medians do not agree, that something pays or does not must hold
/// by the rounds of either direction alone and by the medians.
Verdict verdict_on(std::span<const double> seconds, std::span<const double> others_seconds, bool machine_was_quiet);

/// Whether that is a judgement, or says why there is none.
constexpr bool is_judged(Verdict verdict) { return verdict <= Verdict::undecided; }

}  // namespace crossover
