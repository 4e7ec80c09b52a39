#include "host/report/saved/run_columns.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>

#include "host/report/numbers.hpp"

namespace crossover {
namespace {

bool tells_nothing(const Json& value) { return value.is_null() || value == false; }

bool is_a_size(const std::string& member) { return member == "samples" || member == "keys"; }

bool is_a_number(const std::string& member) {
  return is_a_size(member) || member == "workers" || member == "threads" || member == "arrays" || member == "chunk";
}

std::size_t different(const std::vector<Json>& all, const std::vector<std::string>& members) {
  std::set<std::string> labels;
  for (const Json& names : all) labels.insert(describe_run(names, members));
  return labels.size();
}

}  // namespace

std::vector<std::string> members_that_tell(const std::vector<Json>& runs) {
  std::vector<std::string> members;
  for (const Json& run : runs)
    for (const auto& [member, value] : run.items())
      if (!tells_nothing(value) && std::ranges::count(members, member) == 0) members.push_back(member);
  // A member that only later runs have must not stand behind the sizes.
  std::stable_partition(members.begin(), members.end(), [](const std::string& member) { return !is_a_size(member); });
  return members;
}

std::vector<std::string> members_that_distinguish(const std::vector<Json>& all) {
  std::vector<std::string> chosen;
  for (const std::string& member : members_that_tell(all)) {
    std::vector<std::string> with = chosen;
    with.push_back(member);
    if (chosen.empty() || different(all, with) > different(all, chosen)) chosen = with;
  }
  return chosen;
}

std::vector<Column> columns_of(const std::vector<std::string>& members) {
  std::vector<Column> columns;
  columns.reserve(members.size());
  for (const std::string& member : members) {
    const bool is_key = columns.empty() || is_a_size(member);
    columns.push_back({.title = member == "release_gil" ? "releases" : member,
                       .align = is_a_number(member) ? Align::right : Align::left,
                       .is_key = is_key,
                       .is_hoisted = !is_key});
  }
  return columns;
}

std::string cell_of(const Json& run, const std::string& member) {
  const Json value = run.value(member, Json(nullptr));
  if (tells_nothing(value)) return absent;
  if (value.is_boolean()) return "yes";
  if (value.is_number_integer() && value >= 0) return format_exact(value.get<std::uint64_t>());
  return value.is_string() ? value.get<std::string>() : value.dump();
}

std::string describe_run(const Json& run, const std::vector<std::string>& members) {
  std::vector<std::string> parts;
  for (const std::string& member : members) {
    const std::string cell = cell_of(run, member);
    if (cell == absent) continue;
    if (member == "release_gil")
      parts.emplace_back("releasing the lock");
    else
      parts.push_back(is_a_number(member) ? fmt::format("{} {}", member, cell) : cell);
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace crossover
