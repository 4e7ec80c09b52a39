#include "host/cli/options/nearest_name.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace crossover {
namespace {

/// Levenshtein's distance: how many characters must be changed, added or taken out to turn one text into the other.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), 0);
  for (std::size_t i = 0; i < a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i + 1);
    for (std::size_t j = 0; j < b.size(); ++j) {
      const std::size_t changed = diagonal + (a[i] != b[j]);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
    }
  }
  return row.back();
}

std::string enumeration(std::span<const std::string_view> names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? " and " : ", ";
    text += names[i];
  }
  return text;
}

}  // namespace

std::string_view nearest_name(std::string_view text, std::span<const std::string_view> names) {
  constexpr std::size_t max_typed = 64;
  if (names.empty() || text.empty() || text.size() > max_typed) return {};
  const auto nearest = *std::min_element(names.begin(), names.end(), [&](std::string_view a, std::string_view b) {
    return distance(text, a) < distance(text, b);
  });
  return distance(text, nearest) <= std::max<std::size_t>(1, nearest.size() / 3) ? nearest : std::string_view();
}

std::string suggestion(std::string_view text, std::span<const std::string_view> names) {
  const auto nearest = nearest_name(text, names);
  if (!nearest.empty()) return fmt::format("; did you mean {}?", nearest);
  return fmt::format("; there {} {}", names.size() == 1 ? "is" : "are", enumeration(names));
}

}  // namespace crossover
