#include "host/cli/options/counts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string_view>

#include "host/cli/options/choices.hpp"
#include "host/cli/options/in_quotes.hpp"
#include "host/system/error.hpp"

namespace crossover {
namespace {

constexpr std::string_view dots = "..";

std::set<unsigned> counts_between(unsigned first, unsigned last, std::span<const unsigned> landmarks) {
  constexpr unsigned each_up_to = 8;
  std::set<unsigned> counts{first, last};
  for (unsigned count = first; count <= std::min(last, each_up_to); ++count) counts.insert(count);
  for (unsigned count = 2 * each_up_to; count < last; count *= 2)
    if (count > first) counts.insert(count);
  for (const unsigned landmark : landmarks)
    if (first < landmark && landmark < last) counts.insert(landmark);
  return counts;
}

}  // namespace

bool is_range(const std::string& text) { return text.find(dots) != std::string::npos; }

bool is_range_or_list(const std::string& text) { return is_range(text) || text.find(',') != std::string::npos; }

std::vector<unsigned> parse_counts(const std::string& option, const std::string& text, unsigned all, unsigned most,
                                   std::span<const unsigned> landmarks) {
  const auto number = [&](const std::string& part) {
    return part == "all" ? all : parse_count(option, part, most, "1..8");
  };
  std::set<unsigned> counts;
  if (const auto middle = text.find(dots); middle != std::string::npos) {
    if (middle == 0 || middle + dots.size() == text.size())
      throw UsageError(fmt::format("{} {} lacks an end; write 1..8 or 1..all", option, in_quotes(text)));
    const unsigned first = number(text.substr(0, middle)), last = number(text.substr(middle + dots.size()));
    if (first > last)
      throw UsageError(fmt::format("{} {} runs backwards; write the smaller first", option, in_quotes(text)));
    counts = counts_between(first, last, landmarks);
  } else {
    for (const std::string& name : names_in_list(option, text))
      if (!counts.insert(number(name)).second)
        throw UsageError(fmt::format("{} {} names {} twice; name it once", option, in_quotes(text), number(name)));
  }
  return {counts.begin(), counts.end()};
}

}  // namespace crossover
