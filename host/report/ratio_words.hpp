#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "host/measure/machine/machine_state.hpp"
#include "host/measure/rounds.hpp"
#include "host/measure/verdict.hpp"

/// What a ratio of two measured times says, in words.
namespace crossover {

/// "1.94", "12.3", "145", and of small ones the digits that count: "0.0021".
std::string format_ratio(double ratio);

/// " (1.92 to 1.97)", with as many decimals as the ratio has; empty without an interval.
std::string format_interval(const Summary& ratio);

/// How fast something is beside `other`: "1.94 times as fast as serial (1.92 to 1.97)", with `times` "times as fast
/// as". Less than a tenth as fast is told the other way round: "145 times slower than serial (143 to 148)".
std::string describe_speed(const Summary& ratio, std::string_view times, std::string_view other);

/// "it pays", "it does not pay", "a tie", or why that cannot be told.
std::string describe_verdict(Verdict verdict);

/// The same of a run on a machine that may have been busy: "not judged: this run got 1.3 of the 2 CPUs it asked for".
/// `cpu_share` as of PiRun::cpu_share(), of so many workers that had work.
std::string describe_verdict(Verdict verdict, const std::optional<double>& cpu_share, unsigned workers);

/// "21 warm rounds, ended by the time limit.": how many there were, and why no more. `size_option` is what to make
/// smaller where the time lasted for none: "--samples".
std::string describe_warm_rounds(std::size_t rounds, StoppedBy reason, std::string_view size_option);

/// Whether a run got less than nine tenths of the CPUs it asked for.
bool was_held_up(const std::optional<double>& cpu_share);

/// "BUSY: other processes used 0.97 of the 2 CPUs, so nothing is judged; ...". Empty for a quiet machine.
std::string describe(const MachineState& machine);

}  // namespace crossover
