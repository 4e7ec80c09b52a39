#include "host/report/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <limits>

#include "host/pi/estimate.hpp"

namespace crossover {
namespace {

/// Those after the point that leave three digits that count.
int decimals_of(double value) { return std::clamp(2 - static_cast<int>(std::floor(std::log10(value))), 0, 12); }

/// Three digits that count, without an exponent: "1.53", "0.0987", "12345".
std::string three_digits(double value) { return value <= 0 ? "0" : fmt::format("{:.{}f}", value, decimals_of(value)); }

}  // namespace

RateUnit rate_unit(double smallest_per_second) {
  constexpr std::array units{RateUnit{1e12, "T"}, RateUnit{1e9, "G"}, RateUnit{1e6, "M"}, RateUnit{1e3, "k"}};
  const auto unit = std::ranges::find_if(units, [&](const RateUnit& u) { return smallest_per_second >= u.size; });
  return unit == units.end() ? RateUnit{1, ""} : *unit;
}

std::string RateUnit::number(double per_second) const { return three_digits(per_second / size); }

std::string format_rate(double per_second, std::string_view what) {
  const RateUnit unit = rate_unit(per_second);
  return fmt::format("{} {}{}/s", unit.number(per_second), unit.prefix, what);
}

TimeUnit time_unit(double smallest_seconds) {
  constexpr std::array units{TimeUnit{1, "s"}, TimeUnit{1e-3, "ms"}, TimeUnit{1e-6, "µs"}, TimeUnit{1e-9, "ns"}};
  const auto unit = std::ranges::find_if(units, [&](const TimeUnit& u) { return smallest_seconds >= u.size; });
  return unit == units.end() ? TimeUnit{1e-12, "ps"} : *unit;
}

TimeUnit time_unit_of(const std::vector<double>& column) {
  double smallest = std::numeric_limits<double>::infinity();
  for (const double seconds : column)
    if (seconds > 0) smallest = std::min(smallest, seconds);
  return time_unit(smallest);
}

std::string TimeUnit::number(double seconds) const { return three_digits(seconds / size); }

std::string format_mega(double keys_per_second) { return three_digits(keys_per_second / 1e6); }

std::string grouped(std::uint64_t number) {
  std::string digits = fmt::format("{}", number);
  for (auto i = static_cast<std::ptrdiff_t>(digits.size()) - 3; i > 0; i -= 3)
    digits.insert(static_cast<std::size_t>(i), 1, ' ');
  return digits;
}

std::string format_size(std::uint64_t size) {
  if (size < 10'000) return fmt::format("{}", size);
  const std::string text = fmt::format("{:.2e}", static_cast<double>(size));  // "2.15e+04"
  const auto e = text.find("e+");
  std::string digits = text.substr(0, e);
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.ends_with('.')) digits.pop_back();
  return digits + "e" + std::to_string(std::stoi(text.substr(e + 2)));
}

std::string format_exact(std::uint64_t number) {
  if (number >= 1024 && std::has_single_bit(number)) return fmt::format("2^{}", std::countr_zero(number));
  std::uint64_t digits_that_count = number;
  while (digits_that_count >= 1000 && digits_that_count % 10 == 0) digits_that_count /= 10;
  return digits_that_count < 1000 ? format_size(number) : fmt::format("{}", number);
}

std::string format_duration(double seconds) {
  const TimeUnit unit = seconds > 0 ? time_unit(seconds) : TimeUnit{1e-6, "µs"};
  return fmt::format("{} {}", unit.number(seconds), unit.symbol);
}

std::string format_long_duration(double seconds) {
  constexpr double minute = 60, hour = 60 * minute, day = 24 * hour, year = 365.25 * day;
  if (seconds < 100) return format_duration(seconds);
  if (seconds < 100 * minute) return three_digits(seconds / minute) + " min";
  if (seconds < 2 * day) return three_digits(seconds / hour) + " h";
  if (seconds < year) return three_digits(seconds / day) + " days";
  return three_digits(seconds / year) + " years";
}

std::string plural(std::uint64_t n, std::string_view what) {
  return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s");
}

std::string describe_workers(const Configuration& configuration) {
  const bool on_cores = configuration.kernel->count != nullptr;
  const char* gpus = on_cores && configuration.backend->takes_devices() ? " and GPUs" : "";
  return fmt::format("{} {}{}{}", configuration.workers, on_cores ? "worker" : "GPU",
                     configuration.workers == 1 ? "" : "s", gpus);
}

std::string describe_configuration(const Configuration& c) {
  return fmt::format("{} with {}{}{}", c.backend->name, describe_workers(c),
                     c.chunk ? ", chunk " + format_exact(*c.chunk) : "", c.release_gil ? ", lock released" : "");
}

std::string format_interval_of_durations(const Summary& seconds) {
  if (!seconds.ci95 || seconds.median <= 0) return "";
  const TimeUnit unit = time_unit(seconds.median);
  const int decimals = decimals_of(seconds.median / unit.size);
  return fmt::format("{:.{}f} to {:.{}f}", seconds.ci95->low / unit.size, decimals, seconds.ci95->high / unit.size,
                     decimals);
}

std::string format_duration(const Summary& seconds) {
  const std::string interval = format_interval_of_durations(seconds);
  return format_duration(seconds.median) + (interval.empty() ? "" : fmt::format(" ({})", interval));
}

std::string describe_idle_workers(const PiRun& run) {
  const unsigned busy = run.workers_with_work();
  if (busy == run.configuration.workers) return "";
  return fmt::format(" (too few samples: {} of {} workers had work)", busy, run.configuration.workers);
}

std::string describe_message_costs(const PiRun& run) {
  const MessageCosts& costs = *run.message_costs;
  return fmt::format("{} per message, {} per sample ({} messages)", format_duration(costs.seconds_per_message()),
                     format_duration(costs.seconds_per_sample()), grouped(costs.messages));
}

std::string format_pi(std::uint64_t hits, std::uint64_t samples) {
  const auto e = estimate(hits, samples);
  if (!e) return "undefined";
  if (e->standard_error <= 0) return fmt::format("{:.6g} ± 0", e->pi);
  const int decimals = std::clamp(1 - static_cast<int>(std::floor(std::log10(e->standard_error))), 0, 15);
  return fmt::format("{:.{}f} ± {:.{}f}", e->pi, decimals, e->standard_error, decimals);
}

}  // namespace crossover
