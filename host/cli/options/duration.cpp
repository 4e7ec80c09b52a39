#include "host/cli/options/duration.hpp"

#include <fmt/format.h>

#include <array>

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

}  // namespace

double parse_duration(std::string_view option, std::string_view text) {
  for (const Unit& unit : units) {
    if (!text.ends_with(unit.name)) continue;
    if (const auto number = parse_decimal(text.substr(0, text.size() - unit.name.size())))
      return *number * unit.seconds;
    throw UsageError(fmt::format("{} {} is not a time; write 60, 0.5, 90s or 2min", option, in_quotes(text)));
  }
  if (const auto number = parse_decimal(text)) return *number;
  return static_cast<double>(parse_quantity(option, text, "60, 0.5, 90s or 2min"));
}

}  // namespace crossover
