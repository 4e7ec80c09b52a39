#include "host/cli/options/size_range.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "host/cli/options/choices.hpp"
#include "host/cli/options/in_quotes.hpp"
#include "host/cli/options/quantity.hpp"
#include "host/measure/series/crossings.hpp"
#include "host/system/error.hpp"

namespace crossover {

namespace {

constexpr std::string_view example = "1e7, 1e3..1e7 or 1e3,1e5,1e7";

std::vector<std::uint64_t> parse_list(const std::string& option, const std::string& text) {
  std::vector<std::uint64_t> sizes;
  for (const std::string& name : names_in_list(option, text)) {
    sizes.push_back(parse_quantity(option, name, example));
    if (sizes.back() == 0)
      throw UsageError(fmt::format("{} {} holds a size of 0; leave it out", option, in_quotes(text)));
  }
  std::ranges::sort(sizes);
  if (const auto twice = std::ranges::adjacent_find(sizes); twice != sizes.end())
    throw UsageError(fmt::format("{} {} names {} twice; name it once", option, in_quotes(text), *twice));
  return sizes;
}

}  // namespace

std::vector<std::uint64_t> parse_sizes(const std::string& option, const std::string& text, unsigned points_per_decade) {
  constexpr std::string_view dots = "..";
  if (text.find(',') != std::string::npos) return parse_list(option, text);
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
