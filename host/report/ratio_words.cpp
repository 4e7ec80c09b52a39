#include "host/report/ratio_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "host/machine/cpus.hpp"
#include "host/report/numbers.hpp"

namespace crossover {
namespace {

/// Two decimals, fewer for large ratios and more for small ones.
int decimals_of_ratio(double ratio) {
  if (ratio <= 0) return 2;
  const int magnitude = static_cast<int>(std::floor(std::log10(ratio)));
  return ratio < 0.1 ? std::min(1 - magnitude, 12) : std::clamp(2 - magnitude, 0, 2);
}

std::string format_interval(const Interval& interval, int decimals) {
  return fmt::format(" ({:.{}f} to {:.{}f})", interval.low, decimals, interval.high, decimals);
}

}  // namespace

std::string format_ratio(double ratio) { return fmt::format("{:.{}f}", ratio, decimals_of_ratio(ratio)); }

std::string format_interval(const Summary& ratio) {
  return ratio.ci95 ? format_interval(*ratio.ci95, decimals_of_ratio(ratio.median)) : std::string();
}

std::string describe_speed(const Summary& ratio, std::string_view times, std::string_view other) {
  constexpr double slow = 0.1;
  if (ratio.median >= slow || ratio.median <= 0)
    return fmt::format("{} {} {}{}", format_ratio(ratio.median), times, other, format_interval(ratio));
  const double slower = 1 / ratio.median;
  const std::string interval =
      ratio.ci95 && ratio.ci95->low > 0
          ? format_interval(Interval{1 / ratio.ci95->high, 1 / ratio.ci95->low}, decimals_of_ratio(slower))
          : std::string();
  return fmt::format("{} times slower than {}{}", format_ratio(slower), other, interval);
}

std::string describe_verdict(Verdict verdict) {
  switch (verdict) {
    case Verdict::pays:
      return "it pays";
    case Verdict::does_not_pay:
      return "it does not pay";
    case Verdict::tie:
      return "a tie";
    case Verdict::undecided:
      return "undecided, the rounds differ too much";
    case Verdict::too_few_rounds:
      return "not judged: too few rounds";
    case Verdict::two_kinds_of_rounds:
      return "not judged: two kinds of rounds";
    case Verdict::machine_busy:
      return "not judged: the machine was busy";
  }
  return "";
}

std::string describe_verdict(Verdict verdict, const std::optional<double>& cpu_share, unsigned workers) {
  if (verdict != Verdict::machine_busy || !was_held_up(cpu_share)) return describe_verdict(verdict);
  const unsigned cpus = std::min(workers, usable_cpus());
  return fmt::format("not judged: this run got {:.2f} of the {} CPU{} it asked for", *cpu_share * cpus, cpus,
                     cpus == 1 ? "" : "s");
}

std::string describe_warm_rounds(std::size_t rounds, StoppedBy reason, std::string_view size_option) {
  const std::string how_many = plural(rounds, "warm round");
  switch (reason) {
    case StoppedBy::precision:
      return how_many + ", until every median was known within 1 %.";
    case StoppedBy::time_limit:
      if (rounds > 0) return how_many + ", ended by the time limit.";
      return fmt::format(
          "Time ran out after one run of each: no interval, no verdict; write a larger --time-limit, or fewer {}.",
          size_option);
    case StoppedBy::round_limit:
      return how_many + " (the maximum).";
    case StoppedBy::interruption:
      return fmt::format("{}, then the comparison ended early{}.", how_many,
                         rounds == 0 ? ", so throughput is that of the cold runs" : "");
  }
  return "";
}

bool was_held_up(const std::optional<double>& cpu_share) { return cpu_share && *cpu_share < 0.9; }

std::string describe(const MachineState& machine) {
  if (machine.quiet) return "";
  return fmt::format("BUSY: {}, so nothing is judged; {}.", machine.why, machine.next_step);
}

}  // namespace crossover
