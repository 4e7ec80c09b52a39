#include "host/report/crossings/crossing_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

#include "host/report/numbers.hpp"
#include "host/report/ratio_words.hpp"

namespace crossover {
namespace {

using Sizes = std::vector<std::uint64_t>;

std::string format_size(double size) {
  return crossover::format_size(static_cast<std::uint64_t>(std::round(std::min(size, 1e19))));
}

/// "1e4 keys", "100, 1e4 keys", "7 sizes"
std::string format_sizes(const Sizes& sizes, std::string_view axis) {
  constexpr std::size_t max_named = 5;
  if (sizes.size() > max_named) return fmt::format("{} sizes", sizes.size());
  std::vector<std::string> names;
  names.reserve(sizes.size());
  for (const std::uint64_t size : sizes) names.push_back(crossover::format_size(size));
  return fmt::format("{} {}", fmt::join(names, ", "), axis);
}

/// What was found at each of the sizes asked for.
struct FoundAtSizes {
  Sizes pays, does_not_pay, no_difference, too_few_rounds, two_kinds, busy;

  Sizes& not_judged(Verdict why) {
    if (why == Verdict::machine_busy) return busy;
    return why == Verdict::two_kinds_of_rounds ? two_kinds : too_few_rounds;
  }
};

FoundAtSizes found_at(const Sizes& sizes, const Series& pair) {
  FoundAtSizes found;
  for (const std::uint64_t size : sizes) {
    const auto at = std::ranges::find_if(pair.points, [&](const TimingsAtSize& s) { return s.size == size; });
    if (const auto why = at == pair.points.end() ? Verdict::too_few_rounds : why_not_judged(*at)) {
      found.not_judged(*why).push_back(size);
      continue;
    }
    const auto winner = clear_winner(*at);
    (!winner ? found.no_difference : *winner == 1 ? found.pays : found.does_not_pay).push_back(size);
  }
  return found;
}

}  // namespace

std::string format_bracket(const Crossing& crossing) {
  return fmt::format("{} and {}", crossover::format_size(crossing.last_before),
                     crossover::format_size(crossing.first_after));
}

std::string format_model_size(const ModelCrossing& crossing) { return format_size(crossing.size); }

std::string format_model_interval(const ModelCrossing& crossing) {
  if (!crossing.high) return fmt::format("from {} on", format_size(crossing.low));
  return fmt::format("{} to {}", format_size(crossing.low), format_size(*crossing.high));
}

std::vector<std::string> findings_at_sizes(const Sizes& sizes, const Series& pair) {
  const FoundAtSizes found = found_at(sizes, pair);
  const std::size_t all = sizes.size();
  std::vector<std::string> findings;
  const auto add = [&](const Sizes& some, const char* finding, const char* everywhere) {
    if (some.size() == all) findings.emplace_back(everywhere);
    if (!some.empty() && some.size() < all)
      findings.push_back(fmt::format("{} at {} of {} sizes", finding, some.size(), all));
  };
  add(found.pays, "pays", "pays at all sizes");
  add(found.does_not_pay, "does not pay", "pays at no size");
  const auto add_named = [&](const Sizes& some, const char* finding, const char* why, const char* everywhere) {
    if (some.size() == all) findings.emplace_back(everywhere);
    if (!some.empty() && some.size() < all)
      findings.push_back(fmt::format("{} at {}{}", finding, format_sizes(some, pair.axis), why));
  };
  add_named(found.no_difference, "no clear difference", "", "no clear difference at any size");
  add_named(found.too_few_rounds, "not judged", ": too few rounds", "not judged: too few rounds");
  add_named(found.two_kinds, "not judged", ": two kinds of rounds", "not judged: two kinds of rounds");
  add_named(found.busy, "not judged", ": the machine was busy", "not judged: the machine was busy");
  return findings;
}

std::string tally_at_sizes(const Sizes& sizes, const Series& pair) {
  const FoundAtSizes found = found_at(sizes, pair);
  const std::size_t not_judged = found.too_few_rounds.size() + found.two_kinds.size() + found.busy.size();
  if (const auto everywhere = findings_at_sizes(sizes, pair); everywhere.size() == 1) return everywhere.front();
  std::vector<std::string> parts;
  const auto add = [&](const char* what, std::size_t n) {
    if (n > 0) parts.push_back(fmt::format("{} {}{}", what, n, parts.empty() ? (n == 1 ? " size" : " sizes") : ""));
  };
  add("pays at", found.pays.size());
  add(parts.empty() ? "does not pay at" : "not at", found.does_not_pay.size());
  add("unclear at", found.no_difference.size());
  add("not judged at", not_judged);
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string describe_difference(const Overtaking& overtaking) {
  const auto factor = overtaking.model_over_measured();
  if (!factor || *factor == 1) return "";
  return fmt::format("by its line it would be at {} ({}), whose nearer end is {} times where it was measured",
                     format_model_size(*overtaking.model), format_model_interval(*overtaking.model),
                     format_ratio(*factor));
}

}  // namespace crossover
