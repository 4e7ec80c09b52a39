#include "host/cli/options/duration.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <optional>
#include <system_error>

#include "host/cli/options/in_quotes.hpp"
#include "host/cli/options/quantity.hpp"
#include "host/system/error.hpp"

namespace crossover {
namespace {

struct Unit {
  std::string_view name;
  double seconds;
};

/// Longer names first: "ms" ends in "s".
constexpr std::array units{Unit{"min", 60}, Unit{"ms", 1e-3}, Unit{"s", 1}, Unit{"m", 60}, Unit{"h", 3600}};

/// "0.5", "60", "1e3"; none for all that is written in another way, signs and words among it.
std::optional<double> decimal(std::string_view text) {
  if (text.empty() || text.front() < '0' || text.front() > '9') return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool all = error == std::errc() && end == text.data() + text.size();
  return all && text.back() != '.' ? std::optional(value) : std::nullopt;
}

}  // namespace

double parse_duration(std::string_view option, std::string_view text) {
  for (const Unit& unit : units) {
    if (!text.ends_with(unit.name)) continue;
    if (const auto number = decimal(text.substr(0, text.size() - unit.name.size()))) return *number * unit.seconds;
    throw UsageError(fmt::format("{} {} is not a time; write 60, 0.5, 90s or 2min", option, in_quotes(text)));
  }
  if (const auto number = decimal(text)) return *number;
  return static_cast<double>(parse_quantity(option, text, "60, 0.5, 90s or 2min"));
}

}  // namespace crossover
