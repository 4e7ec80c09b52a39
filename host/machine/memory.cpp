#include "host/machine/memory.hpp"

#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <string>
#include <string_view>

#include "host/machine/cgroup.hpp"

namespace crossover {
namespace {

using std::filesystem::path;

std::optional<double> number_in(const path& file) {
  const auto line = first_line_of(file);
  if (!line) return std::nullopt;
  std::istringstream in(*line);
  double number = 0;
  return in >> number ? std::optional(number) : std::nullopt;  // "max" is none
}

/// How a version of control groups names what it tells of memory.
struct Names {
  const char *limit, *used;           ///< Files.
  std::string_view inactive, active;  ///< Cached files, in memory.stat.
};

/// What a group holds of files that can be read again: it is taken from them before the group is refused more.
double cached_in(const path& group, const Names& names) {
  std::ifstream in(group / "memory.stat");
  std::string name;
  double all = 0;
  for (double bytes = 0; in >> name >> bytes;)
    if (name == names.inactive || name == names.active) all += bytes;
  return all;
}

/// What a group may still take.
std::optional<double> left_in(const path& group, const Names& names) {
  const auto most = number_in(group / names.limit);
  if (!most) return std::nullopt;
  const double used = number_in(group / names.used).value_or(0) - cached_in(group, names);
  return std::clamp(*most - used, 0.0, *most);
}

std::optional<double> left_in_v2(const path& group) {
  return left_in(group, {"memory.max", "memory.current", "inactive_file", "active_file"});
}
std::optional<double> left_in_v1(const path& group) {
  return left_in(group, {"memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file", "total_active_file"});
}

/// "MemAvailable:   24000000 kB"
std::optional<double> left_in_machine(const path& root) {
  std::ifstream in(root / "proc/meminfo");
  std::string name;
  for (double kib = 0; in >> name >> kib; in.ignore(80, '\n'))
    if (name == "MemAvailable:") return 1024 * kib;
  return std::nullopt;
}

double used_address_space(const path& root) {
  return number_in(root / "proc/self/statm").value_or(0) * static_cast<double>(sysconf(_SC_PAGESIZE));
}

/// By `ulimit -v`.
std::optional<double> left_in_address_space(const path& root) {
  rlimit limit{};
  if (getrlimit(RLIMIT_AS, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return std::nullopt;
  return std::max(0.0, static_cast<double>(limit.rlim_cur) - used_address_space(root));
}

}  // namespace

std::optional<std::uint64_t> memory_limit(const path& root) {
  constexpr double unlimited = 1e18;  // cgroup v1 writes 2^63 - 4096
  const auto in = [](const char* file) {
    return [file](const path& group) -> std::optional<double> {
      const auto bytes = number_in(group / file);
      return bytes && *bytes < unlimited ? bytes : std::nullopt;
    };
  };
  const auto least = min_cgroup_limit(root, "memory", in("memory.max"), in("memory.limit_in_bytes"));
  return least ? std::optional(static_cast<std::uint64_t>(least->limit)) : std::nullopt;
}

void save_address_space() {
  if (has_address_space_limit()) mallopt(M_ARENA_MAX, 1);
}

bool has_address_space_limit() {
  rlimit limit{};
  return getrlimit(RLIMIT_AS, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY;
}

std::uint64_t address_space_used() { return static_cast<std::uint64_t>(used_address_space("/")); }

std::optional<std::uint64_t> available_memory(const path& root) {
  std::optional<double> least;
  if (const auto left_in_group = min_cgroup_limit(root, "memory", left_in_v2, left_in_v1)) least = left_in_group->limit;
  for (const auto& left : {left_in_machine(root), left_in_address_space(root)})
    if (left && (!least || *left < *least)) least = left;
  return least ? std::optional(static_cast<std::uint64_t>(*least)) : std::nullopt;
}

}  // namespace crossover
