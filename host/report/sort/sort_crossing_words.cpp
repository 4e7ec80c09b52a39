#include "host/report/sort/sort_crossing_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "host/report/numbers.hpp"
#include "host/report/sort/sort_words.hpp"

namespace crossover {
namespace {

std::string describe_border(const Crossing& crossing) {
  return fmt::format("between {} and {} keys", format_size(crossing.last_before), format_size(crossing.first_after));
}

/// "1e4 keys", "100, 1e4 keys", "7 sizes"
std::string format_sizes(const std::vector<std::uint64_t>& sizes) {
  constexpr std::size_t max_named = 5;
  if (sizes.size() > max_named) return fmt::format("{} sizes", sizes.size());
  std::vector<std::string> names;
  names.reserve(sizes.size());
  for (const std::uint64_t size : sizes) names.push_back(format_size(size));
  return fmt::format("{} keys", fmt::join(names, ", "));
}

/// What was found at each of the sizes asked for.
struct FoundAtSizes {
  std::vector<std::uint64_t> pays, does_not_pay, no_difference, too_few_rounds, two_kinds, busy;

  std::vector<std::uint64_t>& not_judged(Verdict why) {
    if (why == Verdict::machine_busy) return busy;
    return why == Verdict::two_kinds_of_rounds ? two_kinds : too_few_rounds;
  }
};

FoundAtSizes found_at_sizes(const SortWalk& walk, const Series& against) {
  FoundAtSizes found;
  for (const std::uint64_t size : walk.sizes) {
    const auto at = std::ranges::find_if(against.points, [&](const TimingsAtSize& s) { return s.size == size; });
    if (const auto why = at == against.points.end() ? Verdict::too_few_rounds : why_not_judged(*at)) {
      found.not_judged(*why).push_back(size);
      continue;
    }
    const auto winner = clear_winner(*at);
    (!winner ? found.no_difference : *winner == 1 ? found.pays : found.does_not_pay).push_back(size);
  }
  return found;
}

/// "pays at 1 of 3 sizes", "no clear difference at 100 keys", "not judged at 1e4 keys: too few rounds", each where it
/// is so; where one holds everywhere, "at all sizes".
std::vector<std::string> findings_without_a_border(const SortWalk& walk, const FoundAtSizes& found) {
  const std::size_t all = walk.sizes.size();
  std::vector<std::string> findings;
  const auto add = [&](const std::vector<std::uint64_t>& sizes, const char* finding, const char* everywhere) {
    if (sizes.size() == all) findings.emplace_back(everywhere);
    if (!sizes.empty() && sizes.size() < all)
      findings.push_back(fmt::format("{} at {} of {} sizes", finding, sizes.size(), all));
  };
  add(found.pays, "pays", "pays at all sizes");
  add(found.does_not_pay, "does not pay", "pays at no size");
  const auto add_named = [&](const std::vector<std::uint64_t>& sizes, const char* finding, const char* why,
                             const char* everywhere) {
    if (sizes.size() == all) findings.emplace_back(everywhere);
    if (!sizes.empty() && sizes.size() < all)
      findings.push_back(fmt::format("{} at {}{}", finding, format_sizes(sizes), why));
  };
  add_named(found.no_difference, "no clear difference", "", "no clear difference at any size");
  add_named(found.too_few_rounds, "not judged", ": too few rounds", "not judged: too few rounds");
  add_named(found.two_kinds, "not judged", ": two kinds of rounds", "not judged: two kinds of rounds");
  add_named(found.busy, "not judged", ": the machine was busy", "not judged: the machine was busy");
  return findings;
}

}  // namespace

std::string describe_where_it_pays(const SortWalk& walk, std::size_t run) {
  const auto against = walk.against_one_core(run);
  if (against.points.empty()) return "";
  std::vector<std::string> findings;
  for (const Crossing& crossing : find_crossings(against))
    findings.push_back(
        fmt::format("{} to pay {}", crossing.after == 1 ? "begins" : "ceases", describe_border(crossing)));
  if (findings.empty()) findings = findings_without_a_border(walk, found_at_sizes(walk, against));
  const SortComparison& point = walk.points.front();
  const SortConfiguration& c = point.runs[run].configuration;
  const char* other = c.sharing == Sharing::sequential ? "the fastest on one core" : "one after the other";
  return fmt::format("{}, against {}: {}.", describe_configuration(c, point.task.arrays), other,
                     fmt::join(findings, ", "));
}

std::string describe_crossing(const SortWalk& walk, const Crossing& crossing) {
  const SortComparison& point = walk.points.front();
  const auto name = [&](std::size_t i) {
    return describe_configuration(point.runs[i].configuration, point.task.arrays);
  };
  const std::string before = name(crossing.before);
  return fmt::format("The fastest changes {}: {}{} gives way to {}.", describe_border(crossing), before,
                     before.find(',') == std::string::npos ? "" : ",", name(crossing.after));
}

}  // namespace crossover
