#include "host/measure/verdict.hpp"

#include "host/measure/round_kinds.hpp"

namespace crossover {
namespace {

/// Whether something pays, or does not, by the rounds of either direction alone and by the ratio of the medians as
/// well.
bool holds_either_way(Verdict verdict, const Summary& ratio, double by_medians) {
  if (verdict != Verdict::pays && verdict != Verdict::does_not_pay) return false;
  const auto [forward, backward] = by_direction(ratio.raw);
  const bool by_medians_too = verdict == Verdict::pays ? by_medians > min_gain : by_medians < 1 / min_gain;
  return by_medians_too && verdict_by(summarize(forward)) == verdict && verdict_by(summarize(backward)) == verdict;
}

}  // namespace

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::pays:
      return "pays";
    case Verdict::does_not_pay:
      return "does_not_pay";
    case Verdict::tie:
      return "tie";
    case Verdict::undecided:
      return "undecided";
    case Verdict::too_few_rounds:
      return "too_few_rounds";
    case Verdict::two_kinds_of_rounds:
      return "two_kinds_of_rounds";
    case Verdict::machine_busy:
      return "machine_busy";
  }
  return "";
}

Verdict verdict_by(const Summary& ratio) {
  constexpr double narrow = 1.1;
  if (!ratio.ci95) return Verdict::too_few_rounds;
  if (ratio.ci95->low > min_gain) return Verdict::pays;
  if (ratio.ci95->high < 1 / min_gain) return Verdict::does_not_pay;
  return ratio.ci95->high <= narrow * ratio.ci95->low ? Verdict::tie : Verdict::undecided;
}

Verdict verdict_on(std::span<const double> seconds, std::span<const double> others_seconds, bool machine_was_quiet) {
  if (!machine_was_quiet) return Verdict::machine_busy;
  const Summary ratio = summarize_ratios(others_seconds, seconds);
  if (!ratio.ci95) return Verdict::too_few_rounds;
  const auto kinds = two_kinds_of_rounds(seconds), others_kinds = two_kinds_of_rounds(others_seconds);
  if ((kinds && kinds->are_far_apart()) || (others_kinds && others_kinds->are_far_apart()))
    return Verdict::two_kinds_of_rounds;
  const Verdict verdict = verdict_by(ratio);
  const bool all_agree =
      !kinds && !others_kinds && agrees_with_medians(ratio, summarize(others_seconds), summarize(seconds));
  return all_agree || holds_either_way(verdict, ratio, median(others_seconds) / median(seconds))
             ? verdict
             : Verdict::two_kinds_of_rounds;
}

}  // namespace crossover
