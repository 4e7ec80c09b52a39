#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "host/measure/pi_run.hpp"

/// Numbers as people read them.
namespace crossover {

/// "1.53 Gsamples/s"; the unit's prefix follows the size.
std::string format_rate(double per_second, std::string_view what = "samples");

/// The unit of a column of rates: the largest in which the smallest of them is 1 at least.
struct RateUnit {
  double size;
  std::string_view prefix;  ///< "G", "M", ...

  /// With three significant digits or more: "1.53", "98.7".
  std::string number(double per_second) const;
};
RateUnit rate_unit(double smallest_per_second);

/// The unit of a column of times, likewise: "s", "ms", "µs", "ns" or "ps".
struct TimeUnit {
  double size;
  std::string_view symbol;

  std::string number(double seconds) const;
};
TimeUnit time_unit(double smallest_seconds);

/// Of the times of a column; those that are 0 are none.
TimeUnit time_unit_of(const std::vector<double>& column);

/// Mkeys/s likewise.
std::string format_mega(double keys_per_second);

/// A whole number in groups of three digits: "785 379 393".
std::string grouped(std::uint64_t number);

/// Three digits of a whole number: "4642", "2.15e4", "1e6".
std::string format_size(std::uint64_t size);

/// A whole number as people may type it, exactly: "1000", "1e9", "1.5e6", "2^18", "123456789".
std::string format_exact(std::uint64_t number);

/// "1.60 s", "14.2 ms", "63.0 µs", "35.6 ns", "622 ps".
std::string format_duration(double seconds);

/// The same of what may take hours: from 100 s on "12.3 min", "4.56 h", "7.89 days", "12.3 years".
std::string format_long_duration(double seconds);

/// "1 key", "1000 keys"
std::string plural(std::uint64_t n, std::string_view what);

/// "1 worker", "3 workers", "2 GPUs", "3 workers and GPUs".
std::string describe_workers(const Configuration& configuration);

/// "threads with 2 workers, chunk 2^12".
std::string describe_configuration(const Configuration& configuration);

/// "61.2 ns per message, 0.75 ns per sample (1 000 000 messages)": what sending the chunks cost the workers. The run
/// must have sent some.
std::string describe_message_costs(const PiRun& run);

/// "3.141518 ± 0.000052": the error with two digits, the value as far as they reach. "undefined" for no samples.
std::string format_pi(std::uint64_t hits, std::uint64_t samples);

/// "19.5 to 20.6": the 95 % interval in the unit of the median, and with as many digits. Empty where there is none.
std::string format_interval_of_durations(const Summary& seconds);

/// "20.0 µs (19.5 to 20.6)": the median and that.
std::string format_duration(const Summary& seconds);

/// " (too few samples: 61 of 64 workers had work)"; empty where all workers have work.
std::string describe_idle_workers(const PiRun& run);

}  // namespace crossover
