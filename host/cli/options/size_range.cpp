#include "host/cli/options/size_range.hpp"

#include <fmt/format.h>

#include <string_view>

#include "host/cli/options/in_quotes.hpp"
#include "host/cli/options/quantity.hpp"
#include "host/measure/crossings.hpp"
#include "host/system/error.hpp"

namespace crossover {

std::vector<std::uint64_t> parse_sizes(const std::string& option, const std::string& text, unsigned points_per_decade) {
  constexpr std::string_view dots = "..", example = "1e7, 10M or 1e3..1e7";
  const auto middle = text.find(dots);
  if (middle == std::string::npos) return {parse_quantity(option, text, example)};
  if (middle == 0 || middle + dots.size() == text.size())
    throw UsageError(fmt::format("{} {} lacks an end; write {}", option, in_quotes(text), example));
  const std::uint64_t first = parse_quantity(option, text.substr(0, middle), example);
  const std::uint64_t last = parse_quantity(option, text.substr(middle + dots.size()), example);
  if (first == 0) throw UsageError(fmt::format("{} {} begins at 0; begin at 1 or more", option, in_quotes(text)));
  if (first > last)
    throw UsageError(fmt::format("{} {} runs backwards; write the smaller first", option, in_quotes(text)));
  return sizes_between(first, last, points_per_decade);
}

}  // namespace crossover
